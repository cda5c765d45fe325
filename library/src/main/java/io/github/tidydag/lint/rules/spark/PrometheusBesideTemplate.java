package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** An exporter whose configuration is not mounted. */
final class PrometheusBesideTemplate extends ApplicationRule {
  PrometheusBesideTemplate() {
    super(
        "SPK193",
        "prometheus-beside-template",
        Severity.ERROR,
        "A `monitoring.prometheus` stands beside a pod template",
        """
        The operator gives the JVM `-javaagent` with a file of the ConfigMap `NAME-prom-conf`, and the webhook
        mounts that, in pods without a template only (2.1.0 to 2.5.2). The agent does not find the file, and
        the JVM does not begin.
        """,
        """
        Write `configFile`, and `metricsPropertiesFile`, with files of the image; or mount the ConfigMap in the
        template.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> prometheus = spec.find("monitoring", "prometheus");
    if (prometheus.isEmpty() || spec.find("monitoring", "prometheus", "configFile").isPresent()) {
      return;
    }
    pod(document, spec, prometheus.get(), "driver", "exposeDriverMetrics", sink);
    pod(document, spec, prometheus.get(), "executor", "exposeExecutorMetrics", sink);
  }

  private static void pod(
      Document document, Block spec, Node.Entry prometheus, String pod, String exposed, Sink sink) {
    Optional<Block> block = spec.block(pod);
    if (block.isPresent()
        && Values.is(spec.known("monitoring", exposed), true)
        && IgnoredBesideTemplate.hasTemplate(document, block.get())) {
      sink.key(
          prometheus,
          "has its configuration mounted only without a template, and the "
              + pod
              + " has one; write configFile");
    }
  }
}
