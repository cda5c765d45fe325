package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A {@code type} that is not the language of the file. */
final class LanguageMismatch extends ApplicationRule {
  LanguageMismatch() {
    super(
        "SPK070",
        "language-mismatch",
        Severity.WARNING,
        "A `type` is not the language of `mainApplicationFile`",
        """
        Spark goes by the file's ending and not by `type`. The operator goes by `type` when it works out how
        much memory the pods take, for resource quotas and for YuniKorn: 40 per cent overhead for Python and
        R, 10 for Java and Scala (2.0 to 2.5.2).
        """,
        "Write the language of the file: `Python` for `.py`, `R` for `.R`, `Java` or `Scala` for `.jar`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> type = spec.known("type");
    Optional<Node.Scalar> file = spec.known("mainApplicationFile");
    if (type.isEmpty() || file.isEmpty()) {
      return;
    }
    String language = language(file.get().text());
    String said = type.get().text();
    boolean jvm = said.equals("Java") || said.equals("Scala");
    boolean known = jvm || said.equals("Python") || said.equals("R");
    if (known && !language.isEmpty() && !language.equals(jvm ? "Scala" : said)) {
      sink.value(
          type.get(),
          "is not the language of "
              + file.get().text().substring(file.get().text().lastIndexOf('/') + 1)
              + "; write "
              + (language.equals("Scala") ? "Java or Scala" : language),
          language.equals("Scala") ? null : Rewriting.of(document, type.get(), language, true));
    }
  }

  /** The language by a file's ending; Scala for Java, too; empty where it tells nothing. */
  static String language(String file) {
    return file.endsWith(".py")
        ? "Python"
        : file.endsWith(".R") || file.endsWith(".r") ? "R" : file.endsWith(".jar") ? "Scala" : "";
  }
}
