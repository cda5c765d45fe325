package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** What a template says of its pods' names and namespace. */
final class TemplateIdentity extends TemplateRule {
  private final String key;
  private final String message;

  private TemplateIdentity(
      String id,
      String name,
      String key,
      String summary,
      String why,
      String remedy,
      String message) {
    super(id, name, Severity.INFO, summary, why, remedy);
    this.key = key;
    this.message = message;
  }

  static List<Rule> all() {
    return List.of(
        new TemplateIdentity(
            "POD010",
            "template-namespace",
            "namespace",
            "A pod template has a namespace",
            """
            It wins over the namespace of the connection and of Airflow's own pod, for every task with
            this template; only the operator's argument `namespace` wins over it. Owners and rights are
            those of that namespace, too. The KubernetesExecutor ignores it.
            """,
            "Write `namespace` in the DAG, where one sees it.",
            "is where all pods of this template go, whatever the connection says; write it in the"
                + " DAG"),
        new TemplateIdentity(
            "POD011",
            "template-generate-name",
            "generateName",
            "A pod template has a `generateName`",
            "Airflow names each pod, so that this has no effect.\n",
            "Remove it. The operator's `name` and `random_name_suffix` say how pods are named.",
            "has no effect, since Airflow names each pod; remove it"));
  }

  @Override
  void template(Document document, PodPlace pod, Sink sink) {
    Optional<Block> metadata = pod.metadata();
    if (metadata.isPresent()) {
      Optional<Node.Entry> entry = metadata.get().find(key);
      if (Nodes.isSomething(entry)) {
        sink.key(entry.orElseThrow(), message);
      }
    }
  }
}
