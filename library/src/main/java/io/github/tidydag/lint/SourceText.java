package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Text;
import java.util.Arrays;

/** A file's text, as it stands on disk but for a byte order mark and for its line ends. */
public final class SourceText {
  private final String file;
  private final String text;
  private int[] lineStarts = new int[0];

  /**
   * A text.
   *
   * @param file how findings name it
   * @param text with {@code \n} as line ends
   */
  public SourceText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  public String file() {
    return file;
  }

  public String text() {
    return text;
  }

  /** What stands in a range. */
  public String at(Location range) {
    return text.substring(
        offset(range.line(), range.column()), offset(range.endLine(), range.endColumn()));
  }

  /** How many lines there are; after a last line end there is one more, which is empty. */
  public int lines() {
    return starts().length;
  }

  /** A line without its end; lines count from 1. */
  public String line(int line) {
    int start = offset(line, 1);
    int end = line < lines() ? offset(line + 1, 1) - 1 : text.length();
    return text.substring(start, Math.max(start, end));
  }

  /** The index in {@link #text()} of a place; its end where the place is after it. */
  public int offset(int line, int column) {
    int[] starts = starts();
    if (line > starts.length) {
      return text.length();
    }
    int at = starts[line - 1];
    for (int i = 1; i < column && at < text.length(); i++) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** The place of what stands between two indexes of {@link #text()}. */
  public Location range(int from, int to) {
    int line = lineOf(from);
    int endLine = lineOf(to);
    return new Location(file, line, columnOf(line, from), endLine, columnOf(endLine, to));
  }

  private int lineOf(int index) {
    int found = Arrays.binarySearch(starts(), index);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private int columnOf(int line, int index) {
    return text.codePointCount(offset(line, 1), index) + 1;
  }

  private int[] starts() {
    if (lineStarts.length == 0) {
      lineStarts = starts(text);
    }
    return lineStarts;
  }

  /** Lines and columns as snakeyaml counts them. */
  private static int[] starts(String text) {
    int[] found = new int[16];
    int n = 1;
    for (int i = 0; i < text.length(); i++) {
      if (Text.endsLine(text, i)) {
        if (n == found.length) {
          found = Arrays.copyOf(found, 2 * n);
        }
        found[n++] = i + 1;
      }
    }
    return Arrays.copyOf(found, n);
  }
}
