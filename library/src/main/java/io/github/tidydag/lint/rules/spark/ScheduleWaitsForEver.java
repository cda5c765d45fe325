package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A schedule that forbids overlapping runs, of an application that does not end. */
final class ScheduleWaitsForEver extends ScheduleRule {
  ScheduleWaitsForEver() {
    super(
        "SPK023",
        "schedule-waits-for-ever",
        Severity.ERROR,
        "A schedule with `Forbid` runs an application with `restartPolicy.type: Always`",
        """
        `Forbid` waits for the last run to be COMPLETED or FAILED, and `Always` starts that run again
        each time it ends. So the schedule starts one run and no other.
        """,
        "Write `type: Never` or `OnFailure` in the template's `restartPolicy`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> policy = spec.known("concurrencyPolicy");
    if (Values.is(policy, "Forbid")
        && Values.is(spec.known("template", "restartPolicy", "type"), "Always")) {
      sink.value(
          policy.get(),
          "waits for the end of a run that restartPolicy Always starts again each time; write type:"
              + " Never or OnFailure in the template");
    }
  }
}
