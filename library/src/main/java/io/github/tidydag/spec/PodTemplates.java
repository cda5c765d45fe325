package io.github.tidydag.spec;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.spec.ValueReader.Braces;
import io.github.tidydag.tables.ValueType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds, reads and checks the files that {@code pod_template_file} and its like name. */
final class PodTemplates {
  private final SpecFiles files;
  private final ProjectConfig project;
  private final ValueReader values;
  private final Problems problems;
  private final Map<String, String> beside = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  PodTemplates(SpecFiles files, ProjectConfig project, ValueReader values, Problems problems) {
    this.files = files;
    this.project = project;
    this.values = values;
    this.problems = problems;
  }

  /** What must be written beside the DAG, by its path there. */
  Map<String, String> filesBeside() {
    return beside;
  }

  /** The text of every template that was found, by what the argument says. */
  Map<String, String> texts() {
    return texts;
  }

  /**
   * A template that was found: what the argument becomes, and the volumes in it if it is readable.
   */
  record Found(Value value, Optional<Set<String>> volumes) {}

  /**
   * Resolves a file.
   *
   * @param type V1Pod or V1Job
   */
  Optional<Found> find(Value.Text written, String type) {
    String path = written.text();
    if (Jinja.isIn(path)) {
      return Optional.of(new Found(written, Optional.empty()));
    }
    boolean worker = path.startsWith("/");
    Optional<String> local = worker ? mapped(path) : Optional.of(path);
    if (local.isEmpty()) {
      problems.warning(
          written.at(),
          path,
          "is a path on the worker and not checked; say where it is in the repository with"
              + " worker_paths in .tidydag.yaml");
      return Optional.of(new Found(written, Optional.empty()));
    }
    String text;
    try {
      text = files.read(local.get(), worker);
    } catch (IOException e) {
      problems.error(
          written.at(),
          path,
          "cannot be read at "
              + local.get()
              + (worker ? " beside .tidydag.yaml" : " beside the spec")
              + "; Airflow would run the task without a template");
      return Optional.empty();
    }
    Optional<Set<String>> volumes = check(local.get(), text, type);
    if (worker) {
      texts.put(path, text);
      return Optional.of(new Found(written, volumes));
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String before = beside.putIfAbsent(name, text);
    texts.putIfAbsent(name, text);
    if (before != null && !before.equals(text)) {
      problems.error(written.at(), path, "two files of this name differ; rename one");
    }
    return Optional.of(new Found(new Value.File(written.at(), name), volumes));
  }

  private Optional<String> mapped(String path) {
    String best = "";
    for (String prefix : project.workerPaths().keySet()) {
      String folder = prefix.endsWith("/") ? prefix : prefix + "/";
      if (path.startsWith(folder) && prefix.length() > best.length()) {
        best = prefix;
      }
    }
    if (best.isEmpty()) {
      return Optional.empty();
    }
    String rest = path.substring(best.length()).replaceFirst("^/", "");
    String to = String.valueOf(project.workerPaths().get(best));
    return Optional.of(
        to.isEmpty() || to.equals(".") ? rest : to.replaceFirst("/$", "") + "/" + rest);
  }

  private Optional<Set<String>> check(String file, String text, String type) {
    Problems inside = new Problems();
    Optional<Node> node = YamlReader.readOne(file, text, inside);
    problems.addAll(inside);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof Node.Mapping mapping)) {
      problems.error(node.get().at(), node.get().describe(), "is no pod; write a mapping");
      return Optional.empty();
    }
    String kind = type.substring("V1".length());
    if (mapping.get("kind").orElse(null) instanceof Node.Scalar written
        && !written.text().equals(kind)) {
      problems.error(written.at(), written.text(), "is not what goes here; write kind: " + kind);
      return Optional.empty();
    }
    Optional<Value> pod =
        values.read(new ValueType.Kubernetes(type), mapping, file, Braces.LITERAL);
    owners(mapping);
    if (mapping.get("spec").orElse(null) instanceof Node.Mapping spec) {
      mainContainer(spec);
    }
    return pod.map(PodTemplates::volumes);
  }

  /** A second live owner would keep what the run created after the run's owner is gone. */
  void owners(Node.Mapping object) {
    if (object.get("metadata").orElse(null) instanceof Node.Mapping metadata) {
      metadata
          .entry("ownerReferences")
          .ifPresent(
              e ->
                  problems.error(
                      e.key().at(),
                      "ownerReferences",
                      "a second owner keeps the pod alive after the run's is gone; remove it"));
    }
  }

  private void mainContainer(Node.Mapping spec) {
    if (!(spec.get("containers").orElse(null) instanceof Node.Sequence containers)) {
      return;
    }
    for (int i = 1; i < containers.items().size(); i++) {
      if (containers.items().get(i) instanceof Node.Mapping container
          && container.get("name").orElse(null) instanceof Node.Scalar name
          && name.text().equals("base")) {
        problems.error(
            name.at(),
            "base",
            "the operator merges its container into the first one, whatever its name; put base"
                + " first");
      }
    }
  }

  /** The names of a pod's volumes, whether it is an object or plain content. */
  static Set<String> volumes(Value pod) {
    Set<String> names = new LinkedHashSet<>();
    if (field(field(pod, "spec"), "volumes") instanceof Value.Items volumes) {
      for (Value volume : volumes.items()) {
        if (field(volume, "name") instanceof Value.Text name) {
          names.add(name.text());
        }
      }
    }
    return names;
  }

  /** A field of an object or of plain content; null if there is none. */
  static @Nullable Value field(@Nullable Value object, String name) {
    if (object instanceof Value.KubernetesObject kubernetes) {
      return kubernetes.get(name).orElse(null);
    }
    if (object instanceof Value.Dict dict) {
      for (Value.Entry entry : dict.entries()) {
        if (entry.name().equals(name)) {
          return entry.value();
        }
      }
    }
    return null;
  }
}
