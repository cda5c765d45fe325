package io.github.tidydag.spark;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of memory as Spark reads them: a whole number and perhaps a unit, powers of 1024 all of
 * them. The grammar is that of {@code org.apache.spark.network.util.JavaUtils.byteStringAs}, the
 * same from Spark 2.4 to 4.1.
 */
public final class SparkMemory {
  private static final int MOST_DIGITS = 15;
  private static final Pattern KUBERNETES =
      Pattern.compile(
          "([0-9]{1,9})(?:\\.([0-9]{1,3}))?\\s*([kmgtp])(?:i?b?)", Pattern.CASE_INSENSITIVE);
  private static final Map<String, Integer> SHIFTS =
      Map.ofEntries(
          Map.entry("b", 0),
          Map.entry("k", 10),
          Map.entry("kb", 10),
          Map.entry("m", 20),
          Map.entry("mb", 20),
          Map.entry("", 20),
          Map.entry("g", 30),
          Map.entry("gb", 30),
          Map.entry("t", 40),
          Map.entry("tb", 40),
          Map.entry("p", 50),
          Map.entry("pb", 50));
  private static final String UNITS = "kmgtp";
  private static final int STEP = 1024;

  private SparkMemory() {}

  /** The bytes of an amount, where a number alone counts MiB; empty if it is none. */
  public static OptionalLong bytes(String text) {
    String amount = text.strip().toLowerCase(Locale.ROOT);
    int unit = 0;
    while (unit < amount.length() && amount.charAt(unit) >= '0' && amount.charAt(unit) <= '9') {
      unit++;
    }
    Integer shift = SHIFTS.get(amount.substring(unit));
    if (shift == null || unit == 0 || unit > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(amount.substring(0, unit));
    return number > Long.MAX_VALUE >> shift
        ? OptionalLong.empty()
        : OptionalLong.of(number << shift);
  }

  /**
   * What Spark takes for the amount that somebody meant with a quantity of Kubernetes or a
   * fraction: {@code 4g} for {@code 4Gi}, {@code 1536m} for {@code 1.5g}; empty if that is not
   * clear.
   */
  public static Optional<String> meant(String text) {
    Matcher matcher = KUBERNETES.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(3).toLowerCase(Locale.ROOT);
    String fraction = matcher.group(2);
    if (fraction == null) {
      return Optional.of(matcher.group(1) + unit);
    }
    int smaller = UNITS.indexOf(unit) - 1;
    long thousandths = Long.parseLong((fraction + "00").substring(0, 3));
    long parts = Long.parseLong(matcher.group(1)) * STEP * 1000 + thousandths * STEP;
    return smaller < 0
        ? Optional.empty()
        : Optional.of(String.valueOf((parts + 999) / 1000) + UNITS.charAt(smaller));
  }
}
