package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Claims that are to be used again, but are not the driver's. */
final class ClaimReuseIgnored extends ApplicationRule {
  private static final String REUSE = "spark.kubernetes.driver.reusePersistentVolumeClaim";

  ClaimReuseIgnored() {
    super(
        "SPK053",
        "claim-reuse-ignored",
        Severity.WARNING,
        "Volumes are to be used again, and do not belong to the driver",
        """
        `spark.kubernetes.driver.reusePersistentVolumeClaim` needs `ownPersistentVolumeClaim`, which is off
        by default in Spark 3.2 and 3.3: a claim that belongs to an executor goes with it.
        """,
        "Write `spark.kubernetes.driver.ownPersistentVolumeClaim: \"true\"`, too.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> reuse = Values.confEntry(spec, REUSE);
    if (reuse.isPresent()
        && Values.is(Values.conf(spec, REUSE), true)
        && document.isWhole()
        && !OnDemandClaims.areOwnedByDriver(spec).orElse(true)) {
      sink.key(
          reuse.get(),
          "has no effect, since each executor owns its volume; write "
              + OnDemandClaims.OWN
              + ": \"true\", too");
    }
  }
}
