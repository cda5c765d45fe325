package io.github.tidydag.lint;

import java.util.List;

/**
 * A change that makes a finding vanish.
 *
 * @param title what it does, as an order: {@code write "4g"}
 * @param safe whether it keeps what the document does, or does what its writer evidently meant;
 *     others are made only with {@code --unsafe-fixes}
 * @param edits on one file, not overlapping
 */
public record Fix(String title, boolean safe, List<TextEdit> edits) {
  public Fix {
    edits = List.copyOf(edits);
  }
}
