package io.github.tidydag.source;

/**
 * A range of a file. Lines and columns count from 1, columns in Unicode code points; the end is
 * just after the last character.
 */
public record Location(String file, int line, int column, int endLine, int endColumn)
    implements Comparable<Location> {

  /** The start of a file, for what concerns all of it. */
  public static Location startOf(String file) {
    return new Location(file, 1, 1, 1, 1);
  }

  @Override
  public int compareTo(Location other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  /** {@code file:line:column}, as editors and terminals make it clickable. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
