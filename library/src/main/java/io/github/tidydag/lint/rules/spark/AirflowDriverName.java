package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A name of the driver under which Airflow does not find the application. */
final class AirflowDriverName extends ApplicationRule {
  private static final String CONF = "spark.kubernetes.driver.pod.name";

  AirflowDriverName() {
    super(
        new RuleInfo(
            "SPK057",
            "airflow-driver-name",
            Severity.ERROR,
            "An application of Airflow names its driver pod",
            """
            SparkKubernetesOperator waits for a driver pod called after the application, with `-driver`,
            and to delete the application it takes that ending away again (provider 7.14 to 10.25). With
            another name the task fails and the application stays.
            """,
            "Remove it.",
            SparkRules.KUBEFLOW,
            Airflow.OPTIONS));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> field = spec.find("driver", "podName");
    Optional<Node.Entry> conf = Values.confEntry(spec, CONF);
    if ((field.isPresent() || conf.isPresent()) && Airflow.submits(document, info())) {
      sink.key(
          field.or(() -> conf).orElseThrow(),
          "hides the driver from Airflow, which looks for NAME-driver and then leaves the"
              + " application; remove it");
    }
  }
}
