package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import java.util.Set;

/** A template with another restartPolicy than Never. */
final class TemplateRestartPolicy extends TemplateRule {
  /** What else Kubernetes knows; of other words POD102 speaks. */
  private static final Set<String> OTHERS = Set.of("Always", "OnFailure");

  TemplateRestartPolicy() {
    super(
        "POD003",
        "template-restart-policy",
        Severity.WARNING,
        "A pod template's `restartPolicy` is not `Never`",
        """
        KubernetesPodOperator always sends `Never`, so that what the template says is lost. The
        KubernetesExecutor sends what it says: the node then starts a task's failed container again,
        past Airflow's own retries.
        """,
        "Write `restartPolicy: Never`, and `retries` in the DAG.");
  }

  @Override
  void template(Document document, PodPlace pod, Sink sink) {
    pod.spec()
        .known("restartPolicy")
        .filter(policy -> OTHERS.contains(policy.text()))
        .ifPresent(
            policy ->
                sink.value(
                    policy,
                    "is lost with KubernetesPodOperator, and with the executor repeats a task"
                        + " behind Airflow's back; write Never",
                    Rewriting.of(document, policy, "Never", true)));
  }
}
