package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** A key of {@code sparkConf} that is nearly one of Spark's. */
final class ConfKeyMisspelt extends ApplicationRule {
  private static final List<String> NAMESPACES =
      List.of(
          "spark.kubernetes.",
          "spark.dynamicAllocation.",
          "spark.driver.",
          "spark.executor.",
          "spark.eventLog.");
  private static final int NEAR = 3;

  private final SparkConfKeys keys = new SparkConfKeys();

  ConfKeyMisspelt() {
    super(
        "SPK076",
        "conf-key-misspelt",
        Severity.ERROR,
        "A key of `sparkConf` is nearly one that Spark reads",
        """
        Spark takes any key and reads those that it knows, so a typing error has no effect and no message.
        Upper and lower case count: `spark.dynamicallocation.enabled` switches nothing on. Known are the keys
        of Spark 2.4 to 4.1 for the driver, executors, dynamic allocation, event log and Kubernetes.
        """,
        "Write the key as Spark's documentation does.",
        SparkRules.WITH_CONF);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isEmpty()) {
      return;
    }
    for (Node.Entry entry : conf.get().body().entries()) {
      String key = entry.name();
      if (isInNamespace(key) && Document.known(entry.key()).isPresent() && !keys.has(key)) {
        Optional<String> meant = keys.nearest(key, NEAR);
        if (meant.isPresent()) {
          tell(document, conf.get(), entry, meant.get(), meant.get().equalsIgnoreCase(key), sink);
        }
      }
    }
  }

  /**
   * Says which key was meant, with a fix unless that one is there, too, or switches on what this
   * application never had.
   */
  static void tell(
      Document document, Block conf, Node.Entry entry, String meant, boolean safe, Sink sink) {
    sink.key(
        entry,
        "is no key that Spark reads; write " + meant,
        conf.has(meant) || meant.equals(DynamicAllocation.CONF_ENABLED)
            ? null
            : Rewriting.of(document, entry.key(), meant, safe));
  }

  private static boolean isInNamespace(String key) {
    for (String namespace : NAMESPACES) {
      if (key.regionMatches(true, 0, namespace, 0, namespace.length())) {
        return true;
      }
    }
    return false;
  }
}
