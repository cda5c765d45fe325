package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.SparkMemory;
import java.util.Optional;

/** A pod group whose memory Volcano hears wrongly. */
final class VolcanoMemoryMisread extends ApplicationRule {
  VolcanoMemoryMisread() {
    super(
        "SPK068",
        "volcano-memory-misread",
        Severity.WARNING,
        "Volcano is told the wrong memory of the application",
        """
        Unless `batchSchedulerOptions.resources` says them, the operator sums up the resources of the pod
        group, and reads Spark's memory as a quantity of Kubernetes: `512m` is half a byte to it, and `4g` is
        none and is left out (`GetDriverRequestResource`, 1.2 to 2.5.2). So Volcano starts the driver where
        the executors have no room.
        """,
        "Write `batchSchedulerOptions.resources` with what driver and executors need together.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> scheduler = spec.known("batchScheduler");
    if (!Values.is(scheduler, "volcano")
        || !document.isWhole()
        || spec.find("batchSchedulerOptions", "resources").isPresent()) {
      return;
    }
    for (String pod : Values.PODS) {
      Optional<Node.Scalar> memory = spec.known(pod, "memory");
      if (memory.isPresent() && SparkMemory.bytes(memory.get().text()).isPresent()) {
        sink.value(
            scheduler.get(),
            "gets a group of pods whose memory is counted wrongly, "
                + memory.get().text()
                + " as a quantity of Kubernetes; write batchSchedulerOptions.resources");
        return;
      }
    }
  }
}
