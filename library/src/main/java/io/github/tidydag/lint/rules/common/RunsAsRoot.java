package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.Optional;

/** Pods and containers that ask to run as root. */
final class RunsAsRoot extends PodRule {
  RunsAsRoot() {
    super(
        new RuleInfo(
            "SEC017",
            "runs-as-root",
            Severity.WARNING,
            "A pod or container asks to run as root",
            """
            Root in the container is root on the node where a flaw lets it out, and files that it
            writes to shared volumes are root's. Namespaces with the Pod Security level `restricted`
            refuse it.
            """,
            "Write a user: `runAsUser: 185` is Spark's own, `50000` Airflow's; and"
                + " `runAsNonRoot: true`.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    Optional<Block> context = pod.securityContext();
    boolean named = context.isPresent() && isUser(context.get());
    context.ifPresent(block -> check(block, false, sink));
    for (ContainerPlace container : pod.containers()) {
      Optional<Block> own = container.block().block("securityContext");
      if (own.isPresent()) {
        check(own.get(), named, sink);
      }
    }
  }

  private static boolean isUser(Block context) {
    Long user = Nodes.number(context, "runAsUser");
    return user != null && user > 0;
  }

  private static void check(Block context, boolean named, Sink sink) {
    Long user = Nodes.number(context, "runAsUser");
    if (user != null && user == 0) {
      context
          .find("runAsUser")
          .ifPresent(
              entry -> sink.key(entry, "0 is root; write the number of another user, such as 185"));
    } else if (user == null
        && !named
        && !context.mayHold("runAsUser")
        && Nodes.flag(context, false, "runAsNonRoot").isPresent()) {
      context
          .find("runAsNonRoot")
          .ifPresent(
              entry -> sink.key(entry, "false lets it run as root; write true, and a runAsUser"));
    }
  }
}
