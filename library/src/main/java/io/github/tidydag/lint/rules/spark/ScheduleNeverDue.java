package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.kubernetes.GoCron;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A schedule for a day that no month has. */
final class ScheduleNeverDue extends ScheduleRule {
  ScheduleNeverDue() {
    super(
        "SPK017",
        "schedule-never-due",
        Severity.ERROR,
        "A `schedule` names a day that its months do not have",
        """
        `0 0 31 2 *` is a valid cron expression for a date that never comes. The operator looks for it
        over the next five years, finds none, and starts nothing.
        """,
        "Write a day that the month has. For the last day of a month, run on the first of the next.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> schedule = spec.known("schedule");
    if (schedule.isPresent() && GoCron.parse(schedule.get().text()).neverDue()) {
      sink.value(schedule.get(), "names a day that none of its months has; write a day that comes");
    }
  }
}
