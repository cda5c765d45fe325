package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** Images from elsewhere than a team allows. */
final class ForeignRegistry extends ImageRule {
  private static final String OPTION = "registries";

  ForeignRegistry() {
    super(
        new RuleInfo(
            "IMG003",
            "foreign-registry",
            Severity.WARNING,
            "An image comes from a registry that the configuration does not allow",
            """
            Says nothing until the configuration names registries. A name without a registry is one of
            `docker.io`, and a short one of `docker.io/library`.
            """,
            "Copy the image into a registry of yours, and name that.",
            PodRule.WITH_PODS,
            List.of(
                new RuleInfo.Option(
                    OPTION,
                    List.of(),
                    "registries, or registries with a path, that images may come from:"
                        + " `registry.example.com`, `ghcr.io/our-team`; none allows all"))));
  }

  @Override
  void check(
      Document document,
      Node.Scalar image,
      Optional<ImageName> name,
      Optional<Node.Scalar> policy,
      Sink sink) {
    List<String> allowed = document.settings().option(info(), OPTION);
    if (allowed.isEmpty() || name.isEmpty()) {
      return;
    }
    String full = name.get().registry() + "/" + name.get().repository();
    for (String prefix : allowed) {
      if (full.startsWith(prefix)
          && full.startsWith("/", prefix.length() - (prefix.endsWith("/") ? 1 : 0))) {
        return;
      }
    }
    sink.value(
        image,
        "comes from %s; only %s may be used"
            .formatted(name.get().registry(), String.join(", ", allowed)));
  }
}
