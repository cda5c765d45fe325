package io.github.tidydag.render;

import io.github.tidydag.cleanup.DagPlan.SparkSettings;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The SparkApplication that a task hands to the operator: the user's, with what cleanup needs where
 * the user does not say it. A file keeps its text and its Jinja; lines are put in, none is changed.
 */
final class SparkApplicationText {
  private static final String UPLOAD_COMMENT =
      "Files go to "
          + "spark-upload-* folders there; nothing deletes them: set a lifecycle rule on the store.";

  private SparkApplicationText() {}

  /** The parts of a written application. */
  record Application(
      String apiVersion, Object metadata, Object spec, Optional<String> uploadComment) {}

  static Application inline(Task.SparkTask task, Node.Mapping written, SparkSettings settings) {
    Map<String, Object> tree = Trees.map(written);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name(task, tree));
    if (!settings.namespace().isEmpty()) {
      metadata.put("namespace", settings.namespace());
    }
    Trees.child(tree, "metadata").forEach(metadata::putIfAbsent);
    Map<String, Object> spec =
        written.get("spec").orElse(null) instanceof Node.Mapping own
            ? Trees.map(settings.completed(own, task))
            : Trees.child(tree, "spec");
    return new Application(
        String.valueOf(tree.getOrDefault("apiVersion", "sparkoperator.k8s.io/v1beta2")),
        metadata,
        spec,
        task.fileUpload().map(u -> UPLOAD_COMMENT));
  }

  /** A name that Kubernetes takes, from the application or the task. */
  static String name(Task.SparkTask task, Map<String, Object> tree) {
    Object own = Trees.child(tree, "metadata").get("name");
    return own instanceof String text ? text : KubernetesNames.name(task.id(), 54);
  }

  /**
   * The text of a file, with the lines that it lacks, right below the key that they belong to:
   * above whatever Jinja makes conditional.
   *
   * @throws UnfinishedFile if the text with them would not say just what it said and them
   */
  static String file(Task.SparkTask task, Task.SparkManifest.File file, SparkSettings settings) {
    if (file.masked().isEmpty()
        || !(file.masked().get().get("spec").orElse(null) instanceof Node.Mapping spec)) {
      return file.text();
    }
    Node.Entry specEntry = file.masked().get().entry("spec").orElseThrow();
    Map<Integer, List<String>> insertions = new TreeMap<>();
    Map<String, Object> expected = Trees.map(file.masked().get());
    expected.put("spec", Trees.map(settings.completed(spec, task)));
    settings
        .timeToLive()
        .ifPresent(
            ttl -> {
              if (spec.get("timeToLiveSeconds").isEmpty()) {
                insert(insertions, specEntry, spec, "timeToLiveSeconds: " + ttl.toSeconds());
              }
              if (spec.get("restartPolicy").isEmpty()) {
                insert(insertions, specEntry, spec, "restartPolicy: {type: Never}");
              }
            });
    task.fileUpload()
        .ifPresent(
            upload -> {
              String line =
                  YamlText.scalar(Task.FileUpload.CONF) + ": " + YamlText.scalar(upload.path());
              if (spec.get("sparkConf").orElse(null) instanceof Node.Mapping written
                  && !written.entries().isEmpty()) {
                Node.Entry key = spec.entry("sparkConf").orElseThrow();
                insert(insertions, key, written, "# " + UPLOAD_COMMENT);
                insert(insertions, key, written, line);
              } else {
                insert(insertions, specEntry, spec, "# " + UPLOAD_COMMENT);
                insert(insertions, specEntry, spec, "sparkConf: {" + line + "}");
              }
            });
    if (insertions.isEmpty()) {
      return file.text();
    }
    List<String> out = new ArrayList<>();
    String[] lines = file.text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      out.add(lines[i]);
      out.addAll(insertions.getOrDefault(i + 1, List.of()));
    }
    String text = String.join("\n", out);
    Problems problems = new Problems();
    Optional<Node> read = YamlReader.readOneMasked(file.path(), text, problems);
    if (problems.hasErrors()
        || !(read.orElse(null) instanceof Node.Mapping mapping)
        || !Trees.map(mapping).equals(expected)) {
      throw new UnfinishedFile(
          file.at(),
          file.path(),
          "cannot be given the lines that it lacks ("
              + insertions.values().stream()
                  .flatMap(List::stream)
                  .map(String::strip)
                  .filter(l -> !l.startsWith("#"))
                  .collect(Collectors.joining(", "))
              + "); write them into the file, or its spec in block style");
    }
    return text;
  }

  private static void insert(
      Map<Integer, List<String>> insertions, Node.Entry key, Node.Mapping mapping, String line) {
    int column = mapping.entries().get(0).key().at().column();
    insertions
        .computeIfAbsent(key.key().at().line(), l -> new ArrayList<>())
        .add(" ".repeat(column - 1) + line);
  }
}
