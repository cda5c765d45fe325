package io.github.tidydag.app;

import io.github.tidydag.tables.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What tidydag wrote to a folder: each file with its spec and SHA-256. Read and written without
 * Jackson, whose start would take longer than generating a DAG does.
 */
final class OutputManifest {
  static final String NAME = ".tidydag-manifest.json";

  /**
   * A file.
   *
   * @param before what it may still hold, of a run that did not come to its end
   */
  private record Entry(String source, String sha256, Optional<String> before) {}

  private final Map<String, Entry> entries = new TreeMap<>();

  private OutputManifest() {}

  static OutputManifest read(Path folder) {
    OutputManifest manifest = new OutputManifest();
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return manifest;
    }
    try {
      Json.parse(Files.readString(file, StandardCharsets.UTF_8))
          .get("files")
          .fields()
          .forEach(
              (path, entry) ->
                  manifest.entries.put(
                      path,
                      new Entry(
                          text(entry, "spec"), text(entry, "sha256"), entry.findText("before"))));
      return manifest;
    } catch (IllegalStateException e) {
      throw TidydagException.files(
          PathNames.shown(file) + ": is not what tidydag wrote; restore it, or remove the folder",
          e);
    } catch (IOException e) {
      throw TidydagException.files(PathNames.shown(file) + ": " + TextFiles.reason(e), e);
    }
  }

  private static String text(Json entry, String key) {
    Json found = entry.get(key);
    if (!found.isText()) {
      throw new IllegalStateException(key + " is no text");
    }
    return found.text();
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

  /** True if that is the text that tidydag wrote there. */
  boolean wrote(String path, String text) {
    Entry entry = entries.get(path);
    String sum = sha256(text);
    return entry != null && (entry.sha256().equals(sum) || entry.before().equals(Optional.of(sum)));
  }

  void remove(String path) {
    entries.remove(path);
  }

  /** Says that tidydag has written a file. */
  void put(String path, String source, String text) {
    entries.put(path, new Entry(source, sha256(text), Optional.empty()));
  }

  /** Says that tidydag is about to write a file. */
  void announce(String path, String source, String text, Optional<String> there) {
    entries.put(path, new Entry(source, sha256(text), there.map(OutputManifest::sha256)));
  }

  String text(String version) {
    StringBuilder out = new StringBuilder("{\n  \"tidydag\" : ");
    quote(out, version).append(",\n  \"files\" : {");
    String separator = "\n";
    for (Map.Entry<String, Entry> file : entries.entrySet()) {
      quote(out.append(separator).append("    "), file.getKey()).append(" : {\n");
      quote(out.append("      \"sha256\" : "), file.getValue().sha256()).append(",\n");
      file.getValue()
          .before()
          .ifPresent(sum -> quote(out.append("      \"before\" : "), sum).append(",\n"));
      quote(out.append("      \"spec\" : "), file.getValue().source()).append("\n    }");
      separator = ",\n";
    }
    return out.append(entries.isEmpty() ? " }\n}\n" : "\n  }\n}\n").toString();
  }

  private static StringBuilder quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"');
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
