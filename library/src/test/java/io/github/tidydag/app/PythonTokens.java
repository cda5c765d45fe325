package io.github.tidydag.app;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads generated Python as strictly as it is written: names, numbers, a few operators, comments
 * and plain string literals. Whatever else stands there fails.
 *
 * @param texts what the string literals say, in their order
 * @param code all other tokens but commas and line breaks, a string as {@code ""}
 */
record PythonTokens(List<String> texts, List<String> code) {
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\\.[0-9]+)?|>>|[-()\\[\\]{}.,:=]");

  static PythonTokens of(String source) {
    List<String> texts = new ArrayList<>();
    List<String> code = new ArrayList<>();
    int i = 0;
    while (i < source.length()) {
      char c = source.charAt(i);
      if (c == ' ' || c == '\n') {
        i++;
      } else if (c == '#') {
        i = source.indexOf('\n', i);
      } else if (c == '"' || c == '\'') {
        StringBuilder text = new StringBuilder();
        i = string(source, i, text);
        texts.add(text.toString());
        code.add("\"\"");
      } else {
        Matcher token = TOKEN.matcher(source).region(i, source.length());
        if (!token.lookingAt()) {
          throw new AssertionError("not generated Python: " + source.substring(i));
        }
        if (!token.group().equals(",")) {
          code.add(token.group());
        }
        i = token.end();
      }
    }
    return new PythonTokens(texts, code);
  }

  /** Reads a literal that begins at a place, and gives the place after it. */
  private static int string(String source, int start, StringBuilder out) {
    char quote = source.charAt(start);
    int i = start + 1;
    while (source.charAt(i) != quote) {
      char c = source.charAt(i);
      if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
        throw new AssertionError("raw control character in " + source.substring(start, i));
      }
      if (c != '\\') {
        out.append(c);
        i++;
        continue;
      }
      char escape = source.charAt(i + 1);
      int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
      if (digits > 0) {
        out.appendCodePoint(Integer.parseInt(source.substring(i + 2, i + 2 + digits), 16));
      } else {
        int known = "\\nrt'\"".indexOf(escape);
        if (known < 0) {
          throw new AssertionError("unknown escape in " + source.substring(start, i + 2));
        }
        out.append("\\\n\r\t'\"".charAt(known));
      }
      i += 2 + digits;
    }
    if (source.startsWith("\"\"\"", start) || source.startsWith("'''", start)) {
      throw new AssertionError("three quotes at " + source.substring(start));
    }
    return i + 1;
  }
}
