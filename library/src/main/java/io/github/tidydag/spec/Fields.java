package io.github.tidydag.spec;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.tables.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a mapping key by key: each key is taken once, what nobody took is unknown. */
final class Fields {
  private final Node.Mapping mapping;
  private final Problems problems;
  private final Set<String> asked = new HashSet<>();

  Fields(Node.Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  /** The fields of a node that must be a mapping; none, with an error, if it is not. */
  static Fields of(Node node, String what, Problems problems) {
    if (node instanceof Node.Mapping mapping && mapping.tag().isEmpty()) {
      return new Fields(mapping, problems);
    }
    problems.error(node.at(), node.describe(), what + " is a mapping; write key: value");
    return new Fields(new Node.Mapping(node.at(), "", List.of()), problems);
  }

  Location at() {
    return mapping.at();
  }

  Optional<Node.Entry> entry(String name) {
    asked.add(name);
    return mapping.entry(name);
  }

  Optional<Node> node(String name) {
    return entry(name).map(Node.Entry::value);
  }

  Optional<Fields> fields(String name) {
    return node(name).map(n -> of(n, name, problems));
  }

  Optional<String> text(String name) {
    return node(name).flatMap(n -> text(n, name, problems));
  }

  Optional<Boolean> truth(String name) {
    Optional<Node> node = node(name);
    if (node.isPresent()) {
      if (node.get() instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN) {
        return Optional.of(Boolean.valueOf(scalar.text()));
      }
      problems.error(
          node.get().at(), node.get().describe(), name + " is true or false; write one, unquoted");
    }
    return Optional.empty();
  }

  /** A whole number of at least {@code least}. */
  Optional<Integer> count(String name, int least) {
    Optional<Node> node = node(name);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Node.Scalar scalar
        && scalar.kind() == Node.Kind.INTEGER
        && scalar.text().matches("\\+?\\d{1,9}")
        && Integer.parseInt(scalar.text()) >= least) {
      return Optional.of(Integer.parseInt(scalar.text()));
    }
    problems.error(
        node.get().at(),
        node.get().describe(),
        name + " is a whole number; write " + least + " or more, unquoted");
    return Optional.empty();
  }

  Optional<Duration> duration(String name) {
    return node(name).flatMap(n -> duration(n, name, problems));
  }

  /** A list of text; one text alone is taken as a list of it. */
  List<String> texts(String name) {
    return placedTexts(name).stream().map(Value.Text::text).toList();
  }

  /** A list of text as {@link #texts} has it, each where it stands. */
  List<Value.Text> placedTexts(String name) {
    Optional<Node> node = node(name);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof Node.Mapping mapping) {
      problems.error(mapping.at(), mapping.describe(), name + " is a list; write [name, name]");
      return List.of();
    }
    boolean many = node.get() instanceof Node.Sequence;
    List<Value.Text> texts = new ArrayList<>();
    for (Node item :
        node.get() instanceof Node.Sequence list ? list.items() : List.of(node.get())) {
      text(item, many ? "an item of " + name : name, problems)
          .ifPresent(t -> texts.add(new Value.Text(item.at(), t)));
    }
    return texts;
  }

  /** What nobody asked for. */
  List<Node.Entry> others() {
    return mapping.entries().stream().filter(e -> !asked.contains(e.name())).toList();
  }

  /** Reports what nobody asked for. */
  void rejectOthers(String what) {
    rejectOthers(what, List.of());
  }

  void rejectOthers(String what, Collection<String> alsoKnown) {
    Set<String> known = new HashSet<>(asked);
    known.addAll(alsoKnown);
    for (Node.Entry entry : others()) {
      if (!alsoKnown.contains(entry.name())) {
        problems.error(
            entry.key().at(),
            entry.name(),
            "is no key of "
                + what
                + Spelling.nearest(entry.name(), known)
                    .map(n -> "; did you mean " + n + "?")
                    .orElse("; it has " + String.join(", ", known.stream().sorted().toList())));
      }
    }
  }

  /** By its name: a number may be a password. */
  static void notText(Node.Scalar scalar, String name, Problems problems) {
    problems.error(
        scalar.at(),
        name,
        "is " + scalar.kind().words() + ", and has to be text; write it in quotes");
  }

  static Optional<String> text(Node node, String name, Problems problems) {
    if (node instanceof Node.Scalar scalar && scalar.tag().isEmpty()) {
      if (scalar.kind() == Node.Kind.TEXT) {
        return Optional.of(scalar.text());
      }
      notText(scalar, name, problems);
      return Optional.empty();
    }
    problems.error(
        node.at(),
        node.tag().isEmpty() ? node.describe() : node.tag(),
        name + " is text; write one text" + (node.tag().isEmpty() ? "" : ", without a tag"));
    return Optional.empty();
  }

  static Optional<Duration> duration(Node node, String name, Problems problems) {
    Optional<Duration> duration =
        node instanceof Node.Scalar scalar ? Durations.parse(scalar.text()) : Optional.empty();
    if (duration.isEmpty()) {
      problems.error(node.at(), node.describe(), name + " is no duration; " + Durations.FORM);
    }
    return duration;
  }
}
