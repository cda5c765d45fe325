package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of a pod's volumes, and of those that its containers mount.
 *
 * @param known whether Jinja leaves no doubt about them
 */
record Volumes(Set<String> declared, Set<String> mounted, boolean known) {
  /** Those of one pod. */
  static Volumes of(Document document, PodPlace pod) {
    Set<String> declared = new HashSet<>();
    Set<String> mounted = new HashSet<>();
    boolean known = !document.hasStatements() && document.isWhole();
    Node volumes = pod.volumes().map(Node.Entry::value).orElse(null);
    known &= names(volumes, "name", declared);
    for (ContainerPlace container : pod.containers()) {
      known &= names(list(container, "volumeMounts"), "name", mounted);
      known &= names(list(container, "volumeDevices"), "name", mounted);
    }
    return new Volumes(declared, mounted, known);
  }

  private static @Nullable Node list(ContainerPlace container, String key) {
    return container.block().find(key).map(Node.Entry::value).orElse(null);
  }

  private static boolean names(@Nullable Node list, String key, Set<String> names) {
    if (list instanceof Node.Scalar scalar && JinjaMask.isIn(scalar.text())) {
      return false;
    }
    if (!(list instanceof Node.Sequence sequence)) {
      return true;
    }
    boolean known = true;
    for (Node item : sequence.items()) {
      String name = Nodes.text(item, key);
      if (name == null) {
        known = false;
      } else {
        names.add(name);
      }
    }
    return known;
  }
}
