package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.Optional;

/** Profiles of the kernel's that are switched off. */
final class Unconfined extends PodRule {
  Unconfined() {
    super(
        new RuleInfo(
            "SEC019",
            "unconfined",
            Severity.WARNING,
            "A pod or container switches off seccomp or AppArmor",
            """
            The kernel then takes every system call from it. Namespaces with the Pod Security level
            `baseline` refuse it.
            """,
            "Write `type: RuntimeDefault`.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    check(pod.securityContext(), sink);
    for (ContainerPlace container : pod.containers()) {
      check(container.block().block("securityContext"), sink);
    }
  }

  private static void check(Optional<Block> context, Sink sink) {
    if (context.isPresent()) {
      check(context.get(), "seccompProfile", sink);
      check(context.get(), "appArmorProfile", sink);
    }
  }

  private static void check(Block context, String profile, Sink sink) {
    context
        .known(profile, "type")
        .filter(type -> type.text().equals("Unconfined"))
        .ifPresent(type -> sink.value(type, "takes its limits away; write RuntimeDefault"));
  }
}
