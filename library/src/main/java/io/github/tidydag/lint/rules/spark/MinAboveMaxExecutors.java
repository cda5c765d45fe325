package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.OptionalLong;

/** A lower bound of executors above the upper one. */
final class MinAboveMaxExecutors extends ApplicationRule {
  MinAboveMaxExecutors() {
    super(
        "SPK046",
        "min-above-max-executors",
        Severity.ERROR,
        "Dynamic allocation has bounds that Spark refuses",
        """
        Spark does not begin with a `minExecutors` above `maxExecutors`, a negative number, or no executor
        at most (`ExecutorAllocationManager.validateSettings`). The schema has no bounds here.
        """,
        "Write `minExecutors` of at most `maxExecutors`, and `maxExecutors` of at least 1.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (!DynamicAllocation.byField(spec) && !DynamicAllocation.byConf(spec)) {
      return;
    }
    Optional<Node.Scalar> least = DynamicAllocation.bound(spec, "minExecutors");
    Optional<Node.Scalar> most = DynamicAllocation.bound(spec, "maxExecutors");
    OptionalLong min = Values.whole(least);
    OptionalLong max = Values.whole(most);
    if (min.isPresent() && min.getAsLong() < 0) {
      sink.value(least.get(), "is below zero, and Spark does not begin; write 0 or more");
    }
    if (max.isPresent() && max.getAsLong() <= 0) {
      sink.value(most.get(), "lets no executor run, and Spark does not begin; write 1 or more");
    } else if (min.isPresent() && max.isPresent() && min.getAsLong() > max.getAsLong()) {
      sink.value(
          least.get(),
          "is more than maxExecutors, "
              + max.getAsLong()
              + ", and Spark does not begin; write at most that");
    }
  }
}
