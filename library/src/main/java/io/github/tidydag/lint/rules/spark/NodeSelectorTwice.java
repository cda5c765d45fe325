package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A node selector for both pods, and one for a pod. */
final class NodeSelectorTwice extends ApplicationRule {
  NodeSelectorTwice() {
    super(
        "SPK061",
        "node-selector-twice",
        Severity.ERROR,
        "A `nodeSelector` stands in the spec and in a pod of it",
        """
        The operator refuses an application that has both, in its webhook and, before 2.0, when it
        validates the application.
        """,
        "Write it under `driver` and `executor` only.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> both = spec.find("nodeSelector");
    if (both.isEmpty()) {
      return;
    }
    for (String pod : Values.PODS) {
      if (spec.find(pod, "nodeSelector").isPresent()) {
        sink.key(
            both.get(),
            "stands under "
                + pod
                + ", too, and the operator refuses both; write it under driver and"
                + " executor only");
        return;
      }
    }
  }
}
