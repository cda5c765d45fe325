package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.Optional;

/**
 * What Airflow's operator reads of a section {@code kubernetes} without asking whether it is there.
 */
final class AirflowSectionIncomplete extends ApplicationRule {
  AirflowSectionIncomplete() {
    super(
        "SPK210",
        "airflow-section-incomplete",
        Severity.ERROR,
        "The section `kubernetes` of an `application_file` lacks a key",
        """
        Of the section beside `spark`, SparkKubernetesOperator reads eleven keys, and fails with an
        `AttributeError` before it creates anything if one is missing (the same in seven providers from
        8.0.1 to 10.25.0). The sample in the provider's own documentation has no `image_pull_secrets`.
        Without the section, or with an empty one, nothing is asked.
        """,
        "Write the key with an empty value, or leave out the section and write all in the application.",
        SparkRules.KUBEFLOW);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> section = document.kubernetesSection();
    if (section.isEmpty() || document.isPartial() || document.hasStatements()) {
      return;
    }
    for (SectionKey key : SectionKey.values()) {
      if (!section.get().has(key.key)) {
        sink.missing(
            section.get(),
            key.key,
            "has no %1$s, without which Airflow's operator fails; write %1$s: %2$s"
                .formatted(key.key, key.shape.empty),
            Edits.inserting(section.get(), key.key, key.shape.empty, true).orElse(null));
      }
    }
  }
}
