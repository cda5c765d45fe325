package io.github.tidydag.python;

/** Columns that text takes: East Asian wide and full-width characters take two. */
public final class DisplayWidth {
  private DisplayWidth() {}

  /** The columns of a text without line breaks. */
  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += Characters.isWide(c) ? 2 : 1;
      i += Character.charCount(c);
    }
    return width;
  }
}
