package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A jar without a class to begin with. */
final class MainClassMissing extends ApplicationRule {
  MainClassMissing() {
    super(
        "SPK071",
        "main-class-missing",
        Severity.ERROR,
        "A jar is to run, and no `mainClass` is given",
        """
        spark-submit reads the main class from the jar's manifest only where the jar is a file of its own
        machine. For `local://`, `s3a://` and the like it stops with "Cannot load main class from JAR".
        """,
        "Write `mainClass: com.example.Job`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> file = spec.known("mainApplicationFile");
    if (file.isPresent()
        && !document.isPartial()
        && !spec.has("mainClass")
        && file.get().text().endsWith(".jar")) {
      sink.missing(
          spec,
          "mainClass",
          "runs a jar and has no mainClass, and spark-submit cannot look into the jar; write it");
    }
  }
}
