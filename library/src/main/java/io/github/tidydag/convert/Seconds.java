package io.github.tidydag.convert;

/** Seconds as a spec writes them. */
final class Seconds {
  private Seconds() {}

  /** The shortest text of a spec's duration: {@code 90s}, {@code 5m}, {@code 2h}. */
  static String asText(long seconds) {
    if (seconds != 0 && seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    if (seconds != 0 && seconds % 60 == 0) {
      return seconds / 60 + "m";
    }
    return seconds + "s";
  }
}
