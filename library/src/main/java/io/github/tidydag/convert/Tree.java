package io.github.tidydag.convert;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping in the making; every value keeps the place that it came from. */
final class Tree {
  private final Location at;
  private final Map<String, Node> values = new LinkedHashMap<>();

  Tree(Location at) {
    this.at = at;
  }

  /** Sets a value. */
  Tree put(String name, Node value) {
    values.put(name, value);
    return this;
  }

  /** Sets a text, at this mapping's place. */
  Tree put(String name, String text) {
    return put(name, new Node.Scalar(at, "", Node.Kind.TEXT, text));
  }

  /** Sets a whole number. */
  Tree put(String name, long number) {
    return put(name, new Node.Scalar(at, "", Node.Kind.INTEGER, Long.toString(number)));
  }

  /** Sets true. */
  Tree putTrue(String name) {
    return put(name, new Node.Scalar(at, "", Node.Kind.BOOLEAN, "true"));
  }

  /** Sets a mapping, unless there is nothing in it. */
  Tree putUnlessEmpty(String name, Tree value) {
    return value.isEmpty() ? this : put(name, value.build());
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  @Nullable Node get(String name) {
    return values.get(name);
  }

  Node.Mapping build() {
    List<Node.Entry> entries = new ArrayList<>();
    values.forEach(
        (name, value) ->
            entries.add(new Node.Entry(new Node.Scalar(at, "", Node.Kind.TEXT, name), value)));
    return new Node.Mapping(at, "", entries);
  }
}
