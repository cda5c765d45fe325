package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Labels that a team wants on all that it runs. */
final class RequiredLabels implements Rule {
  private static final String OPTION = "labels";

  private static final RuleInfo INFO =
      new RuleInfo(
          "OBJ001",
          "required-label",
          Severity.WARNING,
          "A label that the configuration requires is missing",
          """
          Says nothing until the configuration names labels. Pods do not get the labels of the object
          that makes them: those of a SparkApplication are wanted at its `metadata` and below `driver` and
          `executor`, those of a Job also at its pod template.
          """,
          "Write the label.",
          kinds(),
          List.of(
              new RuleInfo.Option(
                  OPTION,
                  List.of(),
                  "keys of labels that objects and their pods must have: `team`, `owner`,"
                      + " `cost-center`; none requires nothing")));

  private static Set<DocumentKind> kinds() {
    EnumSet<DocumentKind> kinds = EnumSet.copyOf(PodRule.WITH_PODS);
    kinds.add(DocumentKind.CONFIG_MAP);
    return kinds;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    List<String> required = document.settings().option(INFO, OPTION);
    if (required.isEmpty() || document.isPartial()) {
      return;
    }
    Optional<Block> metadata = Block.of(document.root().entry("metadata"));
    if (metadata.isPresent()) {
      check(metadata.get(), required, sink);
    }
    for (PodPlace pod : document.pods()) {
      boolean own =
          switch (pod.role()) {
            case SPARK -> !pod.spec().has("template");
            case SPARK_TEMPLATE -> !isOfKubeflow(document) && !document.isSparkTemplate();
            case JOB, CRON_JOB -> true;
            case POD, AIRFLOW -> false;
          };
      if (own) {
        check(pod.metadata().orElse(pod.spec()), required, sink);
      }
    }
  }

  /** There, labels of the driver or executor and those of its template both count. */
  private static boolean isOfKubeflow(Document document) {
    return document.kind().isKubeflowApplication();
  }

  private static void check(Block metadata, List<String> required, Sink sink) {
    Optional<Block> labels = metadata.block("labels");
    if (labels.isEmpty() && Nodes.isSomething(metadata.find("labels"))) {
      return; // Jinja
    }
    List<String> missing = new ArrayList<>();
    for (String label : required) {
      boolean there = false;
      if (labels.isPresent()) {
        for (Node.Entry entry : labels.get().body().entries()) {
          there |= entry.name().equals(label);
        }
      }
      if (!there) {
        missing.add(label);
      }
    }
    if (!missing.isEmpty()) {
      sink.missing(
          labels.orElse(metadata),
          missing.get(0),
          "has no label %s; write %s"
              .formatted(String.join(", ", missing), missing.size() == 1 ? "it" : "them"));
    }
  }
}
