package io.github.tidydag.source;

/** What messages need of text. */
public final class Text {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * A noncharacter: Unicode keeps them for uses such as this, and a text that has it is refused.
   */
  private static final char PARSERS_MARK = '\uFDD0';

  /** In the place of the backslash of {@code \\/}, another noncharacter. */
  private static final char SLASH_MARK = '\uFDD1';

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

  /** How many lines of a text end in it, as the parser counts. */
  static int lines(String text) {
    int lines = 0;
    for (int i = 0; i < text.length(); i++) {
      lines += endsLine(text, i) ? 1 : 0;
    }
    return lines;
  }

  /**
   * The text for snakeyaml, which counts a byte order mark as a column in some places and not in
   * others, and knows YAML 1.1, where {@code \\/} of JSON is no escape.
   */
  static String forParser(String text) {
    boolean tabs = text.indexOf("\t ") >= 0 && isInBraces(text) && text.indexOf("\n---") < 0;
    String marked = (tabs ? spaced(text) : text).replace(BYTE_ORDER_MARK, PARSERS_MARK);
    int at = marked.indexOf("\\/");
    if (at < 0) {
      return marked;
    }
    char[] changed = marked.toCharArray();
    for (; at >= 0; at = marked.indexOf("\\/", at + 1)) {
      int first = at;
      while (first > 0 && changed[first - 1] == '\\') {
        first--;
      }
      if ((at - first) % 2 == 0) {
        changed[at] = SLASH_MARK;
      }
    }
    return new String(changed);
  }

  /**
   * What a scalar says of {@link #forParser}.
   *
   * @param escapes whether it is one in double quotes
   */
  static String fromParser(String part, boolean escapes) {
    return part.replace(PARSERS_MARK, BYTE_ORDER_MARK)
        .replace(SLASH_MARK + "/", escapes ? "/" : "\\/");
  }

  /**
   * JSON with a space for each tab outside of its strings: snakeyaml refuses a tab before a space.
   */
  private static String spaced(String json) {
    char[] changed = json.toCharArray();
    boolean quoted = false;
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == '"') {
        quoted = !quoted;
      } else if (quoted && changed[i] == '\\') {
        i++;
      } else if (!quoted && changed[i] == '\t') {
        changed[i] = ' ';
      }
    }
    return new String(changed);
  }

  /** Whether a text is written in braces, as JSON is. */
  private static boolean isInBraces(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return text.charAt(i) == '{' || text.charAt(i) == '[';
      }
    }
    return false;
  }

  /** Where a text has what {@link #forParser} puts in itself; -1 if nowhere. */
  static int indexOfMark(String text) {
    int first = text.indexOf(PARSERS_MARK);
    return first >= 0 ? first : text.indexOf(SLASH_MARK);
  }

  /** The text as a terminal may show it: on one line, control characters made visible. */
  public static String visible(String text) {
    return shorten(text, Integer.MAX_VALUE);
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
