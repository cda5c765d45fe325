package io.github.tidydag.python;

/** String literals: every text comes out as itself, whatever it holds. */
final class PyString {
  private PyString() {}

  /**
   * The literal that {@code ruff format} would leave: double quotes unless single ones need fewer
   * escapes. Characters that are invisible or turn the direction of text are escaped.
   */
  static String literal(String text) {
    long doubles = text.chars().filter(c -> c == '"').count();
    long singles = text.chars().filter(c -> c == '\'').count();
    char quote = doubles > singles ? '\'' : '"';
    StringBuilder out = new StringBuilder().append(quote);
    text.codePoints().forEach(c -> append(out, c, quote));
    return out.append(quote).toString();
  }

  private static void append(StringBuilder out, int c, char quote) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (isPlain(c)) {
          out.appendCodePoint(c);
        } else if (c <= 0xff) {
          out.append(String.format("\\x%02x", c));
        } else if (c <= 0xffff) {
          out.append(String.format("\\u%04x", c));
        } else {
          out.append(String.format("\\U%08x", c));
        }
      }
    }
  }

  private static boolean isPlain(int c) {
    return (c >= 0x20 && c < 0x7f) || Characters.isVisible(c);
  }
}
