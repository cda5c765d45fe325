package io.github.tidydag.tables;

import java.util.Optional;

/**
 * Versions over which a fact holds, both ends included.
 *
 * @param from the first version
 * @param to the last version; empty if the newest one known has it too
 */
public record VersionRange(Version from, Optional<Version> to) {
  /** Whether the fact holds in a version; newer versions than any known count as the newest. */
  public boolean contains(Version version) {
    return version.isAtLeast(from) && (to.isEmpty() || to.get().isAtLeast(version));
  }

  /** {@code since 10.20.0}, {@code 7.2.0 to 9.0.1} or {@code only 4.4.0}. */
  @Override
  public String toString() {
    return to.map(end -> end.equals(from) ? "only " + from : from + " to " + end)
        .orElse("since " + from);
  }
}
