package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;
import java.util.regex.Pattern;

/** A factor for memory overhead that is no factor. */
final class OverheadFactorInvalid extends ApplicationRule {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");
  private static final Version ABOVE_ONE_SINCE = Version.parse("3.2.0");

  OverheadFactorInvalid() {
    super(
        "SPK036",
        "overhead-factor-invalid",
        Severity.ERROR,
        "A `memoryOverheadFactor` is no fraction that Spark takes",
        """
        It is a share of the memory: 0.1 adds a tenth. Spark up to 3.1 refuses 1 and more ("Ensure that
        memory overhead is a double between 0 --> 1.0"); newer ones take it and ask for many times the
        memory, so that `40` meant as per cent asks for forty times of it.
        """,
        "Write a decimal such as `\"0.2\"`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> factor = spec.known("memoryOverheadFactor");
    if (factor.isEmpty()) {
      return;
    }
    String text = factor.get().text();
    if (!DECIMAL.matcher(text).matches()) {
      sink.value(
          factor.get(), "is no decimal; write the share of the memory to add, such as \"0.2\"");
      return;
    }
    double value = Double.parseDouble(text);
    boolean old = Values.sparkVersion(spec).filter(v -> !v.isAtLeast(ABOVE_ONE_SINCE)).isPresent();
    if (value >= 10 || (value >= 1 && old)) {
      sink.value(
          factor.get(),
          (old ? "is refused by Spark before 3.2" : "adds that many times the memory")
              + "; write the share to add, such as \"0.2\" for a fifth");
    }
  }
}
