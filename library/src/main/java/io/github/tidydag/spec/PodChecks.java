package io.github.tidydag.spec;

import io.github.tidydag.source.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parts of a pod owe each other. */
final class PodChecks {
  private final Problems problems;

  PodChecks(Problems problems) {
    this.problems = problems;
  }

  /**
   * Checks the arguments of a pod task: volumes are unique, mounts have a volume.
   *
   * @param template names of volumes that its pod template brings; empty if it cannot be read
   * @param hasTemplate whether there is a template at all
   */
  void check(Map<String, Value> arguments, Optional<Set<String>> template, boolean hasTemplate) {
    Set<String> names = new LinkedHashSet<>();
    template.ifPresent(names::addAll);
    names.addAll(volumeNames(arguments.get("full_pod_spec")));
    for (Value.KubernetesObject volume : objects(arguments.get("volumes"))) {
      name(volume)
          .ifPresent(
              n -> {
                if (!names.add(n.text())) {
                  problems.error(
                      n.at(),
                      n.text(),
                      "is a volume of this pod already, and Kubernetes refuses two of a name;"
                          + " rename one");
                }
              });
    }
    if (arguments.get("secrets") instanceof Value.Items secrets
        && secrets.items().stream().anyMatch(PodChecks::mounts)) {
      return; // such a secret brings a volume whose name Airflow makes up
    }
    if (hasTemplate && template.isEmpty()) {
      return;
    }
    List<Value.KubernetesObject> mounts = new ArrayList<>(objects(arguments.get("volume_mounts")));
    for (Value.KubernetesObject container : objects(arguments.get("init_containers"))) {
      container.get("volumeMounts").ifPresent(v -> mounts.addAll(objects(v)));
    }
    for (Value.KubernetesObject mount : mounts) {
      name(mount)
          .ifPresent(
              n -> {
                if (!names.contains(n.text()) && !Jinja.isIn(n.text())) {
                  problems.error(
                      n.at(),
                      n.text(),
                      "no volume of this name; "
                          + (names.isEmpty()
                              ? "add it to volumes"
                              : "there are " + String.join(", ", names)));
                }
              });
    }
  }

  private static boolean mounts(Value value) {
    return value instanceof Value.Instance secret
        && secret.arguments().stream()
            .anyMatch(e -> e.value() instanceof Value.Text text && text.text().equals("volume"));
  }

  private static Set<String> volumeNames(@org.jspecify.annotations.Nullable Value pod) {
    Set<String> names = new LinkedHashSet<>();
    if (pod instanceof Value.KubernetesObject object
        && object.get("spec").orElse(null) instanceof Value.KubernetesObject spec) {
      spec.get("volumes")
          .ifPresent(v -> objects(v).forEach(o -> name(o).ifPresent(n -> names.add(n.text()))));
    }
    return names;
  }

  private static List<Value.KubernetesObject> objects(
      @org.jspecify.annotations.Nullable Value value) {
    return value instanceof Value.Items items
        ? items.items().stream()
            .filter(i -> i instanceof Value.KubernetesObject)
            .map(i -> (Value.KubernetesObject) i)
            .toList()
        : List.of();
  }

  private static Optional<Value.Text> name(Value.KubernetesObject object) {
    return object.get("name").filter(n -> n instanceof Value.Text).map(n -> (Value.Text) n);
  }
}
