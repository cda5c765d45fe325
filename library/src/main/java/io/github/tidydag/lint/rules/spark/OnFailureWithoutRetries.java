package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** {@code OnFailure} without a number of retries. */
final class OnFailureWithoutRetries extends ApplicationRule {
  OnFailureWithoutRetries() {
    super(
        "SPK008",
        "on-failure-never-retries",
        Severity.ERROR,
        "A `restartPolicy` is `OnFailure` and says no number of retries",
        """
        The operator retries only where the number is set: an absent `onFailureRetries` means none,
        not no limit (`ShouldRetry`, 1.1 to 2.5.2). So the policy does what `Never` does.
        """,
        "Write `onFailureRetries: 3`, and `onSubmissionFailureRetries` for failed submissions.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> policy = spec.block("restartPolicy");
    if (policy.isEmpty() || !document.isWhole()) {
      return;
    }
    Optional<Node.Scalar> type = policy.get().known("type");
    if (Values.is(type, "OnFailure")
        && !policy.get().has("onFailureRetries")
        && !policy.get().has("onSubmissionFailureRetries")) {
      sink.value(
          type.get(),
          "retries nothing without a number of retries; write onFailureRetries: 3 beside it",
          policy.get().body().entries().size() == 1
              ? Rewriting.of(document, type.get(), "Never", true)
              : null);
    }
  }
}
