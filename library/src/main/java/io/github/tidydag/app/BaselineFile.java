package io.github.tidydag.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.lint.Baseline;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.text.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A baseline as JSON. Files are named as seen from its folder, so that it can be committed. */
public final class BaselineFile {
  private static final int VERSION = 1;

  private final Path file;

  /** The baseline of that path. */
  public BaselineFile(Path file) {
    this.file = file;
  }

  /**
   * What it holds.
   *
   * @throws TidydagException if it cannot be read
   */
  public Baseline read() {
    String text;
    try {
      text = TextFiles.read(file);
    } catch (IOException e) {
      throw TidydagException.files(
          PathNames.shown(file)
              + ": "
              + TextFiles.reason(e)
              + "; tidydag baseline create "
              + file
              + " makes one",
          e);
    }
    try {
      JsonNode root = new ObjectMapper().readTree(text);
      if (root.path("version").asInt() != VERSION || !root.path("findings").isArray()) {
        throw unreadable("it has no version " + VERSION + " with findings");
      }
      List<Baseline.Entry> entries = new ArrayList<>();
      for (JsonNode entry : root.path("findings")) {
        entries.add(
            new Baseline.Entry(
                text(entry, "fingerprint"),
                text(entry, "rule"),
                text(entry, "file"),
                text(entry, "object"),
                text(entry, "path"),
                Math.max(1, entry.path("count").asInt(1))));
      }
      return new Baseline(entries);
    } catch (JsonProcessingException e) {
      throw unreadable("it is no JSON (" + e.getOriginalMessage() + ")");
    }
  }

  private String text(JsonNode entry, String key) {
    String text = entry.path(key).asText();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) { // JSON can name half a character
      throw unreadable("a " + key + " in it holds half a character");
    }
    return text;
  }

  private TidydagException unreadable(String reason) {
    return TidydagException.configuration(
        PathNames.shown(file)
            + ": is no baseline: "
            + reason
            + "; mend it, or make it anew with tidydag baseline create");
  }

  /**
   * Writes a new one.
   *
   * @throws TidydagException if there is one already, or it cannot be written
   */
  public void create(Baseline baseline) {
    if (Files.exists(file)) {
      throw TidydagException.files(
          PathNames.shown(file) + ": is there already; tidydag baseline update renews it", null);
    }
    write(baseline);
  }

  /**
   * Writes it.
   *
   * @throws TidydagException if it cannot be written
   */
  public void write(Baseline baseline) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", VERSION);
    ArrayNode findings = root.putArray("findings");
    for (Baseline.Entry entry : baseline.entries()) {
      ObjectNode node = findings.addObject();
      node.put("rule", entry.rule());
      node.put("file", entry.file());
      node.put("object", entry.object());
      node.put("path", entry.path());
      node.put("fingerprint", entry.fingerprint());
      if (entry.count() > 1) {
        node.put("count", entry.count());
      }
    }
    try {
      Files.writeString(file, JsonText.of(root), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw TidydagException.files(
          PathNames.shown(file) + ": cannot be written: " + TextFiles.reason(e), e);
    }
  }

  /** A baseline of these findings. */
  public Baseline of(Collection<Finding> findings) {
    return Baseline.of(findings, this::name);
  }

  /** What was found and is not in a baseline. */
  public Baseline.Comparison compare(Baseline baseline, Collection<Finding> findings) {
    return baseline.compare(findings, this::name);
  }

  /** Whether a file that the baseline names so was looked at, or is gone. */
  public Predicate<String> lookedAt(Set<String> files) {
    Set<String> seen = new HashSet<>();
    files.forEach(file -> seen.add(name(file)));
    return name -> seen.contains(name) || (!isStdin(name) && !Files.exists(folder().resolve(name)));
  }

  private String name(String shown) {
    return isStdin(shown) ? shown : PathNames.from(folder(), Path.of(shown));
  }

  private static boolean isStdin(String name) {
    return name.startsWith("<");
  }

  private Path folder() {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("").toAbsolutePath() : parent;
  }
}
