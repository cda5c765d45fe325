package io.github.tidydag.lint;

import java.util.regex.Pattern;

/**
 * What other tools than Jinja fill in before anything is submitted: {@code ${NAME}} of envsubst,
 * Terraform and CI, {@code {name}} of Python's {@code str.format}.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\$\\{[^{}\\s]+\\}|\\(\\$[A-Za-z_][A-Za-z0-9_]*\\)|(?<![%$])\\{[A-Za-z_][A-Za-z0-9_]*\\}");

  private Placeholders() {}

  /** Whether a text holds one, so that nobody knows yet what it says. */
  static boolean isIn(String text) {
    return (text.indexOf('{') >= 0 || text.startsWith("($")) && PLACEHOLDER.matcher(text).find();
  }
}
