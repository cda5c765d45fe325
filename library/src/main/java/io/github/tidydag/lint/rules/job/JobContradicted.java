package io.github.tidydag.lint.rules.job;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** Keys of a Job that need others, or none of them. */
final class JobContradicted extends JobRule {
  private enum Mistake {
    INDEXED,
    FAILURE_POLICY,
    SELECTOR,
    PARALLELISM
  }

  private final Mistake mistake;

  private JobContradicted(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Mistake mistake) {
    super(id, name, severity, summary, why, remedy, JOBS);
    this.mistake = mistake;
  }

  static List<Rule> all() {
    return List.of(
        new JobContradicted(
            "JOB004",
            "indexed-job-incomplete",
            Severity.ERROR,
            "A Job says something of indexes, and is not whole as an Indexed one",
            """
            The API server refuses it. `completionMode: Indexed` needs `completions`;
            `backoffLimitPerIndex` needs `completionMode: Indexed`, and `maxFailedIndexes` needs
            `backoffLimitPerIndex`.
            """,
            "Write the missing key.",
            Mistake.INDEXED),
        new JobContradicted(
            "JOB005",
            "failure-policy-with-restarts",
            Severity.ERROR,
            "A Job has a `podFailurePolicy`, and its pods are not to stay as they fail",
            "The API server refuses it: the policy needs `restartPolicy: Never`.\n",
            "Write `restartPolicy: Never`.",
            Mistake.FAILURE_POLICY),
        new JobContradicted(
            "JOB006",
            "job-selector",
            Severity.ERROR,
            "A Job has a `selector` of its own",
            """
            The API server refuses it unless `manualSelector` is true, and then the Job counts and deletes
            all pods with such labels, whoever made them.
            """,
            "Remove it: Kubernetes makes one that matches the Job's pods alone.",
            Mistake.SELECTOR),
        new JobContradicted(
            "JOB007",
            "parallelism-above-completions",
            Severity.INFO,
            "A Job's `parallelism` is more than its `completions`",
            "No more pods run at once than are still to be completed.\n",
            "Write `parallelism` up to `completions`.",
            Mistake.PARALLELISM));
  }

  @Override
  void check(Document document, Block job, Sink sink) {
    switch (mistake) {
      case INDEXED -> indexed(document, job, sink);
      case FAILURE_POLICY -> {
        if (job.has("podFailurePolicy")) {
          job.known("template", "spec", "restartPolicy")
              .filter(policy -> policy.text().equals("OnFailure"))
              .ifPresent(
                  policy -> sink.value(policy, "is refused beside podFailurePolicy; write Never"));
        }
      }
      case SELECTOR -> {
        if (Nodes.isSomething(job.find("selector"))
            && !job.has("manualSelector")
            && document.isWhole()) {
          job.find("selector")
              .ifPresent(
                  entry -> sink.key(entry, "is Kubernetes' to make, and refused here; remove it"));
        }
      }
      case PARALLELISM -> {
        Long parallelism = Nodes.number(job, "parallelism");
        Long completions = Nodes.number(job, "completions");
        if (parallelism != null && completions != null && parallelism > completions) {
          job.known("parallelism")
              .ifPresent(
                  value ->
                      sink.value(
                          value,
                          "is more than completions, and so many never run; write " + completions));
        }
      }
    }
  }

  private static void indexed(Document document, Block job, Sink sink) {
    if (!document.isWhole()) {
      return;
    }
    Optional<Node.Scalar> mode = job.known("completionMode");
    boolean indexed = mode.isPresent() && mode.get().text().equals("Indexed");
    if (indexed && !job.has("completions")) {
      sink.value(mode.get(), "needs completions, and is refused without; write how many there are");
    }
    job.find("backoffLimitPerIndex")
        .filter(entry -> !indexed && (mode.isPresent() || !job.has("completionMode")))
        .ifPresent(
            entry ->
                sink.key(entry, "is refused without completionMode: Indexed; write that as well"));
    job.find("maxFailedIndexes")
        .filter(entry -> !job.has("backoffLimitPerIndex"))
        .ifPresent(
            entry ->
                sink.key(entry, "is refused without backoffLimitPerIndex; write that as well"));
  }
}
