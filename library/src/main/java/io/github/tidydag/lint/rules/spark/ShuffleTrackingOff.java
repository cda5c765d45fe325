package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Dynamic allocation on Kubernetes with nothing that keeps shuffle files. */
final class ShuffleTrackingOff extends ApplicationRule {
  ShuffleTrackingOff() {
    super(
        "SPK049",
        "shuffle-tracking-off",
        Severity.ERROR,
        "Dynamic allocation has its shuffle tracking switched off",
        """
        Spark begins only with something that knows where shuffle files are: an external shuffle service,
        which Kubernetes does not have, shuffle tracking, or the migration of blocks when executors are
        decommissioned. Without any it stops with "Dynamic allocation of executors requires one of the
        following conditions" (`ExecutorAllocationManager`, 3.1 and newer).
        """,
        """
        Remove it: the operator switches tracking on. Or set `spark.decommission.enabled` and
        `spark.storage.decommission.shuffleBlocks.enabled`, or a shuffle plugin with storage of its own.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (hasAnother(spec) || !document.isWhole()) {
      return;
    }
    Optional<Node.Scalar> field = spec.known(DynamicAllocation.FIELD, "shuffleTrackingEnabled");
    if (DynamicAllocation.byField(spec) && Values.is(field, false)) {
      report(document, field.get(), sink);
    }
    Optional<Node.Scalar> conf =
        Values.conf(spec, DynamicAllocation.CONF + "shuffleTracking.enabled");
    if (DynamicAllocation.byConf(spec) && Values.is(conf, false)) {
      report(document, conf.get(), sink);
    }
  }

  private static boolean hasAnother(Block spec) {
    return Values.confEntry(spec, "spark.decommission.enabled").isPresent()
        || Values.confEntry(spec, "spark.shuffle.sort.io.plugin.class").isPresent()
        || Values.confEntry(spec, "spark.shuffle.manager").isPresent()
        || Values.confEntry(spec, "spark.shuffle.service.enabled").isPresent()
        || spec.has("sparkConfigMap");
  }

  private static void report(Document document, Node.Scalar value, Sink sink) {
    sink.value(
        value,
        "leaves dynamic allocation without a way to keep shuffle files, and Spark does not begin;"
            + " remove it or write true",
        Rewriting.of(document, value, "true", false));
  }
}
