package io.github.tidydag.tables;

import java.util.ArrayList;
import java.util.List;
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

  /** {@code since 10.20.0}, {@code from 7.2.0 to 9.0.1} or {@code only in 4.4.0}. */
  @Override
  public String toString() {
    return to.map(end -> end.equals(from) ? "only in " + from : "from " + from + " to " + end)
        .orElse("since " + from);
  }

  /**
   * The same versions in as few ranges as there can be.
   *
   * @param ranges oldest first
   * @param published all versions there are, oldest first: two ranges with none between are one
   */
  public static List<VersionRange> joined(List<VersionRange> ranges, List<Version> published) {
    List<VersionRange> joined = new ArrayList<>();
    for (VersionRange range : ranges) {
      VersionRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null
          && last.to().isPresent()
          && published.indexOf(range.from()) == published.indexOf(last.to().get()) + 1) {
        joined.set(joined.size() - 1, new VersionRange(last.from(), range.to()));
      } else {
        joined.add(range);
      }
    }
    return List.copyOf(joined);
  }
}
