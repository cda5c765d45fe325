package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A main class of a program that has none. */
final class MainClassUnused extends ApplicationRule {
  MainClassUnused() {
    super(
        "SPK072",
        "main-class-unused",
        Severity.INFO,
        "A Python or R program has a `mainClass`",
        """
        For a `.py` or `.R` file spark-submit runs its own runner of that language, whatever `mainClass`
        says.
        """,
        "Remove it.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> main = spec.find("mainClass");
    Optional<Node.Scalar> file = spec.known("mainApplicationFile");
    if (main.isPresent() && file.isPresent()) {
      String language = LanguageMismatch.language(file.get().text());
      if (language.equals("Python") || language.equals("R")) {
        sink.key(
            main.get(),
            "is not used for a program in " + language + "; remove it",
            Edits.removing(document, spec, main.get(), true).orElse(null));
      }
    }
  }
}
