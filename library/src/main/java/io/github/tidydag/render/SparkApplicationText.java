package io.github.tidydag.render;

import io.github.tidydag.cleanup.DagPlan.SparkSettings;
import io.github.tidydag.source.Node;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The SparkApplication that a task hands to the operator: the user's, with what cleanup needs where
 * the user does not say it. A file keeps its text and its Jinja; lines are put in, none is changed.
 */
final class SparkApplicationText {
  static final String UPLOAD_PATH = "spark.kubernetes.file.upload.path";

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
    Map<String, Object> spec = new LinkedHashMap<>(Trees.child(tree, "spec"));
    settings
        .timeToLive()
        .ifPresent(
            ttl -> {
              spec.putIfAbsent("timeToLiveSeconds", ttl.toSeconds());
              spec.putIfAbsent("restartPolicy", Map.of("type", "Never"));
            });
    task.fileUpload()
        .ifPresent(
            upload -> {
              Map<String, Object> conf = new LinkedHashMap<>(Trees.child(spec, "sparkConf"));
              conf.put(UPLOAD_PATH, upload.path());
              spec.put("sparkConf", conf);
            });
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

  /** The text of a file, with the lines that it lacks. */
  static String file(Task.SparkTask task, Task.SparkManifest.File file, SparkSettings settings) {
    if (file.masked().isEmpty()
        || !(file.masked().get().get("spec").orElse(null) instanceof Node.Mapping spec)) {
      return file.text();
    }
    Map<Integer, List<String>> insertions = new TreeMap<>();
    settings
        .timeToLive()
        .ifPresent(
            ttl -> {
              if (spec.get("timeToLiveSeconds").isEmpty()) {
                insert(insertions, spec, "timeToLiveSeconds: " + ttl.toSeconds());
              }
              if (spec.get("restartPolicy").isEmpty()) {
                insert(insertions, spec, "restartPolicy: {type: Never}");
              }
            });
    task.fileUpload()
        .ifPresent(
            upload -> {
              String line = YamlText.scalar(UPLOAD_PATH) + ": " + YamlText.scalar(upload.path());
              if (spec.get("sparkConf").orElse(null) instanceof Node.Mapping conf
                  && !conf.entries().isEmpty()) {
                insert(insertions, conf, "# " + UPLOAD_COMMENT);
                insert(insertions, conf, line);
              } else {
                insert(insertions, spec, "# " + UPLOAD_COMMENT);
                insert(insertions, spec, "sparkConf: {" + line + "}");
              }
            });
    if (insertions.isEmpty()) {
      return file.text();
    }
    List<String> out = new ArrayList<>();
    String[] lines = file.text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      out.addAll(insertions.getOrDefault(i + 1, List.of()));
      out.add(lines[i]);
    }
    return String.join("\n", out);
  }

  private static void insert(
      Map<Integer, List<String>> insertions, Node.Mapping mapping, String line) {
    Node.Entry first = mapping.entries().get(0);
    insertions
        .computeIfAbsent(first.key().at().line(), l -> new ArrayList<>())
        .add(" ".repeat(first.key().at().column() - 1) + line);
  }
}
