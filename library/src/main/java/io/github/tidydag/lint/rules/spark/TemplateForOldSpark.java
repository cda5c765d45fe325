package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;

/** A pod template, with a {@code sparkVersion} that has none. */
final class TemplateForOldSpark extends ApplicationRule {
  private static final Version SINCE = Version.parse("3.0.0");

  TemplateForOldSpark() {
    super(
        "SPK027",
        "template-for-old-spark",
        Severity.ERROR,
        "A pod template stands beside a `sparkVersion` below 3.0.0",
        """
        Spark has pod templates since 3.0.0, and the operator's webhook refuses them for a lower
        `sparkVersion` (2.1.0 and newer). It compares as Go's semver does: what is no version, such as
        `latest` or `3.5.1.2`, counts as lower than all.
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
    Optional<Version> version = Values.leadingVersion(field.get().text());
    boolean tooLong =
        version.filter(v -> v.toString().chars().filter(c -> c == '.').count() > 2).isPresent();
    if (version.isEmpty() || tooLong || !version.get().isAtLeast(SINCE)) {
      sink.value(
          field.get(),
          "is no version of Spark from 3.0.0, so that the operator refuses the pod template; write the"
              + " version of the image");
    }
  }
}
