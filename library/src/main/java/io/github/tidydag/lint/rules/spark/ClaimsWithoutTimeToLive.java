package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Claims that belong to a driver which nothing removes. */
final class ClaimsWithoutTimeToLive extends ApplicationRule {
  ClaimsWithoutTimeToLive() {
    super(
        "SPK052",
        "claims-without-time-to-live",
        Severity.WARNING,
        "The driver owns volumes, and nothing removes the driver",
        """
        With `spark.kubernetes.driver.ownPersistentVolumeClaim`, the default from Spark 3.4, the claims of
        executors belong to the driver pod. A driver that ends in order deletes them; one that is killed
        leaves them, disks included, until its pod goes, and without a time to live nothing takes that.
        """,
        "Write `timeToLiveSeconds`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (!document.isWhole() || spec.has(NoTimeToLive.KEY)) {
      return;
    }
    Optional<Node.Entry> claim = OnDemandClaims.find(spec);
    if (claim.isPresent() && OnDemandClaims.areOwnedByDriver(spec).orElse(false)) {
      sink.key(
          claim.get(),
          "makes volumes that stay when the driver is killed, until its pod goes; write"
              + " timeToLiveSeconds");
    }
  }
}
