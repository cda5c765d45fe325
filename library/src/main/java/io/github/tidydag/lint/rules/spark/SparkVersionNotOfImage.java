package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Optional;

/** A {@code sparkVersion} that is not the image's. */
final class SparkVersionNotOfImage extends ApplicationRule {
  private static final List<List<String>> IMAGES =
      List.of(List.of("image"), List.of("driver", "image"), List.of("executor", "image"));

  SparkVersionNotOfImage() {
    super(
        "SPK026",
        "spark-version-not-of-image",
        Severity.WARNING,
        "A `sparkVersion` is another than the image's",
        """
        `sparkVersion` installs nothing: the image decides which Spark runs. The operator decides by the
        field whether pod templates may be used and whether its webhook changes the pods, and people
        read it. Driver and executors of different releases do not understand each other.
        """,
        "Write the version of the image as `sparkVersion`, or the image of that version.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> field = spec.known("sparkVersion");
    Optional<Version> said = Values.sparkVersion(spec);
    if (field.isEmpty() || said.isEmpty()) {
      return;
    }
    for (List<String> path : IMAGES) {
      Optional<Node.Scalar> image = spec.known(path.toArray(String[]::new));
      Optional<Version> inside = image.flatMap(known -> SparkImage.version(known.text()));
      if (inside.isPresent() && !agree(said.get(), inside.get())) {
        sink.value(
            field.get(),
            "is not the Spark of the image " + image.get().text() + "; write " + inside.get(),
            Rewriting.of(document, field.get(), inside.get().toString(), false));
        return;
      }
    }
  }

  /** Only as far as both say something: 3.5 agrees with 3.5.1. */
  private static boolean agree(Version one, Version other) {
    String a = one + ".";
    String b = other + ".";
    return a.startsWith(b) || b.startsWith(a);
  }
}
