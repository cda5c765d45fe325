package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A schedule whose runs begin suspended. */
final class RunsSuspended extends ScheduleRule {
  RunsSuspended() {
    super(
        "SPK077",
        "runs-suspended",
        Severity.WARNING,
        "A schedule creates runs that are suspended",
        """
        `suspend` in the template (2.4.0 and newer) is that of each run: the schedule goes on creating
        SparkApplications, none of them runs, none expires, and the history limits do not count them.
        """,
        "Write `suspend: true` beside `schedule`, where it stops the schedule, or remove it.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> suspend = spec.find("template", "suspend");
    if (suspend.isPresent() && Values.is(spec.known("template", "suspend"), true)) {
      sink.key(
          suspend.get(),
          "suspends each run and not the schedule, so that runs pile up; write it beside schedule,"
              + " or remove it");
    }
  }
}
