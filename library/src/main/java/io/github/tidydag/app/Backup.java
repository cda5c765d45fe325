package io.github.tidydag.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A file with all that was to be deleted, an object in a line, which its owner alone can read.
 *
 * @param saved resourceVersions by uid
 */
record Backup(Path file, Map<String, String> saved) {
  private static final int FORMAT = 1;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();

  Backup {
    saved = Map.copyOf(saved);
  }

  /**
   * The file's first line.
   *
   * @param cluster name and address
   */
  record Header(String cluster, Instant taken, String version) {}

  /** Gives objects, one after the other. */
  @FunctionalInterface
  interface Source {
    void read(Consumer<ObjectNode> sink);
  }

  /**
   * Writes a new file, and returns when the disk has it.
   *
   * @throws TidydagException if it cannot be written; then there is none
   */
  static Backup write(Path folder, Header header, Source source) {
    Path file = create(folder, "tidydag-backup-" + TIME.format(header.taken()));
    Map<String, String> saved = new HashMap<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
      line(
          JSON.createObjectNode()
              .put("format", FORMAT)
              .put("tidydag", header.version())
              .put("cluster", header.cluster())
              .put("taken", header.taken().toString()),
          out);
      source.read(
          object -> {
            ObjectNode metadata = (ObjectNode) object.get("metadata");
            metadata.remove("managedFields");
            line(object, out);
            saved.put(metadata.path("uid").asText(), metadata.path("resourceVersion").asText());
          });
      out.flush();
      channel.force(true);
      synchronize(folder);
    } catch (IOException e) {
      throw failed(drop(file), e);
    } catch (UncheckedIOException e) {
      throw failed(drop(file), Objects.requireNonNull(e.getCause()));
    } catch (RuntimeException e) {
      drop(file);
      throw e;
    }
    return new Backup(file, saved);
  }

  /** A new file, also where another janitor makes one in the same millisecond. */
  private static Path create(Path folder, String name) {
    Path file = folder.resolve(name + ".jsonl");
    try {
      Files.createDirectories(folder);
      for (int i = 2; true; i++) {
        try {
          return Files.createFile(file, forTheOwner());
        } catch (FileAlreadyExistsException e) {
          file = folder.resolve(name + "-" + i + ".jsonl");
        }
      }
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static FileAttribute<?>[] forTheOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void line(JsonNode object, Writer out) {
    try {
      out.write(object.toString());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the disk know the file by its name, too; Windows has no such thing. */
  private static void synchronize(Path folder) throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Removes what is not whole, and tells what that was. */
  private static Path drop(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // it stays, with what could be written
    }
    return file;
  }

  private static TidydagException failed(Path file, IOException e) {
    return TidydagException.cluster(
        "backup "
            + PathNames.shown(file)
            + ": cannot be written: "
            + TextFiles.reason(e)
            + "; nothing was deleted",
        e);
  }

  /**
   * Reads a file, an object at a time.
   *
   * @throws TidydagException if it cannot be read, or is no backup, or not a whole one
   */
  static Header read(Path file, Consumer<ObjectNode> sink) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      ObjectNode header = object(String.valueOf(lines.readLine()), 1);
      if (header.path("format").asInt() != FORMAT || !header.has("cluster")) {
        throw new IOException(
            "is no backup of the janitor's; name a file that janitor apply has written");
      }
      Instant taken = Instant.parse(header.path("taken").asText());
      int number = 2;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sink.accept(object(line, number++));
      }
      return new Header(header.path("cluster").asText(), taken, header.path("tidydag").asText());
    } catch (IOException e) {
      throw TidydagException.files(
          PathNames.shown(file) + ": cannot be read: " + TextFiles.reason(e), e);
    } catch (DateTimeException e) {
      throw TidydagException.files(
          PathNames.shown(file) + ": cannot be read: its time is no time", e);
    }
  }

  private static ObjectNode object(String line, int number) throws IOException {
    try {
      if (JSON.readTree(line) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // what is in it is nobody's business
    }
    throw new IOException("line " + number + " is no object; the file is damaged, or another one");
  }
}
