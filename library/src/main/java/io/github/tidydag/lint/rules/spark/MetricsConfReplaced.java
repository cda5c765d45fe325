package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** Settings for metrics that {@code monitoring} replaces. */
final class MetricsConfReplaced extends ApplicationRule {
  private static final List<String> KEYS = List.of("spark.metrics.conf", "spark.metrics.namespace");

  MetricsConfReplaced() {
    super(
        "SPK169",
        "metrics-conf-replaced",
        Severity.WARNING,
        "`sparkConf` has settings that `monitoring` replaces",
        """
        With `monitoring.prometheus` the operator writes `spark.metrics.conf` and `spark.metrics.namespace`
        into `sparkConf` itself, over what stands there (`configPrometheusMonitoring`, 1.1 to 2.5.2).
        """,
        "Write `monitoring.metricsPropertiesFile` or `metricsProperties` instead.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (spec.find("monitoring", "prometheus").isEmpty()) {
      return;
    }
    for (String key : KEYS) {
      Optional<Node.Entry> entry = Values.confEntry(spec, key);
      if (entry.isPresent()) {
        sink.key(
            entry.get(),
            "is replaced by the operator, since monitoring.prometheus is set; write"
                + " metricsPropertiesFile or metricsProperties under monitoring");
      }
    }
  }
}
