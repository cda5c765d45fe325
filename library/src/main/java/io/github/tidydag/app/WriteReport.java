package io.github.tidydag.app;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a user asked to have in a file. */
public final class WriteReport {
  private WriteReport() {}

  /**
   * Writes a text, over an older one too, and makes the folders that it lies in.
   *
   * @throws TidydagException if it cannot be written
   */
  public static void write(Path file, String text) {
    try (Writer out = writer(file)) {
      out.write(text);
    } catch (IOException e) {
      throw TidydagException.files(
          PathNames.shown(file) + ": cannot be written: " + TextFiles.reason(e), e);
    }
  }

  static Writer writer(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }
}
