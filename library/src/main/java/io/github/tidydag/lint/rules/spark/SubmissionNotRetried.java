package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.Optional;

/** Retries of runs, but none of submissions. */
final class SubmissionNotRetried extends ApplicationRule {
  SubmissionNotRetried() {
    super(
        "SPK009",
        "submission-not-retried",
        Severity.INFO,
        "A `restartPolicy` retries failed runs and not failed submissions",
        """
        Both numbers are apart: without `onSubmissionFailureRetries` a quota that is full for a
        moment, or a webhook that does not answer, ends the application at once, whatever
        `onFailureRetries` says (`ShouldRetry`, 2.0 to 2.5.2).
        """,
        "Write `onSubmissionFailureRetries`, or 0 to say that none are wanted.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> policy = spec.block("restartPolicy");
    if (policy.isEmpty() || document.isPartial()) {
      return;
    }
    if (Values.is(policy.get().known("type"), "OnFailure")
        && Values.whole(policy.get().known("onFailureRetries")).orElse(0) > 0
        && !policy.get().has("onSubmissionFailureRetries")) {
      sink.missing(
          policy.get(),
          "onSubmissionFailureRetries",
          "has no onSubmissionFailureRetries, so a submission that fails is not tried again; write"
              + " a number, 0 if that is meant",
          Edits.inserting(policy.get(), "onSubmissionFailureRetries", "0", true).orElse(null));
    }
  }
}
