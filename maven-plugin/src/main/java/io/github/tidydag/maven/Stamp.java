package io.github.tidydag.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells whether what the plugin itself is made of has changed: its jars, and those it depends on.
 */
final class Stamp {
  private Stamp() {}

  /** Size and time of a jar, or of all files of a folder, as a reactor has it before packaging. */
  static String of(URL url) {
    try {
      Path path = Path.of(url.toURI());
      if (!Files.isDirectory(path)) {
        return of(path);
      }
      try (Stream<Path> files = Files.walk(path)) {
        return files
            .filter(Files::isRegularFile)
            .sorted()
            .map(Stamp::of)
            .collect(Collectors.joining("\n"));
      }
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      return url + " " + e;
    }
  }

  private static String of(Path file) {
    try {
      return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
