package io.github.tidydag.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.janitor.ClusterSnapshot;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.ObjectLists;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.ResourceReader;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what {@code kubectl get -o json|yaml} wrote. JSON may be of any size. */
final class DumpFiles {
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);

  private DumpFiles() {}

  /**
   * Reads a file, or all of a folder.
   *
   * @param isComplete whether a kind that is not in the dump was not in the cluster
   * @throws TidydagException if something cannot be read
   */
  static ClusterSnapshot read(Path dump, boolean isComplete, Instant now) {
    DumpFiles files = new DumpFiles();
    files(dump).forEach(files::add);
    List<Gap> gaps = new ArrayList<>();
    for (ResourceKind kind : ResourceKind.values()) {
      if (!isComplete && kind.decides() && !files.kinds.contains(kind)) {
        gaps.add(
            new Gap(
                "",
                kind,
                "the dump holds none; dump them too, or say with --complete that there are none"));
      }
    }
    return new ClusterSnapshot(
        "dump " + Names.shown(dump), now, List.copyOf(files.resources.values()), gaps, Set.of());
  }

  private static List<Path> files(Path dump) {
    if (!Files.isDirectory(dump)) {
      return List.of(dump);
    }
    try (Stream<Path> walk = Files.walk(dump)) {
      List<Path> found =
          walk.filter(Files::isRegularFile)
              .filter(file -> isJson(file) || name(file).matches(".*\\.ya?ml"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw TidydagException.files(
            Names.shown(dump) + ": holds no .json or .yaml; write one with kubectl get -o json",
            null);
      }
      return found;
    } catch (IOException e) {
      throw TidydagException.files(
          Names.shown(dump) + ": cannot be listed: " + TextFiles.reason(e), e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  private static boolean isJson(Path file) {
    return name(file).endsWith(".json");
  }

  private void add(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (isJson(file)) {
        ObjectLists.read(in, this::take);
      } else {
        yaml(file, TextFiles.read(in));
      }
    } catch (JsonProcessingException e) {
      throw TidydagException.files(
          Names.shown(file)
              + ":"
              + e.getLocation().getLineNr()
              + ":"
              + e.getLocation().getColumnNr()
              + " is no JSON, or breaks off; write it again with kubectl get -o json",
          e);
    } catch (IOException e) {
      throw TidydagException.files(
          Names.shown(file) + ": cannot be read: " + TextFiles.reason(e), e);
    }
  }

  private void yaml(Path file, String text) {
    Problems problems = new Problems();
    List<Node> documents = YamlReader.readAll(Names.shown(file), text, problems);
    if (problems.hasErrors()) {
      throw TidydagException.files(
          problems.sorted().get(0) + "; large dumps are read from kubectl get -o json only", null);
    }
    for (Node document : documents) {
      JsonNode object = PodJson.template(document);
      if (object.path("items").isArray()) {
        String kind = object.path("kind").asText();
        object
            .path("items")
            .forEach(
                item ->
                    take(item, object.path("apiVersion").asText(), kind.replaceFirst("List$", "")));
      } else {
        take(object, "", "");
      }
    }
  }

  private void take(JsonNode object, String apiVersion, String kind) {
    String own = object.path("kind").asText();
    String ownVersion = object.path("apiVersion").asText();
    ResourceKind.of(ownVersion.isEmpty() ? apiVersion : ownVersion, own.isEmpty() ? kind : own)
        .ifPresent(kinds::add);
    ResourceReader.read(object, apiVersion, kind).ifPresent(r -> resources.put(r.uid(), r));
  }
}
