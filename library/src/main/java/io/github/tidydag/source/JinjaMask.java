package io.github.tidydag.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides Jinja from a YAML reader without moving anything: an expression becomes as many characters
 * that nobody types, a line of statements or comments alone becomes blank.
 */
public final class JinjaMask {
  /** Stands for each masked character; from Unicode's private use area, so no text has it. */
  public static final char MASK = '\uE000';

  private static final Pattern JINJA =
      Pattern.compile("\\{\\{.*?\\}\\}|\\{%.*?%\\}|\\{#.*?#\\}", Pattern.DOTALL);

  private JinjaMask() {}

  /** The text with its Jinja masked; as long, and with the same lines. */
  public static String mask(String text) {
    StringBuilder masked = new StringBuilder(text);
    Matcher matcher = JINJA.matcher(text);
    while (matcher.find()) {
      boolean blank =
          !matcher.group().startsWith("{{") && standsAlone(text, matcher.start(), matcher.end());
      for (int i = matcher.start(); i < matcher.end(); i++) {
        if (text.charAt(i) != '\n') {
          masked.setCharAt(i, blank ? ' ' : MASK);
        }
      }
    }
    return masked.toString();
  }

  /** True if the text holds masked Jinja. */
  public static boolean isIn(String text) {
    return text.indexOf(MASK) >= 0;
  }

  private static boolean standsAlone(String text, int start, int end) {
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    int lineEnd = text.indexOf('\n', end);
    String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
    return JINJA.matcher(line).replaceAll("").isBlank() && !line.contains("{{");
  }
}
