package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** Images that change under one name. */
final class ImageTag extends ImageRule {
  private final String tag;
  private final String message;

  private ImageTag(String id, String name, String summary, String tag, String message) {
    super(
        new RuleInfo(
            id,
            name,
            Severity.WARNING,
            summary,
            """
            The next run, a retry, or an executor on another node may run another program than the
            first did, and nobody can tell later which one it was.
            """,
            "Write the tag of a release, `spark:3.5.3`, or a digest, `spark@sha256:...`.",
            PodRule.WITH_PODS));
    this.tag = tag;
    this.message = message;
  }

  static List<Rule> all() {
    return List.of(
        new ImageTag(
            "IMG001",
            "image-without-tag",
            "An image has neither tag nor digest",
            "",
            "has no tag, which means latest: whatever that is when a node pulls it; write the tag"
                + " of a release, or a digest"),
        new ImageTag(
            "IMG002",
            "image-latest",
            "An image is tagged `latest`",
            "latest",
            "is whatever is latest when a node pulls it; write the tag of a release, or a digest"));
  }

  @Override
  void check(
      Document document,
      Node.Scalar image,
      Optional<ImageName> name,
      Optional<Node.Scalar> policy,
      Sink sink) {
    if (name.isPresent() && name.get().digest().isEmpty() && name.get().tag().equals(tag)) {
      sink.value(image, message);
    }
  }
}
