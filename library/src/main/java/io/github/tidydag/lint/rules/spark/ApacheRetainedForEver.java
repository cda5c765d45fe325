package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Pods and ConfigMaps that the Apache operator keeps without an end. */
final class ApacheRetainedForEver extends ApacheRule {
  ApacheRetainedForEver() {
    super(
        "SPK201",
        "apache-retained-for-ever",
        Severity.WARNING,
        "An application of the Apache operator keeps its pods without an end",
        """
        `resourceRetainPolicy` `Always` and `OnFailure` leave the driver pod, its ConfigMaps and Services.
        `resourceRetainDurationMillis` is -1 by default, which means as long as the SparkApplication is
        there, and without `ttlAfterStopMillis` that is for ever.
        """,
        "Write `resourceRetainDurationMillis: 600000`, or `ttlAfterStopMillis`.",
        APPLICATION);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> tolerations = spec.block(ApacheNoTimeToLive.TOLERATIONS);
    if (tolerations.isEmpty() || !document.isWhole()) {
      return;
    }
    Optional<Node.Scalar> policy = tolerations.get().known("resourceRetainPolicy");
    if ((Values.is(policy, "Always") || Values.is(policy, "OnFailure"))
        && isEndless(tolerations.get(), "resourceRetainDurationMillis")
        && isEndless(tolerations.get(), ApacheNoTimeToLive.TTL)) {
      sink.value(
          policy.get(),
          "keeps driver pod and ConfigMaps for ever; write resourceRetainDurationMillis or"
              + " ttlAfterStopMillis beside it",
          Edits.inserting(tolerations.get(), "resourceRetainDurationMillis", "600000", false)
              .filter(fix -> !tolerations.get().has("resourceRetainDurationMillis"))
              .orElse(null));
    }
  }

  private static boolean isEndless(Block tolerations, String key) {
    return !tolerations.has(key) || Values.whole(tolerations.known(key)).orElse(0) < 0;
  }
}
