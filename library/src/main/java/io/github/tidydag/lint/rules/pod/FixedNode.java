package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.PodRule;
import io.github.tidydag.source.Node;

/** Pods that are bound to a node by name. */
final class FixedNode extends PodRule {
  FixedNode() {
    super(
        new RuleInfo(
            "POD014",
            "fixed-node",
            Severity.WARNING,
            "A pod names its node",
            """
            The scheduler does not see it: where the node is full the pod fails (`OutOfcpu`), where it is
            gone the pod stays Pending until it is deleted as an orphan.
            """,
            "Write `nodeSelector` or `affinity` with labels of nodes.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    if (pod.role() != PodPlace.Role.SPARK) {
      pod.spec()
          .find("nodeName")
          .filter(entry -> entry.value() instanceof Node.Scalar value && !value.isNull())
          .ifPresent(
              entry ->
                  sink.key(entry, "binds the pod to one node, full or gone; write nodeSelector"));
    }
  }
}
