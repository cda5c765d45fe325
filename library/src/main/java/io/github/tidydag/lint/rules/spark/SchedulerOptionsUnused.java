package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Options of a batch scheduler that is not named. */
final class SchedulerOptionsUnused extends ApplicationRule {
  SchedulerOptionsUnused() {
    super(
        "SPK069",
        "scheduler-options-unused",
        Severity.INFO,
        "`batchSchedulerOptions` stand there without a `batchScheduler`",
        """
        Queue, priority and resources are read by the batch scheduler that `batchScheduler` names. Without
        it they count only where the operator runs with `--default-batch-scheduler` (2.0 and newer).
        """,
        "Write `batchScheduler: volcano`, or the scheduler that is meant.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> options = spec.find("batchSchedulerOptions");
    if (options.isPresent() && document.isWhole() && !spec.has("batchScheduler")) {
      sink.key(
          options.get(),
          "are read only by a batch scheduler, and none is named; write batchScheduler, unless the"
              + " operator has a default");
    }
  }
}
