package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** An application that is started again whenever it ends. */
final class RestartsWithoutEnd extends ApplicationRule {
  RestartsWithoutEnd() {
    super(
        "SPK007",
        "restarts-without-end",
        Severity.WARNING,
        "A `restartPolicy.type` is `Always`",
        """
        `Always` submits the application again after success, too, and has no limit: the numbers of
        retries are read for `OnFailure` only (`ShouldRetry`, 2.0 to 2.5.2). An application that
        fails at once is submitted every few seconds, for ever, and never reaches a state from which
        it is cleared.
        """,
        """
        Write `OnFailure` with `onFailureRetries` and `onSubmissionFailureRetries`. For a stream that
        must live on, keep `Always` knowingly: `# tidydag: ignore SPK007 -- a stream`.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> type = spec.known("restartPolicy", "type");
    if (Values.is(type, "Always") && !Servers.isOne(spec)) {
      sink.value(
          type.get(),
          "starts the application again after each end, success included, without a limit; write"
              + " OnFailure with onFailureRetries, or Never");
    }
  }
}
