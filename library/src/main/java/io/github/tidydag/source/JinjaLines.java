package io.github.tidydag.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Lines that are masked Jinja alone, where they make a text no YAML: what they bring stands beside
 * what is written there. They become empty, and a tree has them as {@code "{{ x }}": "{{ x }}"}, or
 * as an item, in the innermost mapping or list that they are indented for. A line without
 * indentation brings its own, and so stands in all that go on there.
 */
final class JinjaLines {
  /**
   * One of them.
   *
   * @param line counted from 1
   * @param column where its Jinja starts, counted from 1
   */
  record Line(int line, int column, String masked) {
    boolean bringsItsIndent() {
      return column == 1;
    }
  }

  private final String text;
  private final List<Line> lines;
  private final BitSet taken = new BitSet();

  private JinjaLines(String text, List<Line> lines) {
    this.text = text;
    this.lines = lines;
  }

  /** None, in a text that is read as it is. */
  static JinjaLines none(String text) {
    return new JinjaLines(text, List.of());
  }

  /** Those of a text. */
  static JinjaLines of(String text) {
    StringBuilder without = new StringBuilder(text.length());
    List<Line> found = new ArrayList<>();
    int start = 0;
    int number = 1;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || Text.endsLine(text, i)) {
        if (!isJinja(text, start, i, number++, found)) {
          without.append(text, start, i);
        }
        if (i < text.length()) {
          char end = text.charAt(i);
          without.append(end == '\r' ? '\n' : end); // before an empty line, \r would join its end
        }
        start = i + 1;
      }
    }
    return new JinjaLines(without.toString(), found);
  }

  private static boolean isJinja(String text, int start, int end, int number, List<Line> found) {
    int from = start;
    while (from < end && text.charAt(from) == ' ') {
      from++;
    }
    int to = from;
    while (to < end && text.charAt(to) == JinjaMask.MASK) {
      to++;
    }
    int after = to;
    while (after < end && Character.isWhitespace(text.charAt(after))) {
      after++;
    }
    boolean alone = after == end || (after > to && text.charAt(after) == '#');
    if (to == from || !alone) {
      return false;
    }
    found.add(new Line(number, from - start + 1, text.substring(from, to)));
    return true;
  }

  /** The text without them. */
  String text() {
    return text;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /**
   * Those that stand in something that is over; no other gets them, unless they bring their indent.
   *
   * @param after the line before the first that may be in it
   * @param until the last line that may be in it
   * @param column the least indent of what stands in it
   * @param shared whether what it stands in may have them as well
   */
  List<Line> take(int after, int until, int column, boolean shared) {
    if (lines.isEmpty()) {
      return List.of();
    }
    List<Line> found = new ArrayList<>();
    for (int i = firstAfter(after); i < lines.size() && lines.get(i).line() <= until; i++) {
      Line line = lines.get(i);
      if (line.bringsItsIndent() || (line.column() >= column && !taken.get(i))) {
        found.add(line);
        taken.set(i, !shared);
      }
    }
    return found;
  }

  private int firstAfter(int number) {
    int from = 0;
    int to = lines.size();
    while (from < to) {
      int middle = (from + to) / 2;
      if (lines.get(middle).line() <= number) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
