package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.Document;
import io.github.tidydag.source.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API server gets of a scalar. Our reader follows YAML 1.2, while {@code kubectl} (go-yaml
 * 2) and Airflow (PyYAML) follow YAML 1.1: they make truth values of {@code yes} and {@code off},
 * and numbers of {@code 1_000} and {@code 0b11}. Tried with {@code kubectl} against 1.36.
 */
final class Wire {
  private static final Set<String> TRUTH =
      Set.of(
          "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off",
          "OFF");
  private static final Pattern UNDERSCORES =
      Pattern.compile("[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)");
  private static final Pattern OCTAL = Pattern.compile("[0-7]+");
  private static final int MOST_DIGITS = 400;
  private static final int MOST_LETTERS = 3;

  private Wire() {}

  /** The kind of value that arrives. */
  static Node.Kind kind(Document document, Node.Scalar scalar) {
    return switch (scalar.kind()) {
      case TEXT -> ofText(document, scalar);
      case DECIMAL ->
          whole(scalar).isPresent() ? Node.Kind.INTEGER : Node.Kind.DECIMAL; // 1.0 arrives as 1
      case INTEGER, BOOLEAN, NULL -> scalar.kind();
    };
  }

  private static Node.Kind ofText(Document document, Node.Scalar scalar) {
    String text = scalar.text();
    if (text.isEmpty() || text.length() > MOST_DIGITS || document.isDescribed()) {
      return Node.Kind.TEXT;
    }
    char first = text.charAt(0);
    boolean number = (first >= '0' && first <= '9') || first == '-' || first == '+';
    if (number
        ? !isOurText(text) || !UNDERSCORES.matcher(text).matches()
        : text.length() > MOST_LETTERS || !TRUTH.contains(text)) {
      return Node.Kind.TEXT;
    }
    String written = document.source().at(scalar.at());
    if (!written.equals(text)) {
      return Node.Kind.TEXT; // in quotes, or with a tag
    }
    return number ? Node.Kind.INTEGER : Node.Kind.BOOLEAN;
  }

  /** Whether YAML 1.2 makes a text of it: other digits are a text only in quotes. */
  private static boolean isOurText(String digits) {
    return digits.indexOf('_') > 0 || digits.indexOf('b') > 0;
  }

  /**
   * The whole number that a scalar says; empty if it says none, or one past all bounds. To YAML
   * 1.1, a leading zero means octal: {@code defaultMode: 0555} arrives as 365.
   */
  static Optional<BigInteger> whole(Node.Scalar scalar) {
    String text = scalar.text();
    if (text.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    try {
      if (scalar.kind() == Node.Kind.INTEGER) {
        if (text.startsWith("0x")) {
          return Optional.of(new BigInteger(text.substring(2), 16));
        }
        if (text.startsWith("0o")) {
          return Optional.of(new BigInteger(text.substring(2), 8));
        }
        boolean octal = text.length() > 1 && text.charAt(0) == '0' && OCTAL.matcher(text).matches();
        return Optional.of(
            octal
                ? new BigInteger(text, 8)
                : new BigInteger(text.startsWith("+") ? text.substring(1) : text));
      }
      BigDecimal value = new BigDecimal(text);
      return Math.abs(value.scale()) > MOST_DIGITS
          ? Optional.empty()
          : Optional.of(value.toBigIntegerExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
