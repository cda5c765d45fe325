package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.kubernetes.Quantity;
import java.util.List;

/** Pieces of messages. */
final class MessageParts {
  private MessageParts() {}

  /** {@code a, b or c}. */
  static String or(List<String> words) {
    int last = words.size() - 1;
    return last <= 0
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /** What is wrong with a text that is no quantity. */
  static String quantityProblem(String text) {
    try {
      Quantity.parse(text);
      return "is not a quantity; write a number with a unit, as in 250m, 2 or 4Gi";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
