package io.github.tidydag.render;

import io.github.tidydag.text.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** Breaks lines between words. */
final class Wrap {
  private Wrap() {}

  /** The text as lines of at most so many columns; a longer word has a line of its own. */
  static List<String> words(String text, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && DisplayWidth.of(line + " " + word) > most) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
