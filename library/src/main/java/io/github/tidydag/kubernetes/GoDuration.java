package io.github.tidydag.kubernetes;

import java.time.Duration;
import java.util.Optional;

/**
 * A duration as Go writes it: {@code 1h30m}, {@code -1.5h}, {@code 100ms}. Reads what {@code
 * time.ParseDuration} of Go 1.26 reads, to the nanosecond, and nothing else.
 */
public final class GoDuration {
  /** 2^63, one more than the nanoseconds of the longest duration; as unsigned as all longs here. */
  private static final long TOO_MANY = Long.MIN_VALUE;

  private final String text;
  private int at;

  private GoDuration(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** The duration; empty if Go refuses the text. */
  public static Optional<Duration> parse(String text) {
    boolean negative = text.startsWith("-");
    int start = negative || text.startsWith("+") ? 1 : 0;
    if (text.length() == start + 1 && text.charAt(start) == '0') {
      return Optional.of(Duration.ZERO); // all that needs no unit
    }
    if (text.length() == start) {
      return Optional.empty();
    }
    GoDuration reading = new GoDuration(text, start);
    long sum = 0;
    while (reading.at < text.length()) {
      Optional<Long> part = reading.part();
      if (part.isEmpty()) {
        return Optional.empty();
      }
      sum += part.get();
      if (isMoreThan(sum, TOO_MANY)) {
        return Optional.empty();
      }
    }
    if (negative) {
      return Optional.of(Duration.ofNanos(-sum)); // -2^63 negates to itself, as it does in Go
    }
    return sum == TOO_MANY ? Optional.empty() : Optional.of(Duration.ofNanos(sum));
  }

  /** The nanoseconds of the next number and its unit, up to {@link #TOO_MANY}. */
  private Optional<Long> part() {
    int start = at;
    Optional<Long> whole = whole();
    boolean digits = at > start;
    long fraction = 0;
    double scale = 1;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      for (boolean exact = true; isDigit(); at++) {
        digits = true;
        long longer = fraction * 10 + text.charAt(at) - '0';
        exact =
            exact && !isMoreThan(fraction, Long.MAX_VALUE / 10) && !isMoreThan(longer, TOO_MANY);
        if (exact) {
          fraction = longer;
          scale *= 10;
        }
      }
    }
    long unit = digits ? unit() : 0;
    if (unit == 0
        || whole.isEmpty()
        || isMoreThan(whole.get(), Long.divideUnsigned(TOO_MANY, unit))) {
      return Optional.empty();
    }
    // fraction is 2^63 at most, and that only with 19 digits: as a double the same with either sign
    long nanos = whole.get() * unit + (long) (Math.abs((double) fraction) * (unit / scale));
    return isMoreThan(nanos, TOO_MANY) ? Optional.empty() : Optional.of(nanos);
  }

  /** The digits before the point; empty if they are more than {@link #TOO_MANY}. */
  private Optional<Long> whole() {
    long number = 0;
    for (; isDigit(); at++) {
      if (isMoreThan(number, Long.divideUnsigned(TOO_MANY, 10))) {
        return Optional.empty();
      }
      number = number * 10 + text.charAt(at) - '0';
      if (isMoreThan(number, TOO_MANY)) {
        return Optional.empty();
      }
    }
    return Optional.of(number);
  }

  /** The nanoseconds of the unit, which ends at the next digit or point; 0 if there is none. */
  private long unit() {
    int start = at;
    while (at < text.length() && !isDigit() && text.charAt(at) != '.') {
      at++;
    }
    return switch (text.substring(start, at)) {
      case "ns" -> 1;
      case "us", "\u00b5s", "\u03bcs" -> 1_000; // the sign for micro, and the Greek letter
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 0;
    };
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean isMoreThan(long number, long other) {
    return Long.compareUnsigned(number, other) > 0;
  }
}
