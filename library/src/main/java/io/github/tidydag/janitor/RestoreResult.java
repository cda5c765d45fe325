package io.github.tidydag.janitor;

import java.util.List;

/**
 * What became of a backup.
 *
 * @param created what is there again
 * @param left what is not, and why: it is there already, of a kind that was not asked for, or
 *     refused
 */
public record RestoreResult(List<Resource> created, List<CleanupResult.Kept> left) {
  public RestoreResult {
    created = List.copyOf(created);
    left = List.copyOf(left);
  }

  /** Whether nothing was refused. */
  public boolean isComplete() {
    return left.stream().noneMatch(CleanupResult.Kept::isFailure);
  }
}
