package io.github.tidydag.janitor;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How much proof is enough. */
public enum Policy {
  /** Seven days after the end, and nothing without an owner. */
  CONSERVATIVE(Duration.ofDays(7), Optional.empty(), false),
  /** A day after the end; without an owner, after 30 days. */
  STANDARD(Duration.ofDays(1), Optional.of(Duration.ofDays(30)), false),
  /** An hour after the end; without an owner, restored copies too, after seven days. */
  AGGRESSIVE(Duration.ofHours(1), Optional.of(Duration.ofDays(7)), true);

  private final Duration minAge;
  private final Optional<Duration> unownedAge;
  private final boolean takesRestored;

  Policy(Duration minAge, Optional<Duration> unownedAge, boolean takesRestored) {
    this.minAge = minAge;
    this.unownedAge = unownedAge;
    this.takesRestored = takesRestored;
  }

  /** What a user calls it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How long ago something must have ended. */
  public Duration minAge() {
    return minAge;
  }

  /**
   * How old something without an owner must be when no driver can be found: a driver outside of the
   * cluster is seen by nothing but its executors. Empty for never.
   */
  public Optional<Duration> unownedAge() {
    return unownedAge;
  }

  /** Whether copies that a backup restored may go. */
  public boolean takesRestored() {
    return takesRestored;
  }
}
