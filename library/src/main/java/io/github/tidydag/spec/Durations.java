package io.github.tidydag.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as specs write them: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 2d}. */
public final class Durations {
  /** What to write, for messages. */
  public static final String FORM = "write a number and a unit, such as 30s, 5m, 1h30m or 2d";

  private static final Pattern WHOLE =
      Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

  private Durations() {}

  /** The duration; empty if the text is none. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = WHOLE.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(part(matcher, 1))
            .plusHours(part(matcher, 2))
            .plusMinutes(part(matcher, 3))
            .plusSeconds(part(matcher, 4)));
  }

  /** The shortest text that parses to the duration. */
  public static String format(Duration duration) {
    long seconds = duration.toSeconds();
    StringBuilder out = new StringBuilder();
    append(out, seconds / 86_400, 'd');
    append(out, seconds / 3_600 % 24, 'h');
    append(out, seconds / 60 % 60, 'm');
    append(out, seconds % 60, 's');
    return out.isEmpty() ? "0s" : out.toString();
  }

  private static void append(StringBuilder out, long amount, char unit) {
    if (amount > 0) {
      out.append(amount).append(unit);
    }
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
