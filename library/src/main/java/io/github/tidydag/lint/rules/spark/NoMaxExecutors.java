package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Dynamic allocation without an upper bound. */
final class NoMaxExecutors extends ApplicationRule {
  NoMaxExecutors() {
    super(
        "SPK048",
        "no-max-executors",
        Severity.WARNING,
        "Dynamic allocation has no `maxExecutors`",
        """
        Without it there is no bound (`spark.dynamicAllocation.maxExecutors` is infinite by default):
        one job with many tasks asks for a pod for each of them, and takes the namespace's quota or makes
        the autoscaler buy nodes.
        """,
        "Write `maxExecutors`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> field = spec.block(DynamicAllocation.FIELD);
    if (!document.isWhole() || DynamicAllocation.has(spec, "maxExecutors")) {
      return;
    }
    if (field.isPresent() && DynamicAllocation.byField(spec)) {
      sink.missing(
          field.get(),
          "maxExecutors",
          "has no maxExecutors, so that one job may ask for a pod for each task; write a number",
          Edits.inserting(field.get(), "maxExecutors", "10", false).orElse(null));
    } else if (DynamicAllocation.byConf(spec)) {
      Optional<Node.Entry> conf = Values.confEntry(spec, DynamicAllocation.CONF_ENABLED);
      sink.key(
          conf.orElseThrow(),
          "has no spark.dynamicAllocation.maxExecutors, so that one job may ask for a pod for each"
              + " task; write a number");
    }
  }
}
