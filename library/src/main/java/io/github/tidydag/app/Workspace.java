package io.github.tidydag.app;

import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.ConfigReader;
import io.github.tidydag.spec.ProjectConfig;
import io.github.tidydag.spec.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds and reads the configuration that holds for a folder; each file is read once. */
final class Workspace {
  static final String CONFIG = ".tidydag.yaml";

  /**
   * A configuration.
   *
   * @param file empty if there is none
   * @param folder where it is; the folder asked for if there is none
   */
  record Found(ProjectConfig config, Optional<Path> file, Path folder, Problems problems) {}

  private final Tables tables;
  private final Optional<Path> given;
  private final Optional<String> profile;
  private final Map<Path, Found> byFile = new ConcurrentHashMap<>();

  Workspace(Tables tables, Optional<Path> given, Optional<String> profile) {
    this.tables = tables;
    this.given = given;
    this.profile = profile;
  }

  /** The configuration given, else the nearest one upwards. */
  Found of(Path folder) {
    Optional<Path> file = given.or(() -> upwards(folder.toAbsolutePath().normalize()));
    if (file.isEmpty()) {
      Problems problems = new Problems();
      return new Found(ConfigReader.absent(profile, problems), Optional.empty(), folder, problems);
    }
    return byFile.computeIfAbsent(file.get(), this::read);
  }

  private static Optional<Path> upwards(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      Path file = at.resolve(CONFIG);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private Found read(Path file) {
    Problems problems = new Problems();
    try {
      ProjectConfig config =
          ConfigReader.read(PathNames.shown(file), TextFiles.read(file), profile, tables, problems);
      Path parent = file.toAbsolutePath().normalize().getParent();
      return new Found(config, Optional.of(file), parent == null ? file : parent, problems);
    } catch (IOException e) {
      throw TidydagException.files(PathNames.shown(file) + ": " + TextFiles.reason(e), e);
    }
  }
}
