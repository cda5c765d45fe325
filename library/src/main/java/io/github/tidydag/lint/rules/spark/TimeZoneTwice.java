package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.kubernetes.GoCron;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A time zone in the schedule that silences the one in its own field. */
final class TimeZoneTwice extends ScheduleRule {
  TimeZoneTwice() {
    super(
        "SPK020",
        "time-zone-twice",
        Severity.WARNING,
        "A schedule has `timeZone` and a zone in the expression, too",
        """
        The operator puts `timeZone` in front of the expression only where that starts with neither
        `CRON_TZ=` nor `TZ=`; else the field is loaded and then ignored (2.2.0 to 2.5.2).
        """,
        "Keep `timeZone` and remove the prefix from `schedule`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> field = spec.find("timeZone");
    Optional<Node.Scalar> schedule = spec.known("schedule");
    if (field.isEmpty() || schedule.isEmpty() || !schedule.get().text().contains("TZ=")) {
      return;
    }
    Optional<String> zone = GoCron.parse(schedule.get().text()).zone();
    if (zone.isPresent() && !Values.is(spec.known("timeZone"), zone.get())) {
      sink.key(
          field.get(),
          "is ignored, since the schedule itself names " + zone.get() + "; keep one of them");
    }
  }
}
