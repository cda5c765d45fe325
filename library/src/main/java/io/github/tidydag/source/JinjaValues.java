package io.github.tidydag.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What stands in a tree for lines of a text that are Jinja alone, see {@link JinjaLines}. */
final class JinjaValues {
  private final String file;
  private final int linesBefore;
  private final JinjaLines lines;
  private final Consumer<Location> count;

  /**
   * Of one text.
   *
   * @param linesBefore how many lines of the file stand before the text
   * @param count told of each value that is added to the tree
   */
  JinjaValues(String file, int linesBefore, JinjaLines lines, Consumer<Location> count) {
    this.file = file;
    this.linesBefore = linesBefore;
    this.lines = lines;
    this.count = count;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Items of a list with those of its lines; for the numbers see {@link JinjaLines#take}. */
  List<Node> among(List<Node> items, int after, int until, int column, boolean shared) {
    return among(items, Node::at, lines.take(after, until, column, shared), this::masked);
  }

  /** Entries of a mapping with those of its lines; for the numbers see {@link JinjaLines#take}. */
  List<Node.Entry> amongEntries(List<Node.Entry> entries, int after, int until, int column) {
    return among(
        entries,
        entry -> entry.key().at(),
        lines.take(after, until, column, false),
        line -> new Node.Entry(masked(line), masked(line)));
  }

  /** Values in the order of the file, with what stands for lines of Jinja. */
  private <T> List<T> among(
      List<T> values,
      Function<T, Location> place,
      List<JinjaLines.Line> taken,
      Function<JinjaLines.Line, T> value) {
    if (taken.isEmpty()) {
      return values;
    }
    List<T> all = new ArrayList<>(values.size() + taken.size());
    int next = 0;
    for (T one : values) {
      int line = place.apply(one).line() - linesBefore;
      while (next < taken.size() && taken.get(next).line() < line) {
        all.add(value.apply(taken.get(next++)));
      }
      all.add(one);
    }
    taken.subList(next, taken.size()).forEach(line -> all.add(value.apply(line)));
    return all;
  }

  private Node.Scalar masked(JinjaLines.Line line) {
    int number = line.line() + linesBefore;
    int end = line.column() + line.masked().length();
    Location at = new Location(file, number, line.column(), number, end);
    count.accept(at);
    return Node.Scalar.text(at, line.masked());
  }

  /**
   * A scalar with the lines that are part of it, or are all of it.
   *
   * @param after the line that it starts in or below
   * @param until the line of what follows it
   * @param indent of the key or list that it stands in, counted from 1
   */
  Node.Scalar around(Node.Scalar scalar, int after, int until, int indent) {
    boolean empty = scalar.isNull() && scalar.text().isEmpty();
    Node.Scalar whole = scalar;
    for (JinjaLines.Line line : lines.take(after, until, indent + 1, false)) {
      if (whole.isNull() && empty) {
        whole = masked(line);
      } else if (!empty && line.column() > indent) {
        Location at = until(whole.at(), masked(line).at());
        whole = new Node.Scalar(at, scalar.tag(), Node.Kind.TEXT, whole.text() + line.masked());
      }
    }
    return whole;
  }

  private static Location until(Location from, Location to) {
    return from.endLine() >= to.endLine()
        ? from
        : new Location(from.file(), from.line(), from.column(), to.endLine(), to.endColumn());
  }
}
