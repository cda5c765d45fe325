package io.github.tidydag.app;

import java.nio.file.Path;

/** How paths are called in messages and files. */
public final class PathNames {
  private PathNames() {}

  /** A path as a user would type it from here. */
  public static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return slashes(
        absolute.startsWith(here) && !absolute.equals(here) ? here.relativize(absolute) : absolute);
  }

  /** A path seen from a folder, the same on every system. */
  static String from(Path folder, Path path) {
    Path base = folder.toAbsolutePath().normalize();
    Path absolute = path.toAbsolutePath().normalize();
    boolean sameRoot = java.util.Objects.equals(base.getRoot(), absolute.getRoot());
    return slashes(sameRoot ? base.relativize(absolute) : absolute);
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
