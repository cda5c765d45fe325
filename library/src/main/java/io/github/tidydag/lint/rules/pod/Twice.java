package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.lint.rules.common.PodRule;
import io.github.tidydag.source.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Items of a list that must differ and do not. */
final class Twice extends PodRule {
  /** What must differ. */
  private enum What {
    VOLUME,
    MOUNT_PATH,
    CONTAINER,
    VARIABLE,
    PORT
  }

  private static final String REFUSED = "The API server refuses the pod.";

  private final What what;

  private Twice(String id, String name, Severity severity, What what, String summary, String why) {
    super(
        new RuleInfo(
            id,
            name,
            severity,
            summary,
            why,
            "Keep one of them, or name one otherwise.",
            WITH_PODS));
    this.what = what;
  }

  static List<Rule> all() {
    return List.of(
        new Twice(
            "POD023",
            "duplicate-volume",
            Severity.ERROR,
            What.VOLUME,
            "Two volumes of a pod have one name",
            REFUSED),
        new Twice(
            "POD024",
            "duplicate-mount-path",
            Severity.ERROR,
            What.MOUNT_PATH,
            "A container mounts two volumes at one path",
            REFUSED),
        new Twice(
            "POD025",
            "duplicate-container",
            Severity.ERROR,
            What.CONTAINER,
            "Two containers of a pod have one name",
            REFUSED + " Init containers count, too."),
        new Twice(
            "POD026",
            "duplicate-variable",
            Severity.WARNING,
            What.VARIABLE,
            "A container has a variable twice",
            "The last one wins; `kubectl apply` merges the list by name and may lose one of them."),
        new Twice(
            "POD027",
            "duplicate-port",
            Severity.ERROR,
            What.PORT,
            "Two ports of a container have one name",
            REFUSED));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    if (pod.role() == PodPlace.Role.SPARK_TEMPLATE
        && !document.isSparkTemplate()
        && what != What.VARIABLE) {
      return; // the schema's rules speak of that
    }
    switch (what) {
      case VOLUME ->
          pod.volumes()
              .filter(volumes -> !isSecondOfTwo(document, pod))
              .ifPresent(
                  volumes ->
                      list(Nodes.mappings(volumes.value()), "name", "is a volume already", sink));
      case CONTAINER -> containers(pod, sink);
      case MOUNT_PATH -> each(pod, "volumeMounts", "mountPath", "is mounted already", sink);
      case VARIABLE -> each(pod, "env", "name", "is set already", sink);
      case PORT -> each(pod, "ports", "name", "is a port already", sink);
    }
  }

  private static void each(PodPlace pod, String list, String key, String message, Sink sink) {
    for (ContainerPlace container : pod.containers()) {
      list(Nodes.mappings(container.block(), list), key, message, sink);
    }
  }

  private static void list(List<Node.Mapping> items, String key, String message, Sink sink) {
    if (items.size() < 2) {
      return;
    }
    Map<String, Node.Scalar> seen = new HashMap<>();
    for (Node.Mapping item : items) {
      Optional<Node.Scalar> name = Document.known(item, key);
      if (name.isPresent()) {
        report(seen.putIfAbsent(name.get().text(), name.get()), name.get(), message, sink);
      }
    }
  }

  private static void containers(PodPlace pod, Sink sink) {
    Map<String, Node.Scalar> seen = new HashMap<>();
    for (ContainerPlace container : pod.containers()) {
      if (!container.name().isEmpty()) {
        Node.Scalar name = container.block().known("name").orElseThrow();
        report(seen.putIfAbsent(name.text(), name), name, "is a container already", sink);
      }
    }
  }

  private static void report(
      Node.@Nullable Scalar before, Node.Scalar name, String message, Sink sink) {
    if (before != null) {
      sink.value(
          name, message + ", in line " + before.at().line() + "; keep one, or change this one");
    }
  }
}
