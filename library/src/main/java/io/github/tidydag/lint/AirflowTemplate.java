package io.github.tidydag.lint;

import io.github.tidydag.source.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form of an {@code application_file} that SparkKubernetesOperator has for itself: the
 * application stands below {@code spark}, beside a section {@code kubernetes} that the operator
 * merges into it ({@code custom_object_launcher.py} of the provider).
 *
 * @param whole the document
 * @param application what stands below {@code spark}
 */
record AirflowTemplate(Node.Mapping whole, Node.Mapping application) {

  /** A document in that form; null for any other document. */
  static @Nullable AirflowTemplate of(Node.Mapping root) {
    if (root.entry("apiVersion").isPresent()
        || root.entry("kind").isPresent()
        || !(root.get("spark").orElse(null) instanceof Node.Mapping application)
        || DocumentKind.of(application, FileRole.PLAIN) == DocumentKind.OTHER) {
      return null;
    }
    return new AirflowTemplate(root, application);
  }

  /** The section {@code kubernetes}; the operator does not look at an empty one. */
  Optional<Block> section() {
    return Block.of(whole.entry("kubernetes")).filter(block -> !block.body().entries().isEmpty());
  }
}
