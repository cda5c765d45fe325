package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A rule about each image that a document names. */
abstract class ImageRule implements Rule {
  private final RuleInfo info;

  ImageRule(RuleInfo info) {
    this.info = info;
  }

  @Override
  public final RuleInfo info() {
    return info;
  }

  @Override
  public final void check(Document document, Sink sink) {
    for (Images.Image image : document.once(Images.class, Images::of).all()) {
      check(document, image.written(), image.name(), image.policy(), sink);
    }
  }

  /**
   * Looks at one image.
   *
   * @param name empty if no node can pull it
   * @param policy the {@code imagePullPolicy} that goes with it
   */
  abstract void check(
      Document document,
      Node.Scalar image,
      Optional<ImageName> name,
      Optional<Node.Scalar> policy,
      Sink sink);
}
