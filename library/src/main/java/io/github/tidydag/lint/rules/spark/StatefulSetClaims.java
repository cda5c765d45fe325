package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Claims of a StatefulSet, which outlive it. */
final class StatefulSetClaims extends ApplicationRule {
  private static final String ALLOCATOR = "spark.kubernetes.allocation.pods.allocator";

  StatefulSetClaims() {
    super(
        "SPK054",
        "stateful-set-claims",
        Severity.WARNING,
        "Executors are a StatefulSet with volumes of its own",
        """
        The allocator `statefulset` (Spark 3.3 and newer) makes on-demand claims into the StatefulSet's
        `volumeClaimTemplates`. Kubernetes does not delete such claims with the StatefulSet, they have no
        other owner, and Spark does not delete them: each run leaves a disk for each executor.
        """,
        "Use the allocator `direct`, which is the default, or volumes of another kind.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (!Values.is(Values.conf(spec, ALLOCATOR), "statefulset")) {
      return;
    }
    Optional<Node.Entry> claim = OnDemandClaims.find(spec);
    if (claim.isPresent()) {
      sink.key(
          claim.get(),
          "makes a claim of a StatefulSet for each executor, and nobody ever deletes those; use the"
              + " allocator direct");
    }
  }
}
