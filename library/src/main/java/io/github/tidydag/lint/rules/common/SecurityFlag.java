package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** A key of a container's {@code securityContext} that opens the node to it. */
final class SecurityFlag extends ContainerRule {
  private final String key;
  private final String message;

  private SecurityFlag(
      String id, String name, String key, String summary, String why, String message) {
    super(
        new RuleInfo(
            id,
            name,
            Severity.WARNING,
            summary,
            why,
            "Remove it, or write `" + key + ": false`.",
            WITH_PODS));
    this.key = key;
    this.message = message;
  }

  static List<Rule> all() {
    return List.of(
        new SecurityFlag(
            "SEC010",
            "privileged",
            "privileged",
            "A container is privileged",
            """
            It is root on its node, with all of the node's devices. Neither Airflow's tasks nor Spark need
            that, and namespaces with the Pod Security level `baseline` or `restricted` refuse it.
            """,
            "makes it root on the node; remove it, or name the one capability that it needs"),
        new SecurityFlag(
            "SEC011",
            "privilege-escalation",
            "allowPrivilegeEscalation",
            "A container may get more rights than it starts with",
            """
            `sudo` and set-user-id programs work in it. Namespaces with the Pod Security level
            `restricted` refuse it.
            """,
            "lets its processes become root; write false"));
  }

  @Override
  protected void check(PodPlace pod, ContainerPlace container, Sink sink) {
    Optional<Node.Scalar> value = Nodes.flag(container.block(), true, "securityContext", key);
    if (value.isPresent()) {
      container.block().find("securityContext", key).ifPresent(entry -> sink.key(entry, message));
    }
  }
}
