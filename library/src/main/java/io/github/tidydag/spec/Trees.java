package io.github.tidydag.spec;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Located trees without their places: maps, lists, text, numbers, booleans and null. */
public final class Trees {
  private static final Location NOWHERE = Location.startOf("");

  private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7]+");

  private Trees() {}

  /** The tree of a mapping. */
  public static Map<String, Object> map(Node.Mapping mapping) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      map.put(entry.name(), of(entry.value()));
    }
    @SuppressWarnings("NullAway") // null stands for YAML's null, and YAML writers take it
    Map<String, Object> tree = map;
    return tree;
  }

  /** The tree of a node. */
  public static @Nullable Object of(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return map(mapping);
    }
    if (node instanceof Node.Sequence sequence) {
      List<@Nullable Object> list = new ArrayList<>();
      sequence.items().forEach(item -> list.add(of(item)));
      return list;
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return switch (scalar.kind()) {
      case TEXT -> scalar.text();
      case BOOLEAN -> Boolean.valueOf(scalar.text());
      case INTEGER -> integer(scalar.text());
      case DECIMAL -> decimal(scalar.text());
      case NULL -> null;
    };
  }

  /**
   * The whole number that a scalar of kind INTEGER writes. A leading zero means octal, as to
   * kubectl and PyYAML: {@code defaultMode: 0644} is 420.
   */
  public static BigInteger integer(String text) {
    if (OCTAL.matcher(text).matches()) {
      return new BigInteger(text, 8);
    }
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
  }

  private static Object decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException infinityOrNotANumber) {
      return text;
    }
  }

  /** A tree that the program made, as nodes without a place. */
  public static Node node(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      List<Node.Entry> entries = new ArrayList<>();
      map.forEach(
          (key, value) ->
              entries.add(
                  new Node.Entry(scalar(Node.Kind.TEXT, String.valueOf(key)), node(value))));
      return new Node.Mapping(NOWHERE, "", entries);
    }
    if (tree instanceof List<?> list) {
      return new Node.Sequence(NOWHERE, "", list.stream().map(Trees::node).toList());
    }
    if (tree == null) {
      return scalar(Node.Kind.NULL, "null");
    }
    Node.Kind kind =
        tree instanceof Boolean
            ? Node.Kind.BOOLEAN
            : tree instanceof BigDecimal
                ? Node.Kind.DECIMAL
                : tree instanceof Number ? Node.Kind.INTEGER : Node.Kind.TEXT;
    return scalar(kind, tree.toString());
  }

  private static Node.Scalar scalar(Node.Kind kind, String text) {
    return new Node.Scalar(NOWHERE, "", kind, text);
  }

  /** The mapping under a key; empty if there is none. */
  public static Map<String, Object> child(Map<String, Object> tree, String key) {
    Map<String, Object> child = new LinkedHashMap<>();
    if (tree.get(key) instanceof Map<?, ?> map) {
      map.forEach((k, v) -> putAny(child, String.valueOf(k), v));
    }
    return child;
  }

  @SuppressWarnings("NullAway") // as in map
  private static void putAny(Map<String, Object> map, String key, @Nullable Object value) {
    map.put(key, value);
  }
}
