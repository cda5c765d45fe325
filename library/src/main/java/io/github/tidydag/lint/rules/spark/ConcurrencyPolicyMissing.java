package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;

/** A schedule without a concurrency policy, which newer operators run once. */
final class ConcurrencyPolicyMissing extends ScheduleRule {
  private static final Version SINCE = Version.parse("2.0.0");

  ConcurrencyPolicyMissing() {
    super(
        "SPK012",
        "concurrency-policy-missing",
        Severity.ERROR,
        "A ScheduledSparkApplication has no `concurrencyPolicy`",
        """
        The documentation calls `Allow` the default, but no release since 2.0 fills it in:
        `shouldStartNextRun` knows `Allow`, `Forbid` and `Replace`, and starts nothing for anything
        else while an object of an earlier run exists (2.0.2 to 2.5.2). The history limits keep one,
        so the schedule stops after its first run without a word.
        """,
        "Write `concurrencyPolicy: Forbid`, or `Allow` or `Replace`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (document.isPartial() || !document.settings().kubeflow().isAtLeast(SINCE)) {
      return;
    }
    Optional<Node.Entry> policy = spec.find("concurrencyPolicy");
    boolean missing = policy.isEmpty() || isEmpty(policy.get().value());
    if (missing) {
      sink.missing(
          spec,
          "concurrencyPolicy",
          "has no concurrencyPolicy, so nothing starts after the first run while that run's object"
              + " is there; write concurrencyPolicy: Forbid, Allow or Replace",
          policy.isPresent()
              ? null
              : Edits.inserting(spec, "concurrencyPolicy", "Forbid", false).orElse(null));
    }
  }

  private static boolean isEmpty(Node value) {
    return value instanceof Node.Scalar scalar && (scalar.isNull() || scalar.text().isEmpty());
  }
}
