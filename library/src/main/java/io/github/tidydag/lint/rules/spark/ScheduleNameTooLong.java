package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** A schedule whose runs get names that are too long. */
final class ScheduleNameTooLong extends ScheduleRule {
  private static final int MOST = 63;
  private static final String OPTION = "timestamp_digits";

  ScheduleNameTooLong() {
    super(
        "SPK014",
        "schedule-name-too-long",
        Severity.ERROR,
        "The name of a ScheduledSparkApplication leaves no room for the time of a run",
        """
        A run is called after its schedule, with a hyphen and the time in nanoseconds, 19 digits;
        and the name of a SparkApplication has 63 characters at most, since Services are called
        after it. The webhook refuses longer ones (2.4.0 and newer,
        kubeflow/spark-operator#2711), older operators fail at the Service.
        """,
        """
        Write a name of up to 43 characters. From 2.5.0 the operator's flag
        `--scheduled-spark-application-timestamp-precision` shortens the time (#2827): then set the
        option `timestamp_digits` to 16 (micros), 13 (millis), 10 (seconds) or 8 (minutes).
        """,
        List.of(
            new RuleInfo.Option(
                OPTION, List.of("19"), "how many digits the operator adds to the name of a run")));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> name = Document.known(document.root(), "metadata", "name");
    if (name.isEmpty()) {
      return;
    }
    int digits = Values.number(document, info(), OPTION);
    int allowed = MOST - 1 - digits;
    int length = name.get().text().length();
    if (length > allowed && length <= MOST) {
      sink.value(
          name.get(),
          "has %d characters, so that its runs get names of %d, and 63 are allowed; shorten it to %d"
              .formatted(length, length + 1 + digits, allowed));
    }
  }
}
