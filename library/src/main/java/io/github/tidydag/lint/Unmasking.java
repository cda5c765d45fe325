package io.github.tidydag.lint;

import io.github.tidydag.source.JinjaMask;

/**
 * Writes Jinja where a text has its mask.
 *
 * @param masked the source's text with its Jinja masked
 */
record Unmasking(SourceText source, String masked) {
  private static final String UNKNOWN = "{{ ... }}";

  static Unmasking of(SourceText source) {
    return new Unmasking(source, JinjaMask.mask(source.text()));
  }

  boolean isOf(String file) {
    return source.file().equals(file);
  }

  /** Where nothing is known of what was masked. */
  static String withoutSource(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int end = end(text, i);
      out.append(end == i ? text.substring(i, i + 1) : UNKNOWN);
      i = Math.max(end, i + 1);
    }
    return out.toString();
  }

  /** The text, each of its masks as the last one of that length before a place. */
  String of(String text, int line, int column) {
    int before = source.offset(line, column);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int end = end(text, i);
      out.append(end == i ? text.substring(i, i + 1) : written(end - i, before));
      i = Math.max(end, i + 1);
    }
    return out.toString();
  }

  private String written(int length, int before) {
    for (int at = masked.lastIndexOf(JinjaMask.MASK, before - 1); at >= 0; ) {
      int start = at;
      while (start > 0 && masked.charAt(start - 1) == JinjaMask.MASK) {
        start--;
      }
      if (end(masked, at) - start == length) {
        return source.text().substring(start, start + length);
      }
      at = masked.lastIndexOf(JinjaMask.MASK, start - 1);
    }
    return UNKNOWN;
  }

  private static int end(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == JinjaMask.MASK) {
      end++;
    }
    return end;
  }
}
