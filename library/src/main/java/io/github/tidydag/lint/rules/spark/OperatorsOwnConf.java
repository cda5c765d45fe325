package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of {@code sparkConf} whose value the operator decides. */
final class OperatorsOwnConf extends ApplicationRule {
  private final List<String> keys;
  private final Version since;
  private final String message;

  private OperatorsOwnConf(
      String id,
      String name,
      String summary,
      String why,
      String since,
      String message,
      String... keys) {
    super(id, name, Severity.WARNING, summary, why, "Remove it.");
    this.keys = List.of(keys);
    this.since = Version.parse(since);
    this.message = message;
  }

  static List<Rule> all() {
    return List.of(
        new OperatorsOwnConf(
            "SPK165",
            "app-name-in-conf",
            "`sparkConf` names the application",
            "The operator says `--name` with the object's name, and that wins over `spark.app.name`.",
            "1.1.2",
            "has no effect, since the operator passes on metadata.name; remove it",
            "spark.app.name"),
        new OperatorsOwnConf(
            "SPK166",
            "deploy-mode-in-conf",
            "`sparkConf` names the deploy mode",
            "The operator says `--deploy-mode` with `mode`, and that wins over the key.",
            "1.1.2",
            "has no effect, since the operator passes on mode; remove it",
            "spark.submit.deployMode"),
        new OperatorsOwnConf(
            "SPK167",
            "pod-template-in-conf",
            "`sparkConf` names a pod template",
            "Since 2.4.0 the operator passes on a template of its own for driver and executors,"
                + " always, since it writes the owner there (kubeflow/spark-operator#2670); the key"
                + " comes before and does not count. Write the template as `driver.template` and"
                + " `executor.template`.",
            "2.4.0",
            "has no effect, since the operator always passes on a template of its own; write"
                + " template under driver or executor",
            "spark.kubernetes.driver.podTemplateFile",
            "spark.kubernetes.executor.podTemplateFile",
            "spark.kubernetes.driver.podTemplateContainerName",
            "spark.kubernetes.executor.podTemplateContainerName"));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isEmpty() || !document.settings().kubeflow().isAtLeast(since)) {
      return;
    }
    Map<Node.Entry, String> unread = new LinkedHashMap<>();
    for (String key : keys) {
      Optional<Node.Entry> entry = conf.get().find(key);
      if (entry.isPresent()) {
        unread.put(entry.get(), message);
      }
    }
    Values.removeAll(document, conf.get(), unread, sink);
  }
}
