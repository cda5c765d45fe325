package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Claims that belong to executors which are kept. */
final class ClaimsOfKeptExecutors extends ApplicationRule {
  ClaimsOfKeptExecutors() {
    super(
        "SPK051",
        "claims-of-kept-executors",
        Severity.WARNING,
        "Executors own their volumes, and are kept",
        """
        In Spark 3.2 and 3.3 each executor owns the claim that was made for it, unless
        `spark.kubernetes.driver.ownPersistentVolumeClaim` says otherwise; from 3.4 the driver does. A claim
        goes with its owner, so executors that are kept when they have ended keep a disk each. From 3.2.3 and
        3.3.1 Spark does not delete those at the end either (SPARK-39965).
        """,
        """
        Let executors be deleted, or write `spark.kubernetes.driver.ownPersistentVolumeClaim: "true"`.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (!ExecutorsKept.areKept(spec)) {
      return;
    }
    Optional<Node.Entry> claim = OnDemandClaims.find(spec);
    if (claim.isPresent() && !OnDemandClaims.areOwnedByDriver(spec).orElse(true)) {
      sink.key(
          claim.get(),
          "makes a volume that belongs to its executor, and executors are kept; remove"
              + " deleteOnTermination: false, or let the driver own them ("
              + OnDemandClaims.OWN
              + ")");
    }
  }
}
