package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Set;

/** Capabilities beyond those of the Pod Security level {@code baseline}. */
final class AddedCapabilities extends ContainerRule {
  /** What the level {@code baseline} lets containers add. */
  private static final Set<String> BASELINE =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

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
          .filter(added -> !BASELINE.contains(added.text()))
          .ifPresent(
              added ->
                  sink.value(
                      added,
                      "gives the container rights over the node; remove it, unless the program"
                          + " cannot do without"));
    }
  }
}
