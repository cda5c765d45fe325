package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;

/** What the operator replaces in any case. */
final class LostInTemplate extends TemplateRule {
  LostInTemplate() {
    super(
        "POD012",
        "lost-message-policy",
        Severity.INFO,
        "The `terminationMessagePolicy` of a pod template's first container is lost",
        """
        KubernetesPodOperator always sends its argument `termination_message_policy`, which is `File`
        unless a task says otherwise. The KubernetesExecutor keeps the template's.
        """,
        "Write `termination_message_policy` in the DAG, or in `default_args`.");
  }

  @Override
  void template(Document document, PodPlace pod, Sink sink) {
    for (ContainerPlace container : pod.containers()) {
      if (container.part() == ContainerPlace.Part.MAIN && container.index() == 0) {
        container
            .block()
            .known("terminationMessagePolicy")
            .filter(policy -> !policy.text().equals("File"))
            .ifPresent(
                policy ->
                    sink.value(
                        policy,
                        "is lost with KubernetesPodOperator; write its argument"
                            + " termination_message_policy"));
      }
    }
  }
}
