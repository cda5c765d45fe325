package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Short ways through located trees. */
public final class Nodes {
  private Nodes() {}

  /** The mappings of a list; none if there is no list. */
  public static List<Node.Mapping> mappings(Block block, String key) {
    return mappings(block.find(key).map(Node.Entry::value).orElse(null));
  }

  /** The mappings of a list; none if it is no list. */
  public static List<Node.Mapping> mappings(@Nullable Node list) {
    if (!(list instanceof Node.Sequence sequence)) {
      return List.of();
    }
    List<Node.Mapping> found = new ArrayList<>(sequence.items().size());
    for (Node item : sequence.items()) {
      if (item instanceof Node.Mapping mapping) {
        found.add(mapping);
      }
    }
    return found;
  }

  /** The items of a list; none if there is no list. */
  public static List<Node> items(Block block, String... names) {
    return block.find(names).map(Node.Entry::value).orElse(null) instanceof Node.Sequence list
        ? list.items()
        : List.of();
  }

  /** What an entry below a node says; null if that is missing or cannot be known. */
  public static @Nullable String text(Node node, String... names) {
    return Document.known(node, names).map(Node.Scalar::text).orElse(null);
  }

  /** The entries of a mapping; none if there is no mapping. */
  public static List<Node.Entry> entries(Block block, String key) {
    return block.block(key).map(found -> found.body().entries()).orElse(List.of());
  }

  /** An entry that says {@code true} or {@code false}; empty if it does not say that. */
  public static Optional<Node.Scalar> flag(Block block, boolean value, String... names) {
    return block.known(names).filter(s -> s.text().equalsIgnoreCase(Boolean.toString(value)));
  }

  /**
   * A whole number that an entry says.
   *
   * @return null if it is missing, unknown or none
   */
  public static @Nullable Long number(Block block, String... names) {
    Node.Scalar scalar = block.known(names).orElse(null);
    if (scalar == null || scalar.text().isEmpty() || scalar.text().length() > 18) {
      return null;
    }
    for (int i = 0; i < scalar.text().length(); i++) {
      char c = scalar.text().charAt(i);
      if (!(c >= '0' && c <= '9') && !(i == 0 && c == '-' && scalar.text().length() > 1)) {
        return null;
      }
    }
    return Long.valueOf(scalar.text());
  }

  /**
   * Whether an entry is there and holds something.
   *
   * @return false for null, and for what is empty
   */
  public static boolean isSomething(Optional<Node.Entry> entry) {
    if (entry.isEmpty()) {
      return false;
    }
    Node value = entry.get().value();
    return !(value instanceof Node.Scalar scalar && scalar.isNull())
        && !(value instanceof Node.Mapping mapping && mapping.entries().isEmpty())
        && !(value instanceof Node.Sequence sequence && sequence.items().isEmpty());
  }
}
