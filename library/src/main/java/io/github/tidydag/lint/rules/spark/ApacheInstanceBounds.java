package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Numbers of instances that contradict each other. */
final class ApacheInstanceBounds extends ApacheRule {
  ApacheInstanceBounds() {
    super(
        "SPK203",
        "apache-instance-bounds",
        Severity.WARNING,
        "The numbers of an `instanceConfig` contradict each other",
        """
        The operator waits for the first number of executors and ends an application that does not get them
        in time; below the least one it counts as unhealthy. For a SparkCluster they are the bounds of its
        workers.
        """,
        "Write numbers with min <= init <= max.",
        Set.of(DocumentKind.APACHE_SPARK_APPLICATION, DocumentKind.APACHE_SPARK_CLUSTER));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    boolean cluster = document.kind() == DocumentKind.APACHE_SPARK_CLUSTER;
    Optional<Block> config =
        spec.block(
            cluster ? "clusterTolerations" : ApacheNoTimeToLive.TOLERATIONS, "instanceConfig");
    if (config.isPresent()) {
      String what = cluster ? "Workers" : "Executors";
      ordered(config.get(), "min" + what, "init" + what, sink);
      ordered(config.get(), "init" + what, "max" + what, sink);
      if (!config.get().has("init" + what)) {
        ordered(config.get(), "min" + what, "max" + what, sink);
      }
    }
  }

  private static void ordered(Block config, String smaller, String larger, Sink sink) {
    Optional<Node.Scalar> least = config.known(smaller);
    OptionalLong min = Values.whole(least);
    OptionalLong max = Values.whole(config.known(larger));
    if (min.isPresent() && max.isPresent() && min.getAsLong() > max.getAsLong()) {
      sink.value(
          least.get(), "is more than " + larger + ", " + max.getAsLong() + "; write at most that");
    }
  }
}
