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
   * @param text with {@code \n} where the file has carriage return and line feed
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

  /** A line without its end; lines count from 1. */
  public String line(int line) {
    int start = offset(line, 1);
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    return text.substring(start, Math.max(start, end));
  }

  /** How many lines there are; after a last line end there is one more, which is empty. */
  public int lines() {
    if (lineStarts.length == 0) {
      lineStarts = starts(text);
    }
    return lineStarts.length;
  }

  /** The index in {@link #text()} of a place; its end where the place is after it. */
  public int offset(int line, int column) {
    if (lineStarts.length == 0) {
      lineStarts = starts(text);
    }
    if (line > lineStarts.length) {
      return text.length();
    }
    int at = lineStarts[line - 1];
    for (int i = 1; i < column && at < text.length(); i++) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static int[] starts(String text) {
    int[] found = new int[Math.max(16, text.length() / 32)];
    int n = 1;
    for (int i = 0; i < text.length(); i++) {
      if (Text.isLineEnd(text.charAt(i))) {
        if (n == found.length) {
          found = Arrays.copyOf(found, n * 2);
        }
        found[n++] = i + 1;
      }
    }
    return Arrays.copyOf(found, n);
  }
}
