package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A mode that the operator does not have. */
final class ClientMode extends ApplicationRule {
  ClientMode() {
    super(
        "SPK033",
        "client-mode",
        Severity.ERROR,
        "An application is to run in client mode",
        """
        The schema takes `client`, but the operator has only cluster mode: in client mode spark-submit
        runs the driver inside the operator's own container, with its memory and its rights, and no
        driver pod exists that the operator could watch or delete. Executors and their ConfigMap have no
        owner then.
        """,
        "Write `mode: cluster`, or leave it out.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> mode = spec.known("mode");
    if (Values.is(mode, "client") || Values.is(mode, "in-cluster-client")) {
      sink.value(
          mode.get(),
          "would run the driver inside the operator's pod, and nobody would own its executors; write"
              + " cluster",
          Rewriting.of(document, mode.get(), "cluster", false));
    }
  }
}
