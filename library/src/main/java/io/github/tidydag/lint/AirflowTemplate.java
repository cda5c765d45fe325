package io.github.tidydag.lint;

import io.github.tidydag.source.Node;
import java.util.Optional;

/**
 * The form of an {@code application_file} that SparkKubernetesOperator has for itself: the
 * application stands below {@code spark}, beside a section {@code kubernetes} that the operator
 * merges into it ({@code custom_object_launcher.py} of the provider).
 */
final class AirflowTemplate {
  private AirflowTemplate() {}

  /** The application of a document in that form; empty for any other document. */
  static Optional<Node.Mapping> application(Node.Mapping root) {
    if (root.entry("apiVersion").isPresent() || root.entry("kind").isPresent()) {
      return Optional.empty();
    }
    return root.get("spark")
        .filter(Node.Mapping.class::isInstance)
        .map(Node.Mapping.class::cast)
        .filter(spark -> DocumentKind.of(spark, FileRole.PLAIN) != DocumentKind.OTHER);
  }
}
