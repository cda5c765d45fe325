package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.SparkMemory;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A memory limit that is lower than what Spark requests. */
final class MemoryLimitBelowRequest extends ApplicationRule {
  private static final BigDecimal LEAST_OVERHEAD = BigDecimal.valueOf(384L << 20);
  private static final Pattern DECIMAL = Pattern.compile("[0-9]*\\.?[0-9]+");
  private static final int MIB = 20;

  MemoryLimitBelowRequest() {
    super(
        "SPK040",
        "memory-limit-below-request",
        Severity.ERROR,
        "A `memoryLimit` is below the memory and its overhead",
        """
        Spark requests the memory of the JVM and the overhead on top: `memoryOverhead`, or a tenth (0.4 of
        it for Python and R), 384 MiB at least. The webhook then sets `memoryLimit` (2.2 and newer), and
        Kubernetes refuses a pod whose limit is below its request.
        """,
        "Raise `memoryLimit` above the sum, lower `memory`, or leave the limit to Spark.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String pod : Values.PODS) {
      Optional<Node.Scalar> limit = spec.known(pod, "memoryLimit");
      Optional<Node.Scalar> memory = spec.known(pod, "memory");
      if (limit.isEmpty() || memory.isEmpty()) {
        continue;
      }
      Optional<BigDecimal> most = NotQuantity.memory(limit.get().text());
      OptionalLong heap = SparkMemory.bytes(memory.get().text());
      if (most.isEmpty() || heap.isEmpty()) {
        continue;
      }
      Optional<BigDecimal> overhead = overhead(spec, pod, BigDecimal.valueOf(heap.getAsLong()));
      BigDecimal request =
          BigDecimal.valueOf(heap.getAsLong()).add(overhead.orElse(BigDecimal.ZERO));
      if (most.get().compareTo(request) < 0) {
        sink.value(
            limit.get(),
            "is less than memory and overhead, "
                + (request.longValue() >> MIB)
                + "Mi, which Spark requests; write "
                + roundedUp(request)
                + " or more, or leave it out",
            Values.rewriting(document, limit.get(), roundedUp(request), false));
      }
    }
  }

  private static String roundedUp(BigDecimal bytes) {
    return ((bytes.longValue() + (1L << MIB) - 1) >> MIB) + "Mi";
  }

  /** The least that Spark adds; empty if it is not known. */
  private static Optional<BigDecimal> overhead(Block spec, String pod, BigDecimal heap) {
    String conf = "spark." + pod + ".memoryOverhead";
    Optional<Node.Entry> said =
        spec.find(pod, "memoryOverhead").or(() -> Values.confEntry(spec, conf));
    if (said.isPresent()) {
      return Document.known(said.get().value())
          .map(value -> SparkMemory.bytes(value.text()))
          .filter(OptionalLong::isPresent)
          .map(bytes -> BigDecimal.valueOf(bytes.getAsLong()));
    }
    if (Values.confEntry(spec, "spark." + pod + ".minMemoryOverhead").isPresent()
        || Values.confEntry(spec, conf + "Factor").isPresent()) {
      return Optional.empty();
    }
    BigDecimal factor = new BigDecimal("0.1");
    if (spec.has("memoryOverheadFactor")) {
      Optional<Node.Scalar> written = spec.known("memoryOverheadFactor");
      if (written.isEmpty() || !DECIMAL.matcher(written.get().text()).matches()) {
        return Optional.empty();
      }
      factor = new BigDecimal(written.get().text());
    } else if (Values.is(spec.known("type"), "Python") || Values.is(spec.known("type"), "R")) {
      factor = new BigDecimal("0.4");
    }
    return Optional.of(heap.multiply(factor).max(LEAST_OVERHEAD));
  }
}
