package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.SparkMemory;
import java.util.Optional;
import java.util.OptionalLong;

/** Less memory than Spark starts with. */
final class MemoryTooSmall extends ApplicationRule {
  private static final long LEAST = 450L << 20;
  private static final int MIB = 20;

  MemoryTooSmall() {
    super(
        "SPK035",
        "memory-too-small",
        Severity.ERROR,
        "A driver or executor has less memory than Spark starts with",
        """
        Spark reserves 300 MiB for itself and refuses a heap below one and a half times of that:
        "System memory must be at least 471859200" (`UnifiedMemoryManager`, 1.6 to 4.1). A number without
        a unit counts MiB, so `memory: "4"` is 4 MiB.
        """,
        "Write 512m or more, with the unit.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (Values.confEntry(spec, "spark.testing.reservedMemory").isPresent()
        || Values.confEntry(spec, "spark.testing.memory").isPresent()) {
      return;
    }
    for (String pod : Values.PODS) {
      Optional<Node.Scalar> field = spec.known(pod, "memory");
      if (field.isPresent()) {
        check(document, field.get(), sink);
      } else {
        Values.conf(spec, "spark." + pod + ".memory")
            .ifPresent(conf -> check(document, conf, sink));
      }
    }
  }

  private static void check(Document document, Node.Scalar value, Sink sink) {
    OptionalLong bytes = SparkMemory.bytes(value.text());
    if (bytes.isEmpty() || bytes.getAsLong() >= LEAST) {
      return;
    }
    boolean unitless =
        !value.text().isEmpty()
            && Character.isDigit(value.text().charAt(value.text().length() - 1));
    boolean gigabytes = unitless && bytes.getAsLong() >> MIB < 100 && bytes.getAsLong() > 0;
    sink.value(
        value,
        (unitless ? "is " + (bytes.getAsLong() >> MIB) + " MiB, and " : "is too little: ")
            + "Spark needs 450 MiB to start; write "
            + (gigabytes ? value.text() + "g" : "512m")
            + " or more",
        gigabytes ? Rewriting.of(document, value, value.text() + "g", false) : null);
  }
}
