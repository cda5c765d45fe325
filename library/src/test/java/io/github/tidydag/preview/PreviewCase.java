package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.tables.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A case of {@code testbed/airflow/preview/cases}; test_preview.py reads the same files. */
record PreviewCase(String name, JsonNode data) {
  private static final Path TESTBED = Path.of("..", "testbed", "airflow");

  static List<PreviewCase> all() {
    try (Stream<Path> files = Files.list(TESTBED.resolve("preview").resolve("cases"))) {
      return files.sorted().map(PreviewCase::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The providers of the environments, oldest first. */
  static List<Version> providers() {
    try {
      return Files.readAllLines(TESTBED.resolve("environments.tsv")).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Version.parse(line.split("\t", -1)[1]))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PreviewCase read(Path file) {
    try {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      JsonNode data = new ObjectMapper().valueToTree(tree);
      return new PreviewCase(data.path("name").asText(), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code only: ">=10.5.0"} or {@code only: "<10.5.0"}. */
  boolean isFor(Version provider) {
    String only = data.path("only").asText("");
    if (only.startsWith(">=")) {
      return provider.compareTo(Version.parse(only.substring(2))) >= 0;
    }
    return only.isEmpty() || provider.compareTo(Version.parse(only.substring(1))) < 0;
  }

  boolean fails() {
    return data.path("fails").asBoolean();
  }

  PodRequest request() {
    Map<String, JsonNode> arguments = new LinkedHashMap<>();
    data.path("arguments")
        .properties()
        .forEach(entry -> arguments.put(entry.getKey(), entry.getValue()));
    return new PodRequest(
        data.has("template") ? data.get("template") : null,
        object("dict"),
        object("full_pod_spec"),
        arguments,
        data.path("task_id").asText("task"),
        data.path("dag_id").asText("dag"),
        data.path("in_run").asBoolean());
  }

  private @Nullable ObjectNode object(String key) {
    return data.get(key) instanceof ObjectNode found ? found : null;
  }

  /** What Python is to compare with: the pod, or the reason why there is none. */
  ObjectNode result(Version provider) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    try {
      PodPreview preview = PodPreview.of(request(), provider);
      result.set("pod", preview.pod());
    } catch (UnusablePod e) {
      result.put("fails", e.pointer() + ": " + e.getMessage());
    }
    return result;
  }
}
