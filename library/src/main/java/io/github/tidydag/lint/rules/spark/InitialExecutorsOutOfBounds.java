package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.OptionalLong;

/** A first number of executors outside of the bounds. */
final class InitialExecutorsOutOfBounds extends ApplicationRule {
  InitialExecutorsOutOfBounds() {
    super(
        "SPK047",
        "initial-executors-out-of-bounds",
        Severity.WARNING,
        "Dynamic allocation begins outside of its bounds",
        """
        Spark starts with the larger of `minExecutors` and `initialExecutors`, so a smaller
        `initialExecutors` has no effect. A larger one than `maxExecutors` is requested all the same: the
        bound is looked at only when executors are added later.
        """,
        "Write `initialExecutors` between both.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (!DynamicAllocation.byField(spec) && !DynamicAllocation.byConf(spec)) {
      return;
    }
    Optional<Node.Scalar> first = DynamicAllocation.bound(spec, "initialExecutors");
    OptionalLong initial = Values.whole(first);
    if (initial.isEmpty()) {
      return;
    }
    OptionalLong min = Values.whole(DynamicAllocation.bound(spec, "minExecutors"));
    OptionalLong max = Values.whole(DynamicAllocation.bound(spec, "maxExecutors"));
    if (min.isPresent() && initial.getAsLong() < min.getAsLong()) {
      sink.value(
          first.get(),
          "is less than minExecutors, "
              + min.getAsLong()
              + ", and has no effect; write at least that");
    } else if (max.isPresent() && initial.getAsLong() > max.getAsLong()) {
      sink.value(
          first.get(),
          "is more than maxExecutors, "
              + max.getAsLong()
              + ", and is requested all the same; write at most that");
    }
  }
}
