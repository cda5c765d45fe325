package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;

/** The volume claims that Spark makes for each executor. */
final class OnDemandClaims {
  static final String OWN = "spark.kubernetes.driver.ownPersistentVolumeClaim";
  private static final String PREFIX = "spark.kubernetes.executor.volumes.persistentVolumeClaim.";
  private static final String SUFFIX = ".options.claimName";
  private static final Version OWN_SINCE = Version.parse("3.2.0");
  private static final Version OWN_BY_DEFAULT_SINCE = Version.parse("3.4.0");

  private OnDemandClaims() {}

  /** The setting that asks for one. */
  static Optional<Node.Entry> find(Block spec) {
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isPresent()) {
      for (Node.Entry entry : conf.get().body().entries()) {
        if (entry.name().startsWith(PREFIX)
            && entry.name().endsWith(SUFFIX)
            && entry.value() instanceof Node.Scalar claim
            && claim.text().equals("OnDemand")) {
          return Optional.of(entry);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the driver owns them; empty if that is not known. */
  static Optional<Boolean> areOwnedByDriver(Block spec) {
    if (Values.confEntry(spec, OWN).isPresent()) {
      return Values.conf(spec, OWN).map(own -> own.text().equalsIgnoreCase("true"));
    }
    Optional<Version> spark =
        SparkImage.ofDriver(spec)
            .flatMap(image -> SparkImage.version(image.text()))
            .or(() -> Values.sparkVersion(spec));
    return spark
        .filter(version -> version.isAtLeast(OWN_SINCE))
        .map(version -> version.isAtLeast(OWN_BY_DEFAULT_SINCE));
  }
}
