package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.OptionalLong;

/** Resources that are to stay longer than what owns them. */
final class ApacheRetentionCutShort extends ApacheRule {
  ApacheRetentionCutShort() {
    super(
        "SPK202",
        "apache-retention-cut-short",
        Severity.INFO,
        "A `ttlAfterStopMillis` ends before `resourceRetainDurationMillis`",
        """
        The smaller one counts: with the SparkApplication all that it made goes (0.5.0 and newer).
        """,
        "Write a `ttlAfterStopMillis` that is not below `resourceRetainDurationMillis`.",
        APPLICATION);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> tolerations = spec.block(ApacheNoTimeToLive.TOLERATIONS);
    if (tolerations.isEmpty()) {
      return;
    }
    Optional<Node.Scalar> retained = tolerations.get().known("resourceRetainDurationMillis");
    OptionalLong duration = Values.whole(retained);
    OptionalLong ttl = Values.whole(tolerations.get().known(ApacheNoTimeToLive.TTL));
    if (duration.isPresent()
        && ttl.isPresent()
        && ttl.getAsLong() >= 0
        && duration.getAsLong() > ttl.getAsLong()) {
      sink.value(
          retained.get(),
          "is longer than ttlAfterStopMillis, "
              + ttl.getAsLong()
              + ", which takes everything before; raise that");
    }
  }
}
