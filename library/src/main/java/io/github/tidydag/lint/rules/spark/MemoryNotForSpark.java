package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.SparkMemory;
import java.util.List;
import java.util.Optional;

/** Memory in units that Spark does not read. */
final class MemoryNotForSpark extends ApplicationRule {
  /** The server is a SparkConnect's. */
  private static final List<String> PODS = List.of("driver", "executor", "server");

  private static final List<String> FIELDS = List.of("memory", "memoryOverhead");
  private static final List<String> CONFS =
      List.of(
          "spark.driver.memory",
          "spark.executor.memory",
          "spark.driver.memoryOverhead",
          "spark.executor.memoryOverhead",
          "spark.memory.offHeap.size",
          "spark.executor.pyspark.memory",
          "spark.driver.maxResultSize");

  MemoryNotForSpark() {
    super(
        "SPK034",
        "memory-not-for-spark",
        Severity.ERROR,
        "An amount of memory is in units that Spark does not read",
        """
        These fields go to Spark as they are, and Spark reads a whole number with k, m, g, t or p,
        perhaps with b: powers of 1024 all of them. `4Gi`, `512Mi` and `1.5g` stop spark-submit with a
        NumberFormatException (`JavaUtils.byteStringAs`, 2.4 to 4.1). The API server takes any text.
        """,
        "Write `4g` for `4Gi`, `512m` for `512Mi`, `1536m` for `1.5g`.",
        SparkRules.WITH_CONF);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String pod : PODS) {
      Optional<Block> block = spec.block(pod);
      if (block.isPresent()) {
        for (String field : FIELDS) {
          check(document, block.get().known(field), sink);
        }
      }
    }
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isPresent()) {
      for (String key : CONFS) {
        check(document, conf.get().known(key), sink);
      }
    }
  }

  private static void check(Document document, Optional<Node.Scalar> value, Sink sink) {
    if (value.isEmpty() || SparkMemory.bytes(value.get().text()).isPresent()) {
      return;
    }
    Optional<String> meant = SparkMemory.meant(value.get().text());
    sink.value(
        value.get(),
        "is no amount that Spark reads, which takes a whole number and k, m, g or t; write "
            + meant.orElse("one such as 4g"),
        meant.map(text -> Rewriting.of(document, value.get(), text, true)).orElse(null));
  }
}
