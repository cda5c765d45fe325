package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;

/** A time to live, with an operator that does not apply it to what could not be submitted. */
final class FailedSubmissionNeverExpires extends ApplicationRule {
  static final Version FIXED = Version.parse("2.0.0");

  FailedSubmissionNeverExpires() {
    super(
        "SPK006",
        "failed-submission-never-expires",
        Severity.INFO,
        "With this operator a failed submission outlives its `timeToLiveSeconds`",
        """
        Operators before 2.0 give no time of termination to an application whose submission or
        validation failed, and count the time to live from that (kubeflow/spark-operator#1761,
        mended by #2165).
        """,
        "Delete failed ones by other means, or update the operator.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (document.settings().kubeflow().isAtLeast(FIXED)) {
      return;
    }
    Optional<Node.Entry> timeToLive = spec.find(NoTimeToLive.KEY);
    if (timeToLive.isPresent()) {
      sink.key(
          timeToLive.get(),
          "does not count for an application that operator "
              + document.settings().kubeflow()
              + " could not submit; delete those by other means, or use 2.0 or newer");
    }
  }
}
