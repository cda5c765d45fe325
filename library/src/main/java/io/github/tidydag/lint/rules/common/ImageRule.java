package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A rule about each image that a document names. */
abstract class ImageRule implements Rule {
  private static final String[] CONF = {
    "spark.kubernetes.container.image",
    "spark.kubernetes.driver.container.image",
    "spark.kubernetes.executor.container.image"
  };

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
    Optional<Block> spec = Applications.spec(document);
    Optional<Node.Scalar> policy = Optional.empty();
    if (spec.isPresent()) {
      policy = spec.get().known("imagePullPolicy");
      if (document.kind() == DocumentKind.APACHE_SPARK_APPLICATION) {
        for (String key : CONF) {
          check(document, spec.get().known("sparkConf", key), Optional.empty(), sink);
        }
      } else {
        check(document, spec.get().known("image"), policy, sink);
        policy = spec.get().has("image") ? Optional.empty() : policy; // said once is enough
      }
    }
    for (PodPlace pod : document.pods()) {
      for (ContainerPlace container : pod.containers()) {
        Optional<Node.Scalar> image = container.block().known("image");
        if (image.isPresent()) {
          boolean sparks = container.part() == ContainerPlace.Part.SPARK;
          check(
              document, image, sparks ? policy : container.block().known("imagePullPolicy"), sink);
        }
      }
    }
  }

  private void check(
      Document document, Optional<Node.Scalar> image, Optional<Node.Scalar> policy, Sink sink) {
    if (image.isPresent() && !ImageName.isPlaceholder(image.get().text())) {
      check(document, image.get(), ImageName.parse(image.get().text()), policy, sink);
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
