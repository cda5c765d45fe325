package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** The edits that fixes are made of: of text, so that all else stays as somebody wrote it. */
public final class Edits {
  private Edits() {}

  /**
   * Another value in the place of a scalar.
   *
   * @param yaml the value as YAML writes it, quotes included
   */
  public static TextEdit replace(Node scalar, String yaml) {
    return new TextEdit(scalar.at(), yaml);
  }

  /** Another name for a key. */
  public static TextEdit rename(Node.Entry entry, String name) {
    return new TextEdit(entry.key().at(), name);
  }

  /**
   * A new first key of a mapping; empty if that cannot be written: an empty mapping, or one that an
   * alias or a merge brought here.
   */
  public static Optional<TextEdit> insert(Block parent, String key, String yaml) {
    Node.Mapping mapping = parent.body();
    if (mapping.entries().isEmpty()
        || !isInside(mapping.entries().get(0).key().at(), mapping.at())
        || mapping.at().compareTo(parent.entry().key().at()) < 0) {
      return Optional.empty();
    }
    Location first = mapping.entries().get(0).key().at();
    boolean block = first.line() == mapping.at().line() && first.column() == mapping.at().column();
    String separator = block ? "\n" + " ".repeat(first.column() - 1) : ", ";
    Location before =
        new Location(first.file(), first.line(), first.column(), first.line(), first.column());
    return Optional.of(new TextEdit(before, key + ": " + yaml + separator));
  }

  /** A fix that writes a new key, where that is possible. */
  public static Optional<Fix> inserting(Block parent, String key, String yaml, boolean safe) {
    return insert(parent, key, yaml)
        .map(edit -> new Fix("add " + key + ": " + yaml, safe, List.of(edit)));
  }

  private static boolean isInside(Location inner, Location outer) {
    return inner.compareTo(outer) >= 0
        && (inner.line() < outer.endLine()
            || (inner.line() == outer.endLine() && inner.column() <= outer.endColumn()));
  }
}
