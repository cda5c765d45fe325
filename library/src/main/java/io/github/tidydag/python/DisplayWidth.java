package io.github.tidydag.python;

/** Columns that text takes: East Asian wide and full-width characters take two. */
public final class DisplayWidth {
  private DisplayWidth() {}

  /** The columns of a text without line breaks. */
  public static int of(String text) {
    return text.codePoints().map(c -> Characters.isWide(c) ? 2 : 1).sum();
  }
}
