package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** A negative number of runs to keep. */
final class HistoryLimitNegative extends ScheduleRule {
  static final List<String> LIMITS = List.of("successfulRunHistoryLimit", "failedRunHistoryLimit");

  HistoryLimitNegative() {
    super(
        "SPK021",
        "history-limit-negative",
        Severity.ERROR,
        "A schedule keeps a negative number of runs",
        """
        The schema has no least number here. The operator cuts its list of runs at that index, and a
        negative one makes it panic each time it prunes (`bookkeepPastRuns`, 2.0.2 to 2.5.2).
        """,
        "Write 0 or more; 1 is what counts without it.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String limit : LIMITS) {
      Optional<Node.Scalar> value = spec.known(limit);
      if (Values.whole(value).orElse(0) < 0) {
        sink.value(
            value.orElseThrow(),
            "is below zero, which the operator cannot count to; write 0 or more");
      }
    }
  }
}
