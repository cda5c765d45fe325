package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Spark that an image says it holds, where its name or tag is one that says so. */
final class SparkImage {
  private static final Set<String> SPARKS =
      Set.of("spark", "spark-py", "spark-r", "pyspark", "apache-spark", "apache-spark-py");
  private static final Pattern NAMED =
      Pattern.compile("(?:^|[-_.])spark(?:-py|-r)?[-_]?v?(\\d+\\.\\d+\\.\\d+)(?![\\d.]*\\d)");

  /** The first release for Kubernetes. */
  private static final Version FIRST = Version.parse("2.3.0");

  private SparkImage() {}

  /** The image that the driver runs, which decides what becomes of executors' ConfigMaps. */
  static Optional<Node.Scalar> ofDriver(Block spec) {
    return spec.find("driver", "image").isPresent()
        ? spec.known("driver", "image")
        : spec.known("image");
  }

  /**
   * The version in {@code spark:3.5.1} or {@code jobs-spark-3.5.1:7}; empty if it is not clear, or
   * none that runs on Kubernetes: of {@code team/spark:1.0.0}, the number is the team's own.
   */
  static Optional<Version> version(String image) {
    return written(image).filter(version -> version.compareTo(FIRST) >= 0);
  }

  private static Optional<Version> written(String image) {
    int digest = image.indexOf('@');
    String name = image.substring(image.lastIndexOf('/', digest < 0 ? image.length() : digest) + 1);
    digest = name.indexOf('@');
    name = digest < 0 ? name : name.substring(0, digest);
    int colon = name.indexOf(':');
    String repository = colon < 0 ? name : name.substring(0, colon);
    String tag = colon < 0 ? "" : name.substring(colon + 1);
    if (SPARKS.contains(repository)) {
      Optional<Version> version = Values.leadingVersion(tag);
      if (version.isPresent() && version.get().toString().indexOf('.') > 0) {
        return version;
      }
    }
    if (!image.contains("spark")) {
      return Optional.empty();
    }
    Matcher named = NAMED.matcher(repository);
    if (named.find()) {
      return Version.tryParse(named.group(1));
    }
    named = NAMED.matcher(tag);
    return named.find() ? Version.tryParse(named.group(1)) : Optional.empty();
  }
}
