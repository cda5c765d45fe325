package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Locale;
import java.util.Optional;

/** A text that is no image's name. */
final class InvalidImage extends ImageRule {
  InvalidImage() {
    super(
        new RuleInfo(
            "IMG006",
            "not-an-image",
            Severity.ERROR,
            "A text is not the name of an image",
            """
            The API server takes it, and no node can pull it: the pod stays Pending with
            `InvalidImageName` until something deletes it.
            """,
            "Write `REGISTRY/PATH:TAG`, without `https://`; the path is of lower-case letters.",
            PodRule.WITH_PODS));
  }

  @Override
  void check(
      Document document,
      Node.Scalar image,
      Optional<ImageName> name,
      Optional<Node.Scalar> policy,
      Sink sink) {
    if (name.isEmpty()) {
      String text = image.text();
      String lower = text.toLowerCase(Locale.ROOT);
      sink.value(
          image,
          "is not a name of an image, and the pod never starts; "
              + (text.contains("://")
                  ? "leave out " + text.substring(0, text.indexOf("://") + 3)
                  : text.endsWith(":")
                      ? "write a tag after the colon"
                      : text.strip().length() < text.length()
                          ? "leave out the blanks"
                          : ImageName.parse(lower).isPresent()
                              ? "write lower-case letters"
                              : "write REGISTRY/PATH:TAG"));
    }
  }
}
