package io.github.tidydag.source;

/** What messages need of text. */
public final class Text {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** A noncharacter, so no text has it. */
  private static final char PARSERS_MARK = '\uFDD0';

  private Text() {}

  /** Whether YAML 1.1, and so the parser, starts a new line after a character. */
  public static boolean isLineEnd(char c) {
    if (c > '\r' && c < '\u0085') {
      return false; // nearly all that there is
    }
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /** Whether the parser starts a new line after that index: once for {@code \r\n}. */
  public static boolean endsLine(String text, int index) {
    char c = text.charAt(index);
    return isLineEnd(c)
        && !(c == '\r' && index + 1 < text.length() && text.charAt(index + 1) == '\n');
  }

  /**
   * The text for snakeyaml, which counts a byte order mark as a column in some places and not in
   * others.
   */
  static String forParser(String text) {
    return text.replace(BYTE_ORDER_MARK, PARSERS_MARK);
  }

  /** What is written in a part of {@link #forParser}. */
  static String fromParser(String part) {
    return part.replace(PARSERS_MARK, BYTE_ORDER_MARK);
  }

  /** The text on one line, at most {@code most} characters, control characters made visible. */
  public static String shorten(String text, int most) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(most)
        .forEach(
            c -> {
              if (c == '\n') {
                out.append("\\n");
              } else if (Character.isISOControl(c)
                  || Character.getType(c) == Character.FORMAT
                  || Character.getType(c) == Character.SURROGATE
                  || Character.getType(c) == Character.LINE_SEPARATOR
                  || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return text.codePointCount(0, text.length()) > most
        ? out.append("...").toString()
        : out.toString();
  }
}
