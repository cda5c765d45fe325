package io.github.tidydag.api;

import io.github.tidydag.source.Problem;
import java.util.List;
import java.util.Set;

/**
 * What became of an output folder.
 *
 * @param written files that are new or different, seen from the folder
 * @param removed files of DAGs that are no more
 * @param unchanged how many files were as they should be
 * @param warnings what works, but not as it reads
 */
public record Generated(
    Set<String> written, Set<String> removed, int unchanged, List<Problem> warnings) {
  public Generated {
    written = Set.copyOf(written);
    removed = Set.copyOf(removed);
    warnings = List.copyOf(warnings);
  }
}
