package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;

/** {@code -driver} inside of an application's name. */
final class AirflowDriverInName extends ApplicationRule {
  private static final String ENDING = "-driver";

  AirflowDriverInName() {
    super(
        new RuleInfo(
            "SPK058",
            "airflow-driver-in-name",
            Severity.ERROR,
            "An application of Airflow has `-driver` in its name",
            """
            To delete the application, SparkKubernetesOperator takes `-driver` out of the driver pod's name
            wherever it stands: of `etl-driver-report-driver` it makes `etl-report`, gets a 404 that it
            swallows, and leaves the application; or deletes another (provider 7.14 to 10.25).
            """,
            "Write another name: `etl-drv-report`.",
            SparkRules.KUBEFLOW,
            Airflow.OPTIONS));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Node name = document.root().find("metadata", "name").map(Node.Entry::value).orElse(null);
    if (name instanceof Node.Scalar scalar
        && scalar.text().contains(ENDING)
        && Airflow.submits(document, info())) {
      sink.value(
          name,
          "has -driver in it, so that Airflow deletes an application of another name and leaves this"
              + " one; write -drv");
    }
  }
}
