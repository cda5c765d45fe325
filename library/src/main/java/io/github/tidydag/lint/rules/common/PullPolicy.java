package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pull policies that do not go with the image's tag. */
final class PullPolicy extends ImageRule {
  private final Set<String> policies;
  private final boolean moving;
  private final String message;

  private PullPolicy(RuleInfo info, Set<String> policies, boolean moving, String message) {
    super(info);
    this.policies = policies;
    this.moving = moving;
    this.message = message;
  }

  static List<Rule> all() {
    return List.of(
        new PullPolicy(
            new RuleInfo(
                "IMG004",
                "stale-image",
                Severity.WARNING,
                "An image that changes is pulled only once by each node",
                """
                A node that has some `latest` keeps it for ever, and another node pulls a newer one: driver
                and executors, or two tries of a task, run different programs.
                """,
                "Write the tag of a release; or, where it must be `latest`, `imagePullPolicy:"
                    + " Always`.",
                PodRule.WITH_PODS),
            Set.of("IfNotPresent", "Never"),
            true,
            "keeps each node on the latest that it once pulled; write the tag of a release, or"
                + " imagePullPolicy: Always"),
        new PullPolicy(
            new RuleInfo(
                "IMG005",
                "digest-pulled-always",
                Severity.INFO,
                "An image with a digest is asked for at every start",
                "A digest never changes, so the registry is asked for nothing, and no pod starts"
                    + " while it cannot be reached.",
                "Write `imagePullPolicy: IfNotPresent`.",
                PodRule.WITH_PODS),
            Set.of("Always"),
            false,
            "asks the registry at every start for an image that cannot change; write"
                + " IfNotPresent"));
  }

  @Override
  void check(
      Document document,
      Node.Scalar image,
      Optional<ImageName> name,
      Optional<Node.Scalar> policy,
      Sink sink) {
    if (name.isEmpty() || policy.isEmpty() || !policies.contains(policy.get().text())) {
      return;
    }
    boolean digest = !name.get().digest().isEmpty();
    boolean latest = name.get().tag().isEmpty() || name.get().tag().equals("latest");
    if (moving ? latest && !digest : digest) {
      sink.value(policy.get(), message);
    }
  }
}
