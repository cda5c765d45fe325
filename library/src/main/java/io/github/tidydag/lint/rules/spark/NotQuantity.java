package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.kubernetes.Quantity;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.SparkMemory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Something else where Kubernetes expects a quantity. */
final class NotQuantity extends ApplicationRule {
  private static final List<String> CORES = List.of("coreRequest", "coreLimit");
  private static final List<String> CONF = List.of(".request.cores", ".limit.cores");

  NotQuantity() {
    super(
        "SPK038",
        "not-a-quantity",
        Severity.ERROR,
        "A request or limit is no quantity of Kubernetes",
        """
        `coreRequest`, `coreLimit` and `memoryLimit` become quantities of the pod: `500m`, `1.5`, `4Gi`; so do
        `spark.kubernetes.driver.request.cores`, `.limit.cores` and those of `executor` in `sparkConf`.
        Others make the driver or each executor fail to be created. `memoryLimit` (2.2 and newer) may
        also be in Spark's units, but only in small letters: of `4G` the operator makes `4GGi`
        (`ConvertJavaMemoryStringToK8sMemoryString`, 2.2.0 to 2.5.2).
        """,
        "Write `500m` or `\"1.5\"` for cores and `4Gi` for memory.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String pod : Values.PODS) {
      Optional<Block> block = spec.block(pod);
      if (block.isEmpty()) {
        continue;
      }
      for (int i = 0; i < CORES.size(); i++) {
        Optional<Node.Scalar> value =
            block.get().has(CORES.get(i))
                ? block.get().known(CORES.get(i))
                : Values.conf(spec, "spark.kubernetes." + pod + CONF.get(i));
        if (value.isPresent()) {
          cores(document, value.get(), sink);
        }
      }
      Optional<Node.Scalar> limit = block.get().known("memoryLimit");
      if (limit.isPresent() && memory(limit.get().text()).isEmpty()) {
        Optional<String> meant = SparkMemory.meant(limit.get().text());
        String better = meant.map(NotQuantity::binary).orElse("4Gi");
        sink.value(
            limit.get(),
            "is no amount that the operator makes a limit of; write " + better,
            meant.isEmpty() ? null : Rewriting.of(document, limit.get(), better, false));
      }
    }
  }

  private static void cores(Document document, Node.Scalar value, Sink sink) {
    Optional<Quantity> quantity = Quantity.tryParse(value.text());
    if (quantity.isEmpty()) {
      sink.value(value, "is no number of CPUs; write one such as 500m or \"1.5\"");
    } else if (quantity.get().value().signum() <= 0
        || quantity.get().value().compareTo(BigDecimal.valueOf(10_000)) > 0) {
      String text = value.text();
      sink.value(
          value,
          "is an amount of CPUs that no node has; write one such as 500m or \"2\"",
          text.endsWith("Mi")
              ? Rewriting.of(document, value, text.substring(0, text.length() - 2) + "m", false)
              : null);
    }
  }

  /** {@code 4Gi} for Spark's {@code 4g}. */
  private static String binary(String spark) {
    int last = spark.length() - 1;
    return spark.substring(0, last) + spark.substring(last).toUpperCase(Locale.ROOT) + "i";
  }

  /** The bytes of a {@code memoryLimit}, as the operator's webhook reads it. */
  static Optional<BigDecimal> memory(String text) {
    OptionalLong spark = SparkMemory.bytes(text);
    boolean unit = !text.isEmpty() && Character.isLowerCase(text.charAt(text.length() - 1));
    if (spark.isPresent() && unit && text.equals(text.toLowerCase(Locale.ROOT))) {
      return Optional.of(BigDecimal.valueOf(spark.getAsLong()));
    }
    if (spark.isPresent() && Character.isUpperCase(text.charAt(text.length() - 1))) {
      return Optional.empty();
    }
    return Quantity.tryParse(text).map(Quantity::value);
  }
}
