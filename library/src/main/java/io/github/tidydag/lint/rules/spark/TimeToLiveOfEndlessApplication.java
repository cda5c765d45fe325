package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A time to live that cannot begin, since the application is always started again. */
final class TimeToLiveOfEndlessApplication extends ApplicationRule {
  TimeToLiveOfEndlessApplication() {
    super(
        "SPK003",
        "time-to-live-of-endless-application",
        Severity.ERROR,
        "A `timeToLiveSeconds` stands beside `restartPolicy.type: Always`",
        """
        The time to live counts from the moment an application is COMPLETED or FAILED. With
        `Always` the operator goes from the end of a run to the next one and reaches neither state,
        so the number has no effect in any release.
        """,
        """
        Write `type: Never`, or `OnFailure` with `onFailureRetries`. What should run again and again
        is a ScheduledSparkApplication, or a task of an Airflow DAG with a schedule.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> timeToLive = spec.find(NoTimeToLive.KEY);
    if (timeToLive.isPresent() && Values.is(spec.known("restartPolicy", "type"), "Always")) {
      sink.key(
          timeToLive.get(),
          "never begins to count, since restartPolicy Always starts the application again after"
              + " each end; write type: Never or OnFailure");
    }
  }
}
