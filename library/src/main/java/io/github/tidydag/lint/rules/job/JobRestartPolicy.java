package io.github.tidydag.lint.rules.job;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A Job whose pods would start again for ever. */
final class JobRestartPolicy extends JobRule {
  private static final String KEY = "restartPolicy";

  JobRestartPolicy() {
    super(
        "JOB003",
        "job-restart-policy",
        Severity.ERROR,
        "A Job's pods have no `restartPolicy`, or `Always`",
        "The API server refuses the Job: `Always` is what a pod has by default, and a Job's may not"
            + " have it.\n",
        "Write `restartPolicy: Never`, or `OnFailure` to start a failed container again in its"
            + " pod.",
        JOBS);
  }

  @Override
  void check(Document document, Block job, Sink sink) {
    Optional<Block> pod = job.block("template", "spec");
    if (pod.isEmpty()) {
      return;
    }
    Optional<Node.Scalar> policy = pod.get().known(KEY);
    if (policy.isPresent() && policy.get().text().equals("Always")) {
      sink.value(
          policy.get(),
          "is refused for Jobs; write Never or OnFailure",
          Rewriting.of(document, policy.get(), "Never", false));
    } else if (!pod.get().has(KEY) && !document.isPartial()) {
      sink.missing(
          pod.get(),
          KEY,
          "has no restartPolicy, which means Always and is refused for Jobs; write Never or"
              + " OnFailure",
          Edits.inserting(pod.get(), KEY, "Never", false).orElse(null));
    }
  }
}
