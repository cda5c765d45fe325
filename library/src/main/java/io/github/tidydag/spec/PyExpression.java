package io.github.tidydag.spec;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a text can stand as an argument of a call without ending it, on every Python that Airflow
 * runs on. What it is else, Python says. Where Pythons disagree on where a string ends (nested
 * quotes in f-strings, since 3.12), the text is refused.
 */
final class PyExpression {
  private final String text;
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;

  private PyExpression(String text) {
    this.text = text;
  }

  /** True for one expression on one line, with its brackets and quotes closed. */
  static boolean isOne(String text) {
    return !text.startsWith("*") && new PyExpression(text).isOne();
  }

  private boolean isOne() {
    if (!text.codePoints().allMatch(PyExpression::isSource)) {
      return false;
    }
    for (at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean good =
          switch (c) {
            case '"', '\'' -> string(c);
            case '(', '[', '{' -> {
              open.push(c == '(' ? ')' : c == '[' ? ']' : '}');
              yield true;
            }
            case ')', ']', '}' -> !open.isEmpty() && open.pop() == c;
            case '#', ';', '\\', '$', '?', '`' -> false;
            case ',' -> !open.isEmpty();
            case '=' -> !open.isEmpty() || isComparison();
            default -> true;
          };
      if (!good) {
        return false;
      }
    }
    return open.isEmpty();
  }

  /** False for control characters, line breaks among them, and for half of a surrogate pair. */
  private static boolean isSource(int c) {
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !half && (c == '\t' || !Character.isISOControl(c));
  }

  /** Goes to the end of a string that begins here; false if it has none that is beyond doubt. */
  private boolean string(char quote) {
    if (text.startsWith(String.valueOf(quote).repeat(3), at)) {
      return false;
    }
    boolean formatted = isFormatted();
    int braces = 0;
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        return braces == 0;
      }
      if (c == '\\') {
        at++;
        if (formatted
            && (braces > 0 || at >= text.length() || "{}".indexOf(text.charAt(at)) >= 0)) {
          return false;
        }
      } else if (formatted && c == '{') {
        if (braces == 0 && text.startsWith("{{", at)) {
          at++;
        } else {
          braces++;
        }
      } else if (formatted && c == '}') {
        if (braces == 0 && text.startsWith("}}", at)) {
          at++;
        } else if (--braces < 0) {
          return false;
        }
      } else if (braces > 0 && (c == '"' || c == '\'' || c == '#')) {
        return false;
      }
    }
    return false;
  }

  /** True if the letters before the quote make the string one with fields in it. */
  private boolean isFormatted() {
    for (int i = at - 1; i >= 0 && "rRbBuUfFtT".indexOf(text.charAt(i)) >= 0; i--) {
      if ("fFtT".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** True for the equals sign of {@code ==}, {@code !=}, {@code <=} and {@code >=}. */
  private boolean isComparison() {
    if (text.startsWith("==", at)) {
      at++;
      return true;
    }
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    boolean shift = at > 1 && text.charAt(at - 2) == before;
    return before == '!' || ((before == '<' || before == '>') && !shift);
  }
}
