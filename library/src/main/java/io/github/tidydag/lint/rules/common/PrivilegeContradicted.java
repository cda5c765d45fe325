package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A container that is privileged and may not be. */
final class PrivilegeContradicted extends ContainerRule {
  PrivilegeContradicted() {
    super(
        new RuleInfo(
            "SEC012",
            "privilege-contradicted",
            Severity.ERROR,
            "A container is `privileged`, and `allowPrivilegeEscalation` is false",
            "The API server refuses the pod: `cannot set allowPrivilegeEscalation to false and"
                + " privileged to true`.",
            "Remove `privileged`.",
            WITH_PODS));
  }

  @Override
  protected void check(PodPlace pod, ContainerPlace container, Sink sink) {
    Optional<Node.Scalar> denied =
        Nodes.flag(container.block(), false, "securityContext", "allowPrivilegeEscalation");
    if (denied.isPresent()
        && Nodes.flag(container.block(), true, "securityContext", "privileged").isPresent()) {
      container
          .block()
          .find("securityContext", "allowPrivilegeEscalation")
          .ifPresent(
              entry ->
                  sink.key(
                      entry,
                      "is false and privileged is true, which is refused; remove privileged"));
    }
  }
}
