package io.github.tidydag.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tidydag wrote to a folder: each file with its spec and SHA-256. */
final class OutputManifest {
  static final String NAME = ".tidydag-manifest.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Entry(String source, String sha256) {}

  private final Map<String, Entry> entries = new TreeMap<>();

  private OutputManifest() {}

  static OutputManifest read(Path folder) {
    OutputManifest manifest = new OutputManifest();
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return manifest;
    }
    try {
      JsonNode files = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8)).path("files");
      if (!files.isObject() || !files.valueStream().allMatch(OutputManifest::isEntry)) {
        throw notOurs(file, null);
      }
      files
          .properties()
          .forEach(
              e ->
                  manifest.entries.put(
                      e.getKey(),
                      new Entry(
                          e.getValue().path("spec").asText(),
                          e.getValue().path("sha256").asText())));
      return manifest;
    } catch (JsonProcessingException e) {
      throw notOurs(file, e);
    } catch (IOException e) {
      throw TidydagException.files(Names.shown(file) + ": " + TextFiles.reason(e), e);
    }
  }

  private static boolean isEntry(JsonNode entry) {
    return entry.path("spec").isTextual() && entry.path("sha256").isTextual();
  }

  private static TidydagException notOurs(Path file, @Nullable Exception cause) {
    return TidydagException.files(
        Names.shown(file) + ": is not what tidydag wrote; restore it, or remove the folder", cause);
  }

  boolean has(String path) {
    return entries.containsKey(path);
  }

  /** Paths below the folder; one that points elsewhere is nobody's. */
  List<String> paths() {
    return entries.keySet().stream().filter(OutputManifest::isBelow).toList();
  }

  private static boolean isBelow(String path) {
    return Stream.of(path.split("/", -1))
        .noneMatch(
            part ->
                part.isEmpty()
                    || part.equals(".")
                    || part.equals("..")
                    || part.indexOf('\\') >= 0
                    || part.indexOf('\0') >= 0);
  }

  String source(String path) {
    Entry entry = entries.get(path);
    return entry == null ? "" : entry.source();
  }

  void remove(String path) {
    entries.remove(path);
  }

  void put(String path, String source, String text) {
    entries.put(path, new Entry(source, sha256(text)));
  }

  String text(String version) {
    ObjectNode root = JSON.createObjectNode();
    root.put("tidydag", version);
    ObjectNode files = root.putObject("files");
    entries.forEach(
        (path, entry) ->
            files.putObject(path).put("sha256", entry.sha256()).put("spec", entry.source()));
    return root.toPrettyString().replace("\r\n", "\n") + "\n";
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
