package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A time to live of an application that does not run. */
final class TimeToLiveOfSuspended extends ApplicationRule {
  TimeToLiveOfSuspended() {
    super(
        "SPK004",
        "time-to-live-of-suspended",
        Severity.INFO,
        "A `timeToLiveSeconds` stands beside `suspend: true`",
        """
        `suspend` (2.4.0 and newer) takes the driver away and leaves the SparkApplication in a state
        from which no time to live counts. The same holds while a driver is Pending
        (kubeflow/spark-operator#2872), but that cannot be seen in a manifest.
        """,
        "Delete what is suspended for good; for what resumes later nothing is to be done.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> timeToLive = spec.find(NoTimeToLive.KEY);
    if (timeToLive.isPresent() && Values.is(spec.known("suspend"), true)) {
      sink.key(
          timeToLive.get(),
          "does not count while suspend is true, so the application stays until it is resumed or"
              + " somebody deletes it; remove suspend when it should run");
    }
  }
}
