package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The images that a document names, but for placeholders. */
record Images(List<Image> all) {
  private static final String[] CONF = {
    "spark.kubernetes.container.image",
    "spark.kubernetes.driver.container.image",
    "spark.kubernetes.executor.container.image"
  };

  /**
   * An image.
   *
   * @param name empty if no node can pull it
   * @param policy the {@code imagePullPolicy} that goes with it
   */
  record Image(Node.Scalar written, Optional<ImageName> name, Optional<Node.Scalar> policy) {}

  static Images of(Document document) {
    List<Image> images = new ArrayList<>();
    Optional<Block> spec = Applications.spec(document);
    Optional<Node.Scalar> policy = Optional.empty();
    if (spec.isPresent()) {
      policy = spec.get().known("imagePullPolicy");
      if (document.kind() == DocumentKind.APACHE_SPARK_APPLICATION) {
        for (String key : CONF) {
          add(spec.get().known("sparkConf", key), Optional.empty(), images);
        }
      } else {
        add(spec.get().known("image"), policy, images);
        policy = spec.get().has("image") ? Optional.empty() : policy; // said once is enough
      }
    }
    for (PodPlace pod : document.pods()) {
      for (ContainerPlace container : pod.containers()) {
        boolean sparks = container.part() == ContainerPlace.Part.SPARK;
        add(
            container.block().known("image"),
            sparks ? policy : container.block().known("imagePullPolicy"),
            images);
      }
    }
    return new Images(images);
  }

  private static void add(
      Optional<Node.Scalar> image, Optional<Node.Scalar> policy, List<Image> images) {
    if (image.isPresent() && !ImageName.isPlaceholder(image.get().text())) {
      images.add(new Image(image.get(), ImageName.parse(image.get().text()), policy));
    }
  }
}
