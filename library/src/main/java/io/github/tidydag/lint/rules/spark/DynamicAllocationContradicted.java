package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Dynamic allocation that one place switches off and the other on. */
final class DynamicAllocationContradicted extends ApplicationRule {
  DynamicAllocationContradicted() {
    super(
        "SPK044",
        "dynamic-allocation-contradicted",
        Severity.WARNING,
        "`dynamicAllocation` is switched off and `sparkConf` switches it on",
        """
        With `enabled: false` the operator passes on nothing of `dynamicAllocation`, so that
        `spark.dynamicAllocation.enabled` of `sparkConf` counts, without the bounds of the field
        (`dynamicAllocationOption`, 1.2 to 2.5.2).
        """,
        "Say it once: as `dynamicAllocation.enabled`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> field = spec.block(DynamicAllocation.FIELD);
    if (field.isEmpty() || !Values.is(Values.conf(spec, DynamicAllocation.CONF_ENABLED), true)) {
      return;
    }
    Optional<Node.Entry> enabled = field.get().find("enabled");
    if (enabled.isPresent() && Values.is(field.get().known("enabled"), false)) {
      sink.key(
          enabled.get(),
          "is false, and spark.dynamicAllocation.enabled in sparkConf switches it on all the same;"
              + " remove one of them");
    }
  }
}
