package io.github.tidydag.convert;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads fields of a manifest. A value of another type is a problem, and then counts as absent. */
final class Fields {
  private final Node.Mapping mapping;
  private final Problems problems;

  Fields(Node.Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  /** The fields that are not {@code null}, in the order of the file. */
  List<Node.Entry> entries() {
    return mapping.entries().stream().filter(entry -> !isNull(entry.value())).toList();
  }

  Optional<Node.Entry> entry(String name) {
    return mapping.entry(name).filter(entry -> !isNull(entry.value()));
  }

  Location at() {
    return mapping.at();
  }

  Optional<Fields> mapping(String name) {
    return entry(name)
        .flatMap(
            entry -> {
              if (entry.value() instanceof Node.Mapping value) {
                return Optional.of(new Fields(value, problems));
              }
              wrong(entry, "a mapping");
              return Optional.empty();
            });
  }

  /** The mapping of that name; a problem if it is not there. */
  Optional<Fields> required(String name, String what) {
    if (entry(name).isEmpty()) {
      problems.error(mapping.at(), name, "is missing; write " + what);
    }
    return mapping(name);
  }

  /** The mapping of that name, or an empty one at this place. */
  Fields mappingOrEmpty(String name) {
    return mapping(name)
        .orElseGet(() -> new Fields(new Node.Mapping(mapping.at(), "", List.of()), problems));
  }

  Optional<Node.Sequence> list(String name) {
    return entry(name)
        .flatMap(
            entry -> {
              if (entry.value() instanceof Node.Sequence value) {
                return Optional.of(value);
              }
              wrong(entry, "a list");
              return Optional.empty();
            });
  }

  Optional<String> text(String name) {
    return entry(name)
        .flatMap(
            entry -> {
              if (entry.value() instanceof Node.Scalar value) {
                return Optional.of(value.text());
              }
              wrong(entry, "text");
              return Optional.empty();
            });
  }

  OptionalLong whole(String name) {
    Optional<Node.Entry> entry = entry(name);
    if (entry.isEmpty()) {
      return OptionalLong.empty();
    }
    if (entry.get().value() instanceof Node.Scalar value && value.text().matches("-?[0-9]{1,12}")) {
      return OptionalLong.of(Long.parseLong(value.text()));
    }
    wrong(entry.get(), "a whole number");
    return OptionalLong.empty();
  }

  boolean isTrue(String name) {
    Optional<String> text = text(name);
    return text.isPresent() && text.get().matches("(?i)true|yes|on|y");
  }

  private void wrong(Node.Entry entry, String expected) {
    problems.error(
        entry.value().at(),
        entry.name(),
        "is " + entry.value().describe() + "; Kubernetes has " + expected + " here");
  }

  private static boolean isNull(Node value) {
    return value instanceof Node.Scalar scalar && scalar.isNull();
  }
}
