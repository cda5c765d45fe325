package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.List;
import java.util.Optional;

/** Metrics that are to be exposed, without what exposes them. */
final class MetricsWithoutPrometheus extends ApplicationRule {
  private static final List<String> SWITCHES =
      List.of("exposeDriverMetrics", "exposeExecutorMetrics");

  MetricsWithoutPrometheus() {
    super(
        "SPK065",
        "metrics-without-prometheus",
        Severity.WARNING,
        "A `monitoring` has no `prometheus`",
        """
        The operator sets up metrics only where `monitoring.prometheus` names the jar of the exporter
        (`PrometheusMonitoringEnabled`, 1.1 to 2.5.2). Without it nothing of `monitoring` has an effect, the
        metrics properties included.
        """,
        """
        Write `prometheus: {jmxExporterJar: /prometheus/jmx_prometheus_javaagent.jar}`; or use Spark's own
        sink through `sparkConf` (`spark.ui.prometheus.enabled`) and remove `monitoring`.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> monitoring = spec.block("monitoring");
    if (monitoring.isEmpty() || !document.isWhole() || monitoring.get().has("prometheus")) {
      return;
    }
    for (String name : SWITCHES) {
      if (Values.is(monitoring.get().known(name), true)) {
        sink.key(
            monitoring.get().entry(),
            "has no effect without prometheus; write prometheus with jmxExporterJar, or remove it");
        return;
      }
    }
  }
}
