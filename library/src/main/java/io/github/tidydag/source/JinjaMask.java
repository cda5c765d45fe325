package io.github.tidydag.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides Jinja from a YAML reader without moving anything: an expression becomes as many characters
 * that nobody types, a line of statements or comments alone becomes blank, unless it brings text.
 */
public final class JinjaMask {
  /** Stands for each masked character; from Unicode's private use area, so no text has it. */
  public static final char MASK = '\uE000';

  private static final String OPENING = "{%#";
  private static final String[] CLOSING = {"}}", "%}", "#}"};

  /** Statements that bring text which is not written below them, or not all of it. */
  private static final Pattern BRINGS =
      Pattern.compile("\\{%[-+]?\\s*(?:include|extends|block|call)\\b");

  private record Span(int start, int end, boolean expression) {}

  private JinjaMask() {}

  /** The text with its Jinja masked; as long, and with the same lines. */
  public static String mask(String text) {
    List<Span> spans = spans(text);
    if (spans.isEmpty()) {
      return text;
    }
    char[] masked = text.toCharArray();
    for (int first = 0; first < spans.size(); ) {
      int after = first + 1;
      while (after < spans.size()
          && isOneLine(text, spans.get(after - 1).end(), spans.get(after).start())) {
        after++;
      }
      List<Span> together = spans.subList(first, after);
      boolean blank = standAlone(text, together);
      for (Span span : together) {
        for (int i = span.start(); i < span.end(); i++) {
          if (!Text.isLineEnd(masked[i])) {
            masked[i] = blank ? ' ' : MASK;
          }
        }
      }
      first = after;
    }
    return new String(masked);
  }

  /** True if the text holds masked Jinja. */
  public static boolean isIn(String text) {
    return text.indexOf(MASK) >= 0;
  }

  /** What opens and is closed. Time is linear: where a sign is missing, it is sought once. */
  private static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    boolean[] gone = new boolean[OPENING.length()];
    for (int at = text.indexOf('{'); at >= 0 && at + 1 < text.length(); ) {
      int kind = OPENING.indexOf(text.charAt(at + 1));
      int close = kind < 0 || gone[kind] ? -1 : text.indexOf(CLOSING[kind], at + 2);
      if (close >= 0) {
        spans.add(new Span(at, close + 2, kind == 0));
        at = text.indexOf('{', close + 2);
      } else {
        if (kind >= 0) {
          gone[kind] = true;
        }
        at = text.indexOf('{', at + 1);
      }
    }
    return spans;
  }

  private static boolean isOneLine(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Text.isLineEnd(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether statements and comments have their lines for themselves. */
  private static boolean standAlone(String text, List<Span> spans) {
    int at = text.lastIndexOf('\n', spans.get(0).start() - 1) + 1;
    for (Span span : spans) {
      if (span.expression() || !isBlank(text, at, span.start()) || brings(text, span)) {
        return false;
      }
      at = span.end();
    }
    int end = text.indexOf('\n', at);
    return isBlank(text, at, end < 0 ? text.length() : end);
  }

  private static boolean brings(String text, Span span) {
    return text.charAt(span.start() + 1) == '%'
        && BRINGS.matcher(text).region(span.start(), span.end()).lookingAt();
  }

  private static boolean isBlank(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
