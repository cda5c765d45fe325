package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.OptionalLong;

/** A {@code timeToLiveSeconds} of zero or less. */
final class NonPositiveTimeToLive extends ApplicationRule {
  NonPositiveTimeToLive() {
    super(
        "SPK002",
        "time-to-live-not-positive",
        Severity.ERROR,
        "A `timeToLiveSeconds` is zero or negative",
        """
        The operator schedules no look at a finished application unless the number is above zero
        (2.0.2 to 2.5.2). It deletes the application only when something else wakes it up, so that
        it may go at once or never.
        """,
        "Write how many seconds the result of a run is of use, from 1.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> value = spec.known(NoTimeToLive.KEY);
    OptionalLong seconds = Values.whole(value);
    if (seconds.isPresent() && seconds.getAsLong() <= 0) {
      sink.value(
          value.get(),
          "is a time to live after which nothing looks whether the application may go; write"
              + " seconds from 1, such as 3600",
          Rewriting.of(document, value.get(), "3600", false));
    }
  }
}
