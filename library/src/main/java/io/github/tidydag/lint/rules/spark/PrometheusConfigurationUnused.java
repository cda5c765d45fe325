package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A configuration of the exporter that a file takes the place of. */
final class PrometheusConfigurationUnused extends ApplicationRule {
  PrometheusConfigurationUnused() {
    super(
        "SPK067",
        "prometheus-configuration-unused",
        Severity.WARNING,
        "A `prometheus` has `configFile` and `configuration`",
        """
        With `configFile` the exporter gets that file of the image, and `configuration` is written nowhere
        (`buildPrometheusConfigMap`, 1.1 to 2.5.2). The same holds for `metricsProperties` beside
        `metricsPropertiesFile`.
        """,
        "Keep one of them.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> monitoring = spec.block("monitoring");
    if (monitoring.isEmpty()) {
      return;
    }
    pair(monitoring.get().block("prometheus"), "configFile", "configuration", sink);
    pair(monitoring, "metricsPropertiesFile", "metricsProperties", sink);
  }

  private static void pair(Optional<Block> block, String file, String text, Sink sink) {
    if (block.isPresent() && block.get().known(file).filter(f -> !f.text().isEmpty()).isPresent()) {
      Optional<Node.Entry> unused = block.get().find(text);
      if (unused.isPresent()) {
        sink.key(unused.get(), "is not used, since " + file + " is set; remove one of them");
      }
    }
  }
}
