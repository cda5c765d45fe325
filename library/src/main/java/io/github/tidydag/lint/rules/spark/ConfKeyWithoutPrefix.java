package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A key that spark-submit throws away. */
final class ConfKeyWithoutPrefix extends ApplicationRule {
  private static final List<String> HADOOP =
      List.of("fs.", "dfs.", "hive.", "hadoop.", "yarn.", "mapreduce.", "mapred.", "javax.jdo.");

  /** What both driver and executors have, below prefixes of their own. */
  private static final Set<String> OF_PODS =
      Set.of("extraJavaOptions", "extraClassPath", "extraLibraryPath", "memoryOverhead");

  ConfKeyWithoutPrefix() {
    super(
        "SPK074",
        "conf-key-without-prefix",
        Severity.ERROR,
        "A key of `sparkConf` does not begin with `spark.`",
        """
        spark-submit drops such a key with a line in the operator's log, "Ignoring non-Spark config
        property" (`SparkSubmitArguments`, all releases).
        """,
        """
        Write settings of Hadoop, S3A and Hive under `hadoopConf`, or as `spark.hadoop.KEY` here; variables of
        the program as `env` or arguments.
        """,
        SparkRules.WITH_CONNECT);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isEmpty()) {
      return;
    }
    for (Node.Entry entry : conf.get().body().entries()) {
      String key = entry.name();
      if (!key.startsWith("spark.") && Document.known(entry.key()).isPresent()) {
        String better = better(key);
        sink.key(
            entry,
            "is dropped by spark-submit, which takes only keys that begin with spark.; write "
                + (better.isEmpty() ? meant(key) : better),
            better.isEmpty() || conf.get().has(better)
                ? null
                : Rewriting.of(document, entry.key(), better, true));
      }
    }
  }

  /** Whether a key is one of Hadoop's, Hive's or S3A's. */
  static boolean isHadoops(String key) {
    for (String start : HADOOP) {
      if (key.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /** What a key may stand for that has nothing to do with Hadoop. */
  private static String meant(String key) {
    if (OF_PODS.contains(key)) {
      return "spark.driver.%s and spark.executor.%s".formatted(key, key);
    }
    return "what the program reads as env or arguments";
  }

  private static String better(String key) {
    if (isHadoops(key)) {
      return "spark.hadoop." + key;
    }
    return key.regionMatches(true, 0, "spark.", 0, 6) ? "spark." + key.substring(6) : "";
  }
}
