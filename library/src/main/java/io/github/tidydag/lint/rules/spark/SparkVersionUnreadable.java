package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;
import java.util.regex.Pattern;

/** A pod template, with a {@code sparkVersion} that the operator cannot compare. */
final class SparkVersionUnreadable extends ApplicationRule {
  private static final Version TEMPLATES_SINCE = Version.parse("3.0.0");

  /** A version as Go's semver reads it, of one to three numbers. */
  private static final Pattern COMPARABLE =
      Pattern.compile("v?[0-9]+(\\.[0-9]+(\\.[0-9]+([-+][-.+0-9A-Za-z]+)?)?)?");

  SparkVersionUnreadable() {
    super(
        "SPK027",
        "spark-version-unreadable",
        Severity.ERROR,
        "A pod template stands beside a `sparkVersion` that is no version",
        """
        The operator's webhook takes pod templates from Spark 3.0.0 on (2.1.0 and newer), and compares as Go's
        semver does: what that cannot read, such as `latest` or `3.5.1.2`, counts as older than every version,
        and the application is refused.
        """,
        "Write the image's version as `sparkVersion`: `3.5.1`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> field = spec.known("sparkVersion");
    if (field.isEmpty()
        || (spec.find("driver", "template").isEmpty()
            && spec.find("executor", "template").isEmpty())) {
      return;
    }
    String text = field.get().text();
    if (!COMPARABLE.matcher(text).matches() || isOldBuild(text)) {
      sink.value(
          field.get(),
          "is no version from 3.0.0 that the operator can read, so that it refuses the pod template;"
              + " write the version of the image");
    }
  }

  /** Such as 2.4.8-amzn-2; a plain 2.4.8 is the schema's to say. */
  private static boolean isOldBuild(String text) {
    Optional<Version> leading = Values.leadingVersion(text);
    return Version.tryParse(text).isEmpty()
        && leading.isPresent()
        && !leading.get().isAtLeast(TEMPLATES_SINCE);
  }
}
