package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Retries that wait for as long as the operator sees fit. */
final class RetryIntervalByDefault extends ApplicationRule {
  RetryIntervalByDefault() {
    super(
        "SPK010",
        "retry-interval-by-default",
        Severity.INFO,
        "A `restartPolicy` retries without saying how long to wait",
        """
        Without an interval the operator waits 5 seconds times the number of attempts
        (`api/v1beta2/defaults.go`): too short for a node to come or a quota to clear, so that all
        retries are used up within a minute.
        """,
        "Write `onFailureRetryInterval` and `onSubmissionFailureRetryInterval` in seconds.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> policy = spec.block("restartPolicy");
    if (policy.isEmpty()
        || !document.isWhole()
        || !Values.is(policy.get().known("type"), "OnFailure")) {
      return;
    }
    interval(policy.get(), "onFailureRetries", "onFailureRetryInterval", sink);
    interval(policy.get(), "onSubmissionFailureRetries", "onSubmissionFailureRetryInterval", sink);
  }

  private static void interval(Block policy, String retries, String interval, Sink sink) {
    Optional<Node.Entry> entry = policy.find(retries);
    if (entry.isPresent()
        && Values.whole(policy.known(retries)).orElse(0) > 0
        && !policy.has(interval)) {
      sink.key(
          entry.get(),
          "come after 5, 10, 15 seconds and so on, for nothing else is said; write "
              + interval
              + ", such as 60",
          Edits.inserting(policy, interval, "60", false).orElse(null));
    }
  }
}
