package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A key of {@code hadoopConf} with a prefix that the operator adds. */
final class HadoopKeyWithPrefix extends ApplicationRule {
  private static final String PREFIX = "spark.hadoop.";

  HadoopKeyWithPrefix() {
    super(
        "SPK075",
        "hadoop-key-with-prefix",
        Severity.ERROR,
        "A key of `hadoopConf` begins with `spark.`",
        """
        The operator puts `spark.hadoop.` in front of each key (`hadoopConfOption`), so that
        `spark.hadoop.fs.s3a.endpoint` becomes `spark.hadoop.spark.hadoop.fs.s3a.endpoint`, which nothing
        reads.
        """,
        "Write `fs.s3a.endpoint` under `hadoopConf`, and keys of Spark under `sparkConf`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> conf = spec.block("hadoopConf");
    if (conf.isEmpty()) {
      return;
    }
    for (Node.Entry entry : conf.get().body().entries()) {
      String key = entry.name();
      if (key.startsWith(PREFIX) && key.length() > PREFIX.length()) {
        String better = key.substring(PREFIX.length());
        sink.key(
            entry,
            "becomes spark.hadoop." + key + ", which nothing reads; write " + better,
            conf.get().has(better) ? null : Rewriting.of(document, entry.key(), better, true));
      } else if (key.startsWith("spark.")) {
        sink.key(
            entry,
            "becomes spark.hadoop." + key + ", which nothing reads; write it under sparkConf");
      }
    }
  }
}
