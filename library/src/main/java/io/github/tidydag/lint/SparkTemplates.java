package io.github.tidydag.lint;

import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which Pods are the templates that {@code spark.kubernetes.driver.podTemplateFile} and {@code
 * spark.kubernetes.executor.podTemplateFile} name. Airflow never sees them, and Spark brings much
 * of what they lack ({@code BasicDriverFeatureStep}, {@code KubernetesUtils.selectSparkContainer}).
 */
final class SparkTemplates {
  /** The names that Spark gives its own containers, and most templates with it. */
  private static final Set<String> CONTAINERS =
      Set.of("spark-kubernetes-driver", "spark-kubernetes-executor");

  private SparkTemplates() {}

  static boolean isOne(SourceText source, Node.Mapping root, FileRole role) {
    List<Node> containers =
        root.find("spec", "containers").map(Node.Entry::value).orElse(null)
                instanceof Node.Sequence list
            ? list.items()
            : List.of();
    for (Node container : containers) {
      String name = Document.known(container, "name").map(Node.Scalar::text).orElse("");
      if (CONTAINERS.contains(name)) {
        return true;
      }
      if (name.equals("base")) {
        return false;
      }
    }
    String file =
        source.file().substring(source.file().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean called =
        file.contains("driver") || file.contains("spark") || file.startsWith("executor");
    return called && (containers.isEmpty() || role.podTemplate() || file.contains("template"));
  }
}
