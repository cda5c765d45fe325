package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Dynamic allocation that only {@code sparkConf} knows of. */
final class DynamicAllocationByConf extends ApplicationRule {
  DynamicAllocationByConf() {
    super(
        "SPK043",
        "dynamic-allocation-by-conf",
        Severity.WARNING,
        "Dynamic allocation is switched on in `sparkConf` alone",
        """
        The operator looks for it under `spark.dynamicallocation.enabled`, in small letters, and does not
        see it (`api/v1beta2/defaults.go`, 1.2 to 2.5.2). So it sets one executor, and not the tracking of
        shuffle files, without which Spark before 3.4 refuses to begin on Kubernetes.
        """,
        """
        Write it as a field: `dynamicAllocation: {enabled: true, minExecutors: 1, maxExecutors: 10}`.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> conf = Values.confEntry(spec, DynamicAllocation.CONF_ENABLED);
    if (conf.isPresent()
        && document.isWhole()
        && DynamicAllocation.byConf(spec)
        && !spec.has(DynamicAllocation.FIELD)) {
      sink.key(
          conf.get(),
          "is not seen by the operator, which sets one executor and no shuffle tracking; write"
              + " dynamicAllocation: {enabled: true, ...} in the spec");
    }
  }
}
