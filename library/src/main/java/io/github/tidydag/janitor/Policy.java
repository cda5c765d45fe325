package io.github.tidydag.janitor;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much proof is enough. */
public enum Policy {
  /** Seven days after the end, and nothing whose driver cannot be seen. */
  CONSERVATIVE(Duration.ofDays(7), Optional.empty(), false),
  /** A day after the end, and nothing whose driver cannot be seen. */
  STANDARD(Duration.ofDays(1), Optional.empty(), false),
  /** An hour after the end; after 30 days where no driver can be seen; restored copies, too. */
  AGGRESSIVE(Duration.ofHours(1), Optional.of(Duration.ofDays(30)), true);

  private final Duration minAge;
  private final Optional<Duration> ageWithoutDriver;
  private final boolean takesRestored;

  Policy(Duration minAge, Optional<Duration> ageWithoutDriver, boolean takesRestored) {
    this.minAge = minAge;
    this.ageWithoutDriver = ageWithoutDriver;
    this.takesRestored = takesRestored;
  }

  /** The policy that a user calls so; empty if there is none. */
  public static Optional<Policy> of(String word) {
    return Stream.of(values()).filter(policy -> policy.word().equals(word)).findFirst();
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
   * How old something without an owner must be when no driver can be seen: one outside of the
   * cluster is seen by nothing but its executors. Empty for never.
   */
  public Optional<Duration> ageWithoutDriver() {
    return ageWithoutDriver;
  }

  /** Whether copies that a backup restored may go. */
  public boolean takesRestored() {
    return takesRestored;
  }
}
