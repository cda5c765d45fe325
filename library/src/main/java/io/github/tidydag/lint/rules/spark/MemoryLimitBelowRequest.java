package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.SparkMemory;
import io.github.tidydag.tables.Version;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A memory limit that is lower than what Spark requests. */
final class MemoryLimitBelowRequest extends ApplicationRule {
  private static final int LEAST_OVERHEAD = 384;
  private static final Pattern DECIMAL = Pattern.compile("[0-9]*\\.?[0-9]+");
  private static final int SHIFT = 20;
  private static final BigDecimal MIB = BigDecimal.valueOf(1L << SHIFT);
  private static final String PYTHON = "spark.executor.pyspark.memory";
  private static final String OFF_HEAP = "spark.memory.offHeap.";
  private static final Version OFF_HEAP_SINCE = Version.parse("3.1.0");

  MemoryLimitBelowRequest() {
    super(
        "SPK040",
        "memory-limit-below-request",
        Severity.ERROR,
        "A `memoryLimit` is below the memory and its overhead",
        """
        Spark requests the memory of the JVM and the overhead on top: `memoryOverhead`, or a tenth (0.4 of
        it for Python and R), 384 MiB at least; for executors also `spark.executor.pyspark.memory`, and
        `spark.memory.offHeap.size` where that is enabled. The webhook then sets `memoryLimit` (2.2 and newer), and
        Kubernetes refuses a pod whose limit is below its request.
        """,
        "Raise `memoryLimit` above the sum, lower `memory`, or leave the limit to Spark.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String pod : Values.PODS) {
      Optional<Node.Scalar> limit = spec.known(pod, "memoryLimit");
      OptionalLong heap = mebibytes(spec.known(pod, "memory"));
      OptionalLong beside = pod.equals("executor") ? besideHeap(spec) : OptionalLong.of(0);
      if (limit.isEmpty() || heap.isEmpty() || beside.isEmpty()) {
        continue;
      }
      Optional<BigDecimal> most = NotQuantity.memory(limit.get().text());
      long request =
          heap.getAsLong() + overhead(spec, pod, heap.getAsLong()).orElse(0) + beside.getAsLong();
      if (most.isPresent() && most.get().compareTo(MIB.multiply(BigDecimal.valueOf(request))) < 0) {
        String least = request + "Mi";
        sink.value(
            limit.get(),
            "is less than memory"
                + (beside.getAsLong() > 0
                    ? ", overhead and what is for Python or off the heap, "
                    : " and overhead, ")
                + least
                + ", which Spark requests; write "
                + least
                + " or more, or leave it out",
            Rewriting.of(document, limit.get(), least, false));
      }
    }
  }

  /** Spark counts in MiB and drops what is less. */
  private static OptionalLong mebibytes(Optional<Node.Scalar> amount) {
    OptionalLong bytes =
        amount.isPresent() ? SparkMemory.bytes(amount.get().text()) : OptionalLong.empty();
    return bytes.isPresent() ? OptionalLong.of(bytes.getAsLong() >> SHIFT) : bytes;
  }

  /** The least that Spark adds; empty if it is not known. */
  private static OptionalLong overhead(Block spec, String pod, long heap) {
    String conf = "spark." + pod + ".memoryOverhead";
    Optional<Node.Entry> said =
        spec.find(pod, "memoryOverhead").or(() -> Values.confEntry(spec, conf));
    if (said.isPresent()) {
      return mebibytes(Document.known(said.get().value()));
    }
    if (Values.confEntry(spec, "spark." + pod + ".minMemoryOverhead").isPresent()
        || Values.confEntry(spec, conf + "Factor").isPresent()) {
      return OptionalLong.empty();
    }
    double factor = 0.1;
    if (spec.has("memoryOverheadFactor")) {
      Optional<Node.Scalar> written = spec.known("memoryOverheadFactor");
      if (written.isEmpty() || !DECIMAL.matcher(written.get().text()).matches()) {
        return OptionalLong.empty();
      }
      factor = Double.parseDouble(written.get().text());
    } else if (isPython(spec) || Values.is(spec.known("type"), "R")) {
      factor = 0.4;
    }
    return OptionalLong.of(Math.max((int) (factor * heap), LEAST_OVERHEAD));
  }

  private static boolean isPython(Block spec) {
    return Values.is(spec.known("type"), "Python");
  }

  /**
   * What Spark adds for executors: what Python's processes may take, and, since 3.1 (SPARK-33288),
   * what is off the heap. Empty if it is not known.
   */
  private static OptionalLong besideHeap(Block spec) {
    boolean python = isPython(spec) && Values.confEntry(spec, PYTHON).isPresent();
    OptionalLong ofPython = python ? mebibytes(Values.conf(spec, PYTHON)) : OptionalLong.of(0);
    OptionalLong offHeap = offHeap(spec);
    return ofPython.isPresent() && offHeap.isPresent()
        ? OptionalLong.of(ofPython.getAsLong() + offHeap.getAsLong())
        : OptionalLong.empty();
  }

  private static OptionalLong offHeap(Block spec) {
    Optional<Node.Entry> enabled = Values.confEntry(spec, OFF_HEAP + "enabled");
    Optional<Version> spark = Values.sparkVersion(spec);
    if (enabled.isEmpty() || (spark.isPresent() && !spark.get().isAtLeast(OFF_HEAP_SINCE))) {
      return OptionalLong.of(0);
    }
    Optional<Node.Scalar> said = Document.known(enabled.get().value());
    if (!Values.is(said, true)) {
      return Values.is(said, false) ? OptionalLong.of(0) : OptionalLong.empty();
    }
    Optional<Node.Scalar> size = Values.conf(spec, OFF_HEAP + "size");
    OptionalLong bytes = Values.whole(size); // without a unit, it counts bytes
    return bytes.isPresent() ? OptionalLong.of(bytes.getAsLong() >> SHIFT) : mebibytes(size);
  }
}
