package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;

/** Spark 3.1.1, whose ConfigMaps for executors nobody owns. */
final class UnownedConfigMaps extends ApplicationRule {
  private static final Version LEAKING = Version.parse("3.1.1");

  UnownedConfigMaps() {
    super(
        "SPK025",
        "unowned-config-maps",
        Severity.WARNING,
        "An application runs on Spark 3.1.1",
        """
        Spark 3.1.1 makes `spark-exec-*-conf-map` without an owner. A driver that ends in order deletes
        it; one that is killed, evicted or out of memory leaves it for ever, and neither a time to live
        nor deleting the SparkApplication takes it (SPARK-34948, mended in 3.1.2 and 3.2.0).
        What counts is the Spark in the job's image, not the operator's.
        """,
        "Use an image of 3.1.2 or newer, and write its version as `sparkVersion`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> image = SparkImage.ofDriver(spec);
    Optional<Version> inside = image.flatMap(known -> SparkImage.version(known.text()));
    if (inside.isPresent()) {
      if (inside.get().equals(LEAKING)) {
        report(image.get(), sink);
      }
      return;
    }
    Optional<Node.Scalar> version = spec.known("sparkVersion");
    if (version.isPresent()
        && Values.leadingVersion(version.get().text()).filter(LEAKING::equals).isPresent()) {
      report(version.get(), sink);
    }
  }

  private static void report(Node.Scalar place, Sink sink) {
    sink.value(
        place,
        "makes ConfigMaps for executors that nobody owns, and leaves them when a driver is killed"
            + " (SPARK-34948); use Spark 3.1.2 or newer");
  }
}
