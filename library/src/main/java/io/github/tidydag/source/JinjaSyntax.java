package io.github.tidydag.source;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what Jinja opens is closed, by the rules of its lexer. */
public final class JinjaSyntax {
  private static final Pattern OPEN = Pattern.compile("\\{[{%#]");
  private static final Pattern RAW =
      Pattern.compile(
          "\\{%[-+]?\\s*raw\\s*-?%\\}.*?\\{%[-+]?\\s*endraw\\s*[-+]?%\\}", Pattern.DOTALL);

  private JinjaSyntax() {}

  /** The place of the first expression, statement or comment that is not closed. */
  public static OptionalInt unclosed(String text) {
    Matcher open = OPEN.matcher(text);
    Matcher raw = RAW.matcher(text);
    int at = 0;
    while (open.find(at)) {
      at = raw.region(open.start(), text.length()).lookingAt() ? raw.end() : end(text, open);
      if (at < 0) {
        return OptionalInt.of(open.start());
      }
    }
    return OptionalInt.empty();
  }

  private static int end(String text, Matcher open) {
    return switch (open.group()) {
      case "{{" -> endOfCode(text, open.end(), "}}");
      case "{%" -> endOfCode(text, open.end(), "%}");
      default -> text.indexOf("#}", open.end()) < 0 ? -1 : text.indexOf("#}", open.end()) + 2;
    };
  }

  /** Just after the sign that closes, outside of quotes and brackets; -1 if it is not there. */
  private static int endOfCode(String text, int from, String close) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (depth == 0 && text.startsWith(close, i)) {
        return i + close.length();
      }
      if (c == '"' || c == '\'') {
        i = endOfQuotes(text, i);
        if (i < 0) {
          return -1;
        }
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0 && --depth < 0) {
        return -1;
      }
    }
    return -1;
  }

  private static int endOfQuotes(String text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == text.charAt(start)) {
        return i;
      }
    }
    return -1;
  }
}
