package io.github.tidydag.kubernetes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource as Kubernetes writes it: {@code 250m}, {@code 0.5}, {@code 4Gi}, {@code
 * 1e3}. The grammar is that of {@code k8s.io/apimachinery/pkg/api/resource.Quantity}.
 *
 * @param text as written
 * @param value the amount in units: cores, bytes, pieces
 */
public record Quantity(String text, BigDecimal value) implements Comparable<Quantity> {
  private static final Pattern EXPONENT = Pattern.compile("[eE]([+-]?[0-9]{1,3})");
  private static final Map<String, Integer> DECIMAL =
      Map.ofEntries(
          Map.entry("n", -9),
          Map.entry("u", -6),
          Map.entry("m", -3),
          Map.entry("", 0),
          Map.entry("k", 3),
          Map.entry("M", 6),
          Map.entry("G", 9),
          Map.entry("T", 12),
          Map.entry("P", 15),
          Map.entry("E", 18));
  private static final Map<String, Integer> BINARY =
      Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);

  /**
   * Reads a quantity.
   *
   * @throws IllegalArgumentException with what is wrong and what to write, if it is none
   */
  public static Quantity parse(String text) {
    int unit = unit(text);
    if (unit == 0 || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(
          "is not a quantity; write a number with a unit, as in 250m, 2 or 4Gi");
    }
    String digits = text.substring(0, unit);
    BigDecimal number = new BigDecimal(trimPoint(digits));
    String suffix = text.substring(unit);
    Integer decimal = DECIMAL.get(suffix);
    if (decimal != null) {
      return new Quantity(text, number.scaleByPowerOfTen(decimal));
    }
    Integer binary = BINARY.get(suffix);
    if (binary != null) {
      return new Quantity(text, number.multiply(new BigDecimal(BigInteger.TWO.pow(binary))));
    }
    Matcher exponent = EXPONENT.matcher(suffix);
    if (exponent.matches()) {
      return new Quantity(text, number.scaleByPowerOfTen(Integer.parseInt(exponent.group(1))));
    }
    throw new IllegalArgumentException(
        "has the unknown unit " + suffix + "; " + hint(digits, suffix));
  }

  /** Reads a quantity; empty if the text is none. */
  public static Optional<Quantity> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Where the unit starts, behind a sign, digits and a point; 0 if there is no digit. */
  private static int unit(String text) {
    int at = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
    boolean digits = false;
    for (boolean point = false; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits = true;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    return digits ? at : 0;
  }

  private static String trimPoint(String number) {
    return number.endsWith(".") ? number.substring(0, number.length() - 1) : number;
  }

  private static String hint(String number, String suffix) {
    String unit = suffix.strip().replaceAll("(?i)i?b?$", "");
    String big = unit.length() == 1 ? unit.toUpperCase(Locale.ROOT) : "";
    if (BINARY.containsKey(big + "i")) {
      String small = big.equals("K") ? "k" : big;
      return "write %s%s (powers of 1000) or %s%si (powers of 1024)"
          .formatted(number, small, number, big);
    }
    return "the units are m, k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei";
  }

  /** By amount; 1000m and 1 compare as equal although their texts differ. */
  @Override
  public int compareTo(Quantity other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return text;
  }
}
