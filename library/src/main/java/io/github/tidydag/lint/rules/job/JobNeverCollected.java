package io.github.tidydag.lint.rules.job;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.Set;

/** A Job that nothing deletes. */
final class JobNeverCollected extends JobRule {
  private static final String KEY = "ttlSecondsAfterFinished";

  JobNeverCollected() {
    super(
        "JOB001",
        "job-never-collected",
        Severity.WARNING,
        "A Job has no `ttlSecondsAfterFinished`",
        """
        The Job and its pods stay after their end, and nothing removes them; a Job of the same name
        cannot be made meanwhile. Airflow's KubernetesJobOperator does not delete its Job either.
        Silent where an owner, Helm or Argo CD removes it.
        """,
        "Say how long the result is of use: `ttlSecondsAfterFinished: 3600`.",
        Set.of(DocumentKind.JOB));
  }

  @Override
  void check(Document document, Block job, Sink sink) {
    if (!job.has(KEY) && !document.isPartial() && !isRemoved(document)) {
      sink.missing(
          job,
          KEY,
          "has no ttlSecondsAfterFinished, so the Job and its pods stay for ever; write"
              + " ttlSecondsAfterFinished: 3600, or what suits you",
          Edits.inserting(job, KEY, "3600", false).orElse(null));
    }
  }

  private static boolean isRemoved(Document document) {
    if (document.root().find("metadata", "ownerReferences").isPresent()) {
      return true;
    }
    if (Block.of(document.root().entry("metadata"))
        .filter(metadata -> metadata.mayHold("annotations"))
        .isPresent()) {
      return true;
    }
    Optional<Node.Entry> annotations = document.root().find("metadata", "annotations");
    if (annotations.isPresent() && annotations.get().value() instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        if (entry.name().endsWith("/hook-delete-policy") || entry.name().equals("helm.sh/hook")) {
          return true;
        }
      }
      return mapping.mayHold("helm.sh/hook");
    }
    return false;
  }
}
