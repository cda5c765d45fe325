package io.github.tidydag.uploads;

import io.github.tidydag.janitor.Verdict;
import java.util.List;
import java.util.Set;

/**
 * What was found below a path, and what became of it.
 *
 * @param path as configured
 * @param mayDelete whether a program is configured that deletes there
 * @param folders all that were found
 * @param deleted names of folders that are gone now
 * @param failures what went wrong, in words
 */
public record ClearedStore(
    String path,
    boolean mayDelete,
    List<JudgedFolder> folders,
    Set<String> deleted,
    List<String> failures) {
  public ClearedStore {
    folders = List.copyOf(folders);
    deleted = Set.copyOf(deleted);
    failures = List.copyOf(failures);
  }

  /** What may go. */
  public List<JudgedFolder> garbage() {
    return folders.stream().filter(f -> f.verdict() == Verdict.ORPHAN).toList();
  }
}
