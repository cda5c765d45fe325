package io.github.tidydag.objects;

import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.spec.Value;
import java.util.ArrayList;
import java.util.List;

/** Values of a spec as located trees: Jinja is masked, and so is what only Python knows. */
final class ValueNodes {
  private static final String UNKNOWN = String.valueOf(JinjaMask.MASK);

  private ValueNodes() {}

  /** The tree of a value. */
  static Node of(Value value) {
    if (value instanceof Value.Items items) {
      List<Node> nodes = items.items().stream().map(ValueNodes::of).toList();
      return new Node.Sequence(value.at(), "", nodes);
    }
    if (value instanceof Value.Dict dict) {
      return mapping(dict.at(), dict.entries());
    }
    if (value instanceof Value.KubernetesObject object) {
      return mapping(object.at(), object.fields());
    }
    if (value instanceof Value.Text text) {
      return Node.Scalar.text(text.at(), JinjaMask.mask(text.text()));
    }
    if (value instanceof Value.Whole whole) {
      return new Node.Scalar(whole.at(), "", Node.Kind.INTEGER, whole.number().toString());
    }
    if (value instanceof Value.Fraction fraction) {
      String number = fraction.number().toPlainString();
      return new Node.Scalar(fraction.at(), "", Node.Kind.DECIMAL, number);
    }
    if (value instanceof Value.Truth truth) {
      String word = Boolean.toString(truth.value());
      return new Node.Scalar(truth.at(), "", Node.Kind.BOOLEAN, word);
    }
    if (value instanceof Value.Nothing) {
      return new Node.Scalar(value.at(), "", Node.Kind.NULL, "");
    }
    if (value instanceof Value.Span span) {
      String seconds = Long.toString(span.duration().toSeconds());
      return new Node.Scalar(span.at(), "", Node.Kind.INTEGER, seconds);
    }
    return Node.Scalar.text(value.at(), UNKNOWN);
  }

  private static Node.Mapping mapping(Location at, List<Value.Entry> entries) {
    List<Node.Entry> nodes = new ArrayList<>();
    entries.forEach(e -> nodes.add(Node.Entry.of(e.at(), e.name(), of(e.value()))));
    return new Node.Mapping(at, "", nodes);
  }

  /** The same tree with its Jinja masked. */
  static Node masked(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return masked(mapping);
    }
    if (node instanceof Node.Sequence sequence) {
      List<Node> items = sequence.items().stream().map(ValueNodes::masked).toList();
      return new Node.Sequence(sequence.at(), sequence.tag(), items, sequence.flow());
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return scalar.text().indexOf('{') < 0
        ? scalar
        : new Node.Scalar(scalar.at(), scalar.tag(), scalar.kind(), JinjaMask.mask(scalar.text()));
  }

  static Node.Mapping masked(Node.Mapping mapping) {
    List<Node.Entry> entries = new ArrayList<>();
    mapping.entries().forEach(e -> entries.add(new Node.Entry(e.key(), masked(e.value()))));
    return new Node.Mapping(mapping.at(), mapping.tag(), entries, mapping.flow());
  }
}
