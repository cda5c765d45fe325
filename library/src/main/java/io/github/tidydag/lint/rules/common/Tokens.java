package io.github.tidydag.lint.rules.common;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tokens in texts that tell by their form what they are. */
final class Tokens {
  private static final int SHORTEST = 20;
  private static final int SHORTEST_PART_OF_JWT = 10;

  /** What follows the start of a token. */
  private enum Form {
    /** Capital letters and digits, and no more than these. */
    CAPITALS,
    HEXADECIMAL,
    WORD
  }

  /** Starts of tokens that their makers gave so that they can be found. */
  private record Mark(String start, int length, Form form, String what) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark("AKIA", 20, Form.CAPITALS, "an access key of AWS"),
          new Mark("ASIA", 20, Form.CAPITALS, "an access key of AWS"),
          new Mark("ghp_", 40, Form.WORD, "a token of GitHub"),
          new Mark("gho_", 40, Form.WORD, "a token of GitHub"),
          new Mark("ghu_", 40, Form.WORD, "a token of GitHub"),
          new Mark("ghs_", 40, Form.WORD, "a token of GitHub"),
          new Mark("ghr_", 40, Form.WORD, "a token of GitHub"),
          new Mark("github_pat_", 60, Form.WORD, "a token of GitHub"),
          new Mark("glpat-", 26, Form.WORD, "a token of GitLab"),
          new Mark("xoxb-", 30, Form.WORD, "a token of Slack"),
          new Mark("xoxp-", 30, Form.WORD, "a token of Slack"),
          new Mark("AIza", 39, Form.WORD, "a key of Google"),
          new Mark("hvs.", 24, Form.WORD, "a token of Vault"),
          new Mark("dapi", 36, Form.HEXADECIMAL, "a token of Databricks"));

  private Tokens() {}

  /** What the first token in a text is; null if there is none. */
  static @Nullable String in(String text) {
    int last = text.length() - SHORTEST;
    for (int i = 0; i <= last; i++) {
      switch (text.charAt(i)) {
        case 'A', 'a', 'd', 'e', 'g', 'h', 'x' -> {
          String what = i == 0 || isBetween(text.charAt(i - 1)) ? at(text, i) : null;
          if (what != null) {
            return what;
          }
        }
        default -> {}
      }
    }
    return null;
  }

  private static @Nullable String at(String text, int start) {
    if (text.startsWith("eyJ", start)) {
      return isJwt(text, start) ? "a JSON Web Token" : null;
    }
    for (Mark mark : MARKS) {
      if (text.startsWith(mark.start, start)) {
        return isToken(text, start, mark) ? mark.what : null;
      }
    }
    return null;
  }

  private static boolean isToken(String text, int start, Mark mark) {
    int end = endOfWord(text, start + mark.start.length());
    boolean fits =
        mark.form == Form.CAPITALS ? end - start == mark.length : end - start >= mark.length;
    for (int i = start + mark.start.length(); fits && i < end; i++) {
      char c = text.charAt(i);
      fits =
          switch (mark.form) {
            case CAPITALS -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            case HEXADECIMAL -> Character.digit(c, 16) >= 0 || c == '-';
            case WORD -> true;
          };
    }
    return fits && !isExample(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  /** Three parts in base64url, of which the first two are JSON: {@code eyJ} is <code>{"</code>. */
  private static boolean isJwt(String text, int start) {
    int first = endOfWord(text, start);
    if (first - start < SHORTEST_PART_OF_JWT || !text.startsWith(".eyJ", first)) {
      return false;
    }
    int second = endOfWord(text, first + 1);
    if (second - first < SHORTEST_PART_OF_JWT || !text.startsWith(".", second)) {
      return false;
    }
    int third = endOfWord(text, second + 1);
    return third - second > SHORTEST && !isExample(text.substring(second, third));
  }

  private static boolean isExample(String token) {
    return token.contains("example") || token.contains("xxxx") || token.contains("0000000000");
  }

  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length() && isOfWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private static boolean isBetween(char c) {
    return !isOfWord(c) && c != '.' && c != '+' && c != '%' && c != '$' && c != '{';
  }
}
