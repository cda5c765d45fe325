package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A driver Service that stays when the driver has ended. */
final class DriverServiceKept extends ApplicationRule {
  private static final String CONF = "spark.kubernetes.driver.service.deleteOnTermination";

  DriverServiceKept() {
    super(
        "SPK029",
        "driver-service-kept",
        Severity.WARNING,
        "An application keeps the Service of its driver",
        """
        Spark 3.2 and newer delete the driver's Service when the driver ends in order. With `false` each
        run leaves one until its driver pod goes; with some thousands of Services in a namespace, pods
        that get them as environment variables do not start (kubeflow/spark-operator#2984).
        """,
        "Remove it, or write `\"true\"`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> conf = Values.conf(spec, CONF);
    if (Values.is(conf, false)) {
      sink.value(
          conf.get(),
          "keeps the driver's Service until the driver pod goes; remove it or write \"true\"",
          Rewriting.of(document, conf.get(), "true", false));
    }
  }
}
