package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Settings for a cluster manager that is not Kubernetes. */
final class OtherClusterManagersConf extends ApplicationRule {
  private static final List<String> PREFIXES =
      List.of("spark.yarn.", "spark.mesos.", "spark.deploy.", "spark.worker.");

  /** Old names of settings that count everywhere. */
  private static final Pattern ALIAS =
      Pattern.compile(
          "spark\\.yarn\\.(.*memoryOverhead|access\\..*|keytab|principal|kerberos\\..*|security\\..*"
              + "|max\\.executor\\.failures|executor\\.failuresValidityInterval|isPython)");

  OtherClusterManagersConf() {
    super(
        "SPK170",
        "other-cluster-managers-conf",
        Severity.INFO,
        "`sparkConf` has settings for another cluster manager",
        "`spark.yarn.*`, `spark.mesos.*` and those of Spark's own clusters are not read on Kubernetes.",
        "Remove them; most have a counterpart under `spark.kubernetes.`.",
        SparkRules.ON_KUBERNETES);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isEmpty()) {
      return;
    }
    Map<Node.Entry, String> unread = new LinkedHashMap<>();
    for (Node.Entry entry : conf.get().body().entries()) {
      for (String prefix : PREFIXES) {
        if (entry.name().startsWith(prefix) && !ALIAS.matcher(entry.name()).matches()) {
          unread.put(entry, "is not read on Kubernetes; remove it");
        }
      }
    }
    Values.removeAll(document, conf.get(), unread, sink);
  }
}
