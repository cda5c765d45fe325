package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;

/** An application of the Apache operator that nothing ever removes. */
final class ApacheNoTimeToLive extends ApacheRule {
  private static final Version SINCE = Version.parse("0.5.0");
  static final String TOLERATIONS = "applicationTolerations";
  static final String TTL = "ttlAfterStopMillis";

  ApacheNoTimeToLive() {
    super(
        "SPK200",
        "apache-no-time-to-live",
        Severity.WARNING,
        "An application of the Apache operator has no `ttlAfterStopMillis`",
        """
        The operator deletes driver and executors at the end, but the SparkApplication itself stays for ever:
        `ttlAfterStopMillis` is -1 by default (0.5.0 and newer, SPARK-52648).
        """,
        "Write `applicationTolerations: {ttlAfterStopMillis: 3600000}`, in milliseconds.",
        APPLICATION);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (document.isPartial() || !document.settings().apache().isAtLeast(SINCE)) {
      return;
    }
    Optional<Block> tolerations = spec.block(TOLERATIONS);
    Block parent = tolerations.orElse(spec);
    if (tolerations.isEmpty() || !tolerations.get().has(TTL)) {
      boolean unknown = tolerations.isEmpty() && spec.has(TOLERATIONS);
      if (!unknown) {
        sink.missing(
            parent,
            TTL,
            "has no ttlAfterStopMillis, so that the SparkApplication stays for ever; write"
                + " applicationTolerations: {ttlAfterStopMillis: 3600000}",
            tolerations.isEmpty()
                ? Edits.inserting(spec, TOLERATIONS, "{" + TTL + ": 3600000}", false).orElse(null)
                : Edits.inserting(parent, TTL, "3600000", false).orElse(null));
      }
      return;
    }
    Optional<Node.Scalar> value = tolerations.get().known(TTL);
    if (Values.whole(value).orElse(0) < 0) {
      sink.value(
          value.orElseThrow(),
          "keeps the SparkApplication for ever; write milliseconds from 0",
          Rewriting.of(document, value.get(), "3600000", false));
    }
  }
}
