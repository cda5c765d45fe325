package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;

/** A port of the node. */
final class HostPort extends ContainerRule {
  HostPort() {
    super(
        new RuleInfo(
            "SEC020",
            "host-port",
            Severity.WARNING,
            "A container takes a port of its node",
            "Two such pods do not fit on one node: the second stays Pending, and the task with it."
                + " Namespaces with the Pod Security level `baseline` refuse it.",
            "Remove `hostPort`; a Service reaches the pod by `containerPort`.",
            WITH_PODS));
  }

  @Override
  protected void check(PodPlace pod, ContainerPlace container, Sink sink) {
    for (Node.Mapping port : Nodes.mappings(container.block(), "ports")) {
      String number = Nodes.text(port, "hostPort");
      if (number != null && !number.equals("0")) {
        port.entry("hostPort")
            .ifPresent(entry -> sink.key(entry, "lets only one such pod run on a node; remove it"));
      }
    }
  }
}
