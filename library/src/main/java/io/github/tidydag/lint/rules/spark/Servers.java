package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.source.Node;
import java.util.Set;

/** Applications that are meant to run until somebody stops them. */
final class Servers {
  /** The servers that Spark itself has, which the Apache operator's examples start as well. */
  private static final Set<String> CLASSES =
      Set.of(
          "org.apache.spark.deploy.history.HistoryServer",
          "org.apache.spark.sql.connect.service.SparkConnectServer",
          "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2");

  private Servers() {}

  /** Whether the {@code mainClass} is a server: it has no success to stop after. */
  static boolean isOne(Block spec) {
    return spec.known("mainClass").map(Node.Scalar::text).filter(CLASSES::contains).isPresent();
  }
}
