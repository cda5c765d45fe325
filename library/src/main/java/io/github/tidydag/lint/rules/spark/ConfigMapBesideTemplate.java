package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** ConfigMaps of the whole application, which pods with a template do not get. */
final class ConfigMapBesideTemplate extends ApplicationRule {
  private static final List<String> FIELDS = List.of("sparkConfigMap", "hadoopConfigMap");

  ConfigMapBesideTemplate() {
    super(
        "SPK192",
        "config-map-beside-template",
        Severity.ERROR,
        "A `sparkConfigMap` or `hadoopConfigMap` stands beside a pod template",
        """
        The webhook mounts it and sets SPARK_CONF_DIR or HADOOP_CONF_DIR, in pods without a template only
        (2.1.0 to 2.5.2).
        """,
        "Mount it in the template, and set the variable there.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String field : FIELDS) {
      Optional<Node.Entry> entry = spec.find(field);
      for (String pod : Values.PODS) {
        Optional<Block> block = entry.isEmpty() ? Optional.empty() : spec.block(pod);
        if (block.isPresent() && IgnoredBesideTemplate.hasTemplate(document, block.get())) {
          sink.key(
              entry.get(),
              "is not mounted in the " + pod + ", which has a template; mount it there");
        }
      }
    }
  }
}
