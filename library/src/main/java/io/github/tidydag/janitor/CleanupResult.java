package io.github.tidydag.janitor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of a plan.
 *
 * @param deleted what was deleted
 * @param gone what somebody else had deleted
 * @param kept what was to be deleted and was not
 * @param missing rights that the account lacks to delete
 * @param unread what decides and could not be read, which keeps all that is there
 * @param backup where all that was to be deleted is written down; empty if nothing was
 * @param stopped why the rest was not even tried; empty if all was
 */
public record CleanupResult(
    List<CleanupPlan.Deletion> deleted,
    List<Resource> gone,
    List<Kept> kept,
    List<Right> missing,
    List<Gap> unread,
    Optional<Path> backup,
    Optional<String> stopped) {
  public CleanupResult {
    deleted = List.copyOf(deleted);
    gone = List.copyOf(gone);
    kept = List.copyOf(kept);
    missing = List.copyOf(missing);
    unread = List.copyOf(unread);
  }

  /** Something that stays, and why. */
  public record Kept(Resource resource, String reason, boolean isFailure) {
    /** Something that stays because it should. */
    public Kept(Resource resource, String reason) {
      this(resource, reason, false);
    }
  }

  /** A right to do something to a kind's objects in a namespace. */
  public record Right(String verb, ResourceKind kind, String namespace) {}

  /** Whether all was done that could rightly be done. */
  public boolean isComplete() {
    return missing.isEmpty()
        && unread.isEmpty()
        && stopped.isEmpty()
        && kept.stream().noneMatch(Kept::isFailure);
  }
}
