package io.github.tidydag.app;

import io.github.tidydag.lint.Glob;
import java.nio.file.Path;
import java.util.List;

/**
 * Which files of a folder are wanted, by patterns as {@code .gitignore} has them.
 *
 * @param folder that the patterns are seen from
 * @param includes at least one must match
 * @param excludes none may match
 */
public record Selection(Path folder, List<Glob> includes, List<Glob> excludes) {
  public Selection {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }

  /** A selection by the texts of patterns. */
  public static Selection of(Path folder, List<String> includes, List<String> excludes) {
    return new Selection(
        folder, includes.stream().map(Glob::of).toList(), excludes.stream().map(Glob::of).toList());
  }

  /** Whether a file is wanted. */
  public boolean takes(Path file) {
    String name = PathNames.from(folder, file);
    return includes.stream().anyMatch(glob -> glob.matches(name))
        && excludes.stream().noneMatch(glob -> glob.matches(name));
  }
}
