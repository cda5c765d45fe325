package io.github.tidydag.janitor;

import java.time.Duration;

/** Ages in words: the largest unit that fits. */
public final class Ages {
  private Ages() {}

  /** Such as {@code 9 days}. */
  public static String words(Duration age) {
    if (age.compareTo(Duration.ofDays(2)) >= 0) {
      return age.toDays() + " days";
    }
    if (age.compareTo(Duration.ofHours(2)) >= 0) {
      return age.toHours() + " hours";
    }
    if (age.compareTo(Duration.ofMinutes(2)) >= 0) {
      return age.toMinutes() + " minutes";
    }
    return age.toSeconds() + " seconds";
  }
}
