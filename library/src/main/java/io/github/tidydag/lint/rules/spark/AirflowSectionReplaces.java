package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Fields whose values Airflow's operator replaces by those of the section {@code kubernetes}. */
final class AirflowSectionReplaces extends ApplicationRule {
  AirflowSectionReplaces() {
    super(
        "SPK212",
        "airflow-section-replaces",
        Severity.WARNING,
        "A field is replaced by what the section `kubernetes` says, or does not say",
        """
        If an `application_file` has the section, SparkKubernetesOperator writes its values over
        `spec.volumes` and over `envFrom`, `volumeMounts`, `affinity`, `tolerations`, `nodeSelector` and
        `labels` of driver and executor, also where they are empty; the labels come from `spec.labels`.
        Before provider 10.15.0 it writes over `env`, too. Seen in seven providers from 8.0.1 to 10.25.0.
        """,
        "Write it in the section, or leave the section out.",
        SparkRules.KUBEFLOW);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (document.kubernetesSection().isEmpty()) {
      return;
    }
    replaced(spec.find("volumes"), "volumes of the section kubernetes", sink);
    for (String pod : Values.PODS) {
      for (SectionKey key : SectionKey.values()) {
        if (key.replaces != null) {
          replaced(spec.find(pod, key.replaces), key.key + " of the section kubernetes", sink);
        }
      }
      replaced(spec.find(pod, "labels"), "spec.labels", sink);
    }
  }

  private static void replaced(Optional<Node.Entry> entry, String by, Sink sink) {
    if (Nodes.isSomething(entry)) {
      sink.key(entry.orElseThrow(), "is replaced by %1$s; write it there".formatted(by));
    }
  }
}
