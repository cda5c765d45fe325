package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a Job does not pass on to its pods. */
final class IgnoredPodMetadata extends PodRule {
  private static final List<String> KEYS =
      List.of("name", "generateName", "namespace", "ownerReferences");

  IgnoredPodMetadata() {
    super(
        new RuleInfo(
            "OBJ010",
            "ignored-pod-metadata",
            Severity.INFO,
            "A Job's pod template has a name, a namespace or an owner",
            """
            Of the template's `metadata`, the Job passes on labels, annotations and finalizers. Its pods
            are named after it, are in its namespace, and it owns them.
            """,
            "Remove it from the template.",
            Set.of(DocumentKind.JOB, DocumentKind.CRON_JOB)));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    if (pod.metadata().isEmpty()) {
      return;
    }
    for (String key : KEYS) {
      Optional<Node.Entry> entry = pod.metadata().get().find(key);
      if (Nodes.isSomething(entry)) {
        sink.key(entry.orElseThrow(), "is not passed on to the pods; remove it here");
      }
    }
  }
}
