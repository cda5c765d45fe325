package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.Optional;

/** Containers that must be root and must not. */
final class RootContradicted extends PodRule {
  RootContradicted() {
    super(
        new RuleInfo(
            "SEC018",
            "root-contradicted",
            Severity.ERROR,
            "A container runs as user 0, and `runAsNonRoot` is true",
            """
            The node does not start it (`CreateContainerConfigError: container's runAsUser breaks
            non-root policy`). The pod stays Pending until something deletes it.
            """,
            "Write the number of a user that is not root.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    Optional<Block> context = pod.securityContext();
    boolean denied = context.isPresent() && isTrue(context.get());
    boolean own = false;
    for (ContainerPlace container : pod.containers()) {
      Optional<Block> block = container.block().block("securityContext");
      if (block.isPresent() && Nodes.number(block.get(), "runAsUser") != null) {
        own = true;
        boolean here = block.get().has("runAsNonRoot") ? isTrue(block.get()) : denied;
        if (here) {
          check(block.get(), sink);
        }
      }
    }
    if (denied && !own) {
      check(context.get(), sink);
    }
  }

  private static boolean isTrue(Block context) {
    return Nodes.flag(context, true, "runAsNonRoot").isPresent();
  }

  private static void check(Block context, Sink sink) {
    Long user = Nodes.number(context, "runAsUser");
    if (user != null && user == 0) {
      context
          .find("runAsUser")
          .ifPresent(
              entry ->
                  sink.key(
                      entry,
                      "0 is root, and runAsNonRoot is true, so the container never starts; write"
                          + " another user"));
    }
  }
}
