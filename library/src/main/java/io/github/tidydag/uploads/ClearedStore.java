package io.github.tidydag.uploads;

import io.github.tidydag.janitor.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was found below a path, and what became of it.
 *
 * @param path as configured
 * @param folders all that were found
 * @param deleted names of folders that are gone now
 * @param failure what went wrong; empty if nothing did
 */
public record ClearedStore(
    String path, List<JudgedFolder> folders, Set<String> deleted, Optional<String> failure) {
  public ClearedStore {
    folders = List.copyOf(folders);
    deleted = Set.copyOf(deleted);
  }

  /** What may go. */
  public List<JudgedFolder> garbage() {
    return folders.stream().filter(f -> f.verdict() == Verdict.ORPHAN).toList();
  }

  /** Whether all was read, and all that was to go is gone. */
  public boolean isComplete() {
    return failure.isEmpty();
  }
}
