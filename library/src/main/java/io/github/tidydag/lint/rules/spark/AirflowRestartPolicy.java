package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Restarts by the operator of what Airflow has given up. */
final class AirflowRestartPolicy extends ApplicationRule {
  AirflowRestartPolicy() {
    super(
        new RuleInfo(
            "SPK059",
            "airflow-restart-policy",
            Severity.WARNING,
            "An application of Airflow is restarted by the Spark operator, too",
            """
            SparkKubernetesOperator fails the task at the first driver that fails and deletes the
            application, so that the operator's retries are cut off; with `delete_on_termination=False` they
            run on beside Airflow's own (provider 7.14 to 10.25).
            """,
            "Write `type: Never`, and `retries` on the task.",
            SparkRules.KUBEFLOW,
            Airflow.OPTIONS));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> type = spec.known("restartPolicy", "type");
    if (type.isPresent() && !Values.is(type, "Never") && Airflow.submits(document, info())) {
      sink.value(
          type.get(),
          "lets the Spark operator start drivers that Airflow does not wait for; write Never, and"
              + " retries on the task",
          spec.block("restartPolicy")
                  .filter(policy -> policy.body().entries().size() == 1)
                  .isPresent()
              ? Values.rewriting(document, type.get(), "Never", false)
              : null);
    }
  }
}
