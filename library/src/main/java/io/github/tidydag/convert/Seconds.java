package io.github.tidydag.convert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, as Kubernetes, Go and a spec write them. */
final class Seconds {
  private static final Pattern PART =
      Pattern.compile("([0-9]*\\.?[0-9]+|[0-9]+\\.)(ns|us|µs|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");

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

  /**
   * The seconds of a Go duration such as {@code 1h30m}, rounded down and at least one, as the
   * operator's cron library does for {@code @every}.
   */
  static OptionalLong ofGo(String text) {
    if (text.length() > 40 || !WHOLE.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2))));
    }
    return OptionalLong.of(Math.max(1, sum.setScale(0, RoundingMode.DOWN).longValue()));
  }

  private static BigDecimal unit(String name) {
    return switch (name) {
      case "h" -> BigDecimal.valueOf(3600);
      case "m" -> BigDecimal.valueOf(60);
      case "s" -> BigDecimal.ONE;
      case "ms" -> BigDecimal.ONE.movePointLeft(3);
      case "ns" -> BigDecimal.ONE.movePointLeft(9);
      default -> BigDecimal.ONE.movePointLeft(6);
    };
  }
}
