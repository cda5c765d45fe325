package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** Numbers of retries that the policy's type makes the operator ignore. */
final class RetriesUnread extends ApplicationRule {
  private static final List<String> NUMBERS =
      List.of(
          "onFailureRetries",
          "onFailureRetryInterval",
          "onSubmissionFailureRetries",
          "onSubmissionFailureRetryInterval");

  RetriesUnread() {
    super(
        "SPK011",
        "retries-not-read",
        Severity.WARNING,
        "A `restartPolicy` has numbers that its type does not use",
        """
        Numbers of retries are read for `OnFailure` only, intervals for `OnFailure` and `Always`
        (`ShouldRetry`, 2.0 to 2.5.2). Without a type the policy is `Never`.
        """,
        "Write `type: OnFailure`, or remove the numbers.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> policy = spec.block("restartPolicy");
    if (policy.isEmpty()) {
      return;
    }
    Optional<Node.Scalar> type = policy.get().known("type");
    boolean missing = !policy.get().has("type") && document.isWhole();
    boolean never = missing || Values.is(type, "Never");
    if (!never && !Values.is(type, "Always")) {
      return;
    }
    for (String number : NUMBERS) {
      Optional<Node.Entry> entry = policy.get().find(number);
      if (entry.isPresent()
          && (never || number.endsWith("Retries"))
          && Values.whole(policy.get().known(number)).orElse(0) > 0) {
        sink.key(
            entry.get(),
            "is not read with type "
                + (never ? "Never" : "Always")
                + (missing ? ", which is what no type means" : "")
                + "; write type: OnFailure, or remove it");
      }
    }
  }
}
