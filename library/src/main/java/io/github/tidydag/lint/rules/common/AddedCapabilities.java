package io.github.tidydag.lint.rules.common;

import io.github.tidydag.kubernetes.Capabilities;
import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;

/** Capabilities beyond those of the Pod Security level {@code baseline}. */
final class AddedCapabilities extends ContainerRule {
  AddedCapabilities() {
    super(
        new RuleInfo(
            "SEC013",
            "added-capability",
            Severity.WARNING,
            "A container adds a capability of the node's root",
            """
            `SYS_ADMIN`, `NET_ADMIN`, `SYS_PTRACE` and others reach out of the container; `ALL` is as
            good as `privileged`. Namespaces with the Pod Security level `baseline` refuse what is not
            in its list.
            """,
            "Remove it. What needs it belongs into a pod of its own.",
            WITH_PODS));
  }

  @Override
  protected void check(PodPlace pod, ContainerPlace container, Sink sink) {
    for (Node item : Nodes.items(container.block(), "securityContext", "capabilities", "add")) {
      Document.known(item)
          .filter(added -> !Capabilities.BASELINE.contains(added.text()))
          .ifPresent(
              added ->
                  sink.value(
                      added,
                      "gives the container rights over the node; remove it, unless the program"
                          + " cannot do without"));
    }
  }
}
