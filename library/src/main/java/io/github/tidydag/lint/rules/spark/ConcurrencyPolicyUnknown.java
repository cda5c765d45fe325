package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Spelling;
import java.util.List;
import java.util.Optional;

/** A concurrency policy that the operator does not know, though the schema lets it pass. */
final class ConcurrencyPolicyUnknown extends ScheduleRule {
  private static final List<String> KNOWN = List.of("Allow", "Forbid", "Replace");

  ConcurrencyPolicyUnknown() {
    super(
        "SPK013",
        "concurrency-policy-unknown",
        Severity.ERROR,
        "A `concurrencyPolicy` is none that the operator knows",
        """
        The custom resource definition has no list of values here, so the API server takes any text.
        The operator starts no run for one that it does not know while an object of an earlier run
        exists (`shouldStartNextRun`, 2.0.2 to 2.5.2).
        """,
        "Write `Allow`, `Forbid` or `Replace`, with a capital letter.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> policy = spec.known("concurrencyPolicy");
    if (policy.isEmpty() || policy.get().text().isEmpty() || KNOWN.contains(policy.get().text())) {
      return;
    }
    String written = policy.get().text();
    Optional<String> meant = Spelling.nearest(written, KNOWN);
    sink.value(
        policy.get(),
        "is no policy of the operator, which then stops after the first run; write "
            + meant.orElse("Allow, Forbid or Replace"),
        meant.isEmpty()
            ? null
            : Rewriting.of(
                document, policy.get(), meant.get(), meant.get().equalsIgnoreCase(written)));
  }
}
