package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.TextEdit;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
              ? never(document, spec, type.get())
              : null);
    }
  }

  /** With a time to live, if it is missed from now on: {@code Always} has no use for one. */
  private static @Nullable Fix never(Document document, Block spec, Node.Scalar type) {
    Fix fix = Rewriting.of(document, type, "Never", false);
    if (fix == null || !type.text().equals("Always") || spec.has(NoTimeToLive.KEY)) {
      return fix;
    }
    Optional<TextEdit> ttl = Edits.insert(spec, NoTimeToLive.KEY, "3600");
    if (document.isPartial() || ttl.isEmpty()) {
      return fix;
    }
    List<TextEdit> edits = new ArrayList<>(fix.edits());
    edits.add(ttl.get());
    return new Fix("write Never and timeToLiveSeconds: 3600", false, edits);
  }
}
