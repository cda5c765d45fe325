package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.kubernetes.GoCron;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A schedule that the operator cannot read. */
final class ScheduleInvalid extends ScheduleRule {
  ScheduleInvalid() {
    super(
        "SPK016",
        "schedule-invalid",
        Severity.ERROR,
        "A `schedule` is none that the operator can read",
        """
        The operator reads it with Go's robfig/cron: five fields, `@daily` and its like, `@every 15m`,
        and perhaps `CRON_TZ=Asia/Seoul` in front. It has no seconds, no years, no `L`, `W` or `#`, and
        Sunday is 0, not 7. The API server takes any text; the operator then sets the state
        FailedValidation and never looks again.
        """,
        "Write `17 3 * * *`, `@daily` or `@every 15m`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> schedule = spec.known("schedule");
    if (schedule.isPresent()) {
      GoCron cron = GoCron.parse(schedule.get().text());
      if (cron.problem().isPresent()) {
        sink.value(schedule.get(), cron.problem().get());
      } else if (cron.every().filter(every -> every.toSeconds() < 1).isPresent()) {
        sink.value(schedule.get(), "is less than a second, and becomes one; write a longer time");
      }
    }
  }
}
