package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A number of executors beside dynamic allocation. */
final class InstancesOfDynamicAllocation extends ApplicationRule {
  InstancesOfDynamicAllocation() {
    super(
        "SPK045",
        "instances-with-dynamic-allocation",
        Severity.INFO,
        "`executor.instances` stands beside dynamic allocation",
        """
        With dynamic allocation the number is only one more candidate for the first executors: Spark
        starts with the largest of `minExecutors`, `initialExecutors` and it
        (`getDynamicAllocationInitialExecutors`). It neither fixes nor bounds them.
        """,
        "Remove it, and write `initialExecutors`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> instances = spec.find("executor", "instances");
    if (instances.isPresent() && DynamicAllocation.byField(spec)) {
      sink.key(
          instances.get(),
          "is only a least number of first executors with dynamic allocation; write"
              + " initialExecutors instead");
    }
  }
}
