package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;

/** A time to live, with an operator that takes a change of it for a reason to run again. */
final class TimeToLiveChangeRunsAgain extends ApplicationRule {
  static final Version FIXED = Version.parse("2.5.1");

  TimeToLiveChangeRunsAgain() {
    super(
        "SPK005",
        "time-to-live-change-runs-again",
        Severity.INFO,
        "With this operator a changed `timeToLiveSeconds` runs a finished application again",
        """
        Before 2.5.1 any change of `spec` invalidates the application and submits it once more, even
        one that is COMPLETED, and `timeToLiveSeconds` was no exception
        (kubeflow/spark-operator#2956, mended by #2974).
        """,
        """
        Set it when the application is created. To clear finished ones, delete them instead of
        patching them; or update the operator to 2.5.1.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (document.kind() != DocumentKind.SPARK_APPLICATION
        || document.settings().kubeflow().isAtLeast(FIXED)) {
      return;
    }
    Optional<Node.Entry> timeToLive = spec.find(NoTimeToLive.KEY);
    if (timeToLive.isPresent()) {
      sink.key(
          timeToLive.get(),
          "must not change once the application has run: operator "
              + document.settings().kubeflow()
              + " runs it again then; delete finished applications instead, or use 2.5.1");
    }
  }
}
