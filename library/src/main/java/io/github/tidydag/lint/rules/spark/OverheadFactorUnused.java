package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A factor for memory overhead, where both overheads are given outright. */
final class OverheadFactorUnused extends ApplicationRule {
  OverheadFactorUnused() {
    super(
        "SPK037",
        "overhead-factor-unused",
        Severity.INFO,
        "A `memoryOverheadFactor` stands beside both overheads",
        """
        Spark uses the factor only where `memoryOverhead` is not set. With one for the driver and one for
        the executors nothing is left that it could count for.
        """,
        "Keep the factor or the amounts.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> factor = spec.find("memoryOverheadFactor");
    if (factor.isPresent()
        && spec.known("driver", "memoryOverhead").isPresent()
        && spec.known("executor", "memoryOverhead").isPresent()) {
      sink.key(
          factor.get(),
          "has no effect, since driver and executor both say memoryOverhead; remove it");
    }
  }
}
