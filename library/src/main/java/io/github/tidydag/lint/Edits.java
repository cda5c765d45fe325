package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The edits that fixes are made of: of text, so that all else stays as somebody wrote it. */
public final class Edits {
  /** A mapping of one key, as rules write it into YAML. */
  private static final Pattern ONE_KEY = Pattern.compile("\\{(\\w+): ([^{}]+)\\}");

  private static final Pattern JSON_VALUE =
      Pattern.compile(
          "-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|true|false|null|\".*\"|\\{.*|\\[.*", Pattern.DOTALL);
  private static final Pattern SIMPLE_QUOTED = Pattern.compile("\"[^\"'\\\\]*\"");

  /** Anchors and tags before a value. */
  private static final Pattern PROPERTIES = Pattern.compile("(?:[&!]\\S*\\s+)*");

  private Edits() {}

  /**
   * Another value in the place of a scalar; its anchor stays, and so do its quotes where they can.
   *
   * @param yaml the value as YAML writes it, quotes included
   */
  public static TextEdit replace(Node scalar, String yaml) {
    return new TextEdit(scalar.at(), yaml);
  }

  /** Another name for a key. */
  public static TextEdit rename(Node.Entry entry, String name) {
    return new TextEdit(entry.key().at(), isQuoted(entry.key()) ? '"' + name + '"' : name);
  }

  /**
   * A new key of a mapping, as near to its start as its comments allow; empty if that cannot be
   * written: a mapping that an alias or a merge brought here.
   */
  public static Optional<TextEdit> insert(Block parent, String key, String yaml) {
    Node.Mapping mapping = parent.body();
    Location place = parent.entry().key().at();
    if (mapping.at().compareTo(place) < 0) {
      return Optional.empty();
    }
    if (mapping.entries().isEmpty()) {
      return mapping.flow() ? Optional.of(insertAlone(parent, key, yaml)) : Optional.empty();
    }
    Location first = mapping.entries().get(0).key().at();
    if (!isInside(first, mapping.at())) {
      return Optional.empty();
    }
    if (mapping.flow()) {
      boolean quoted = isQuoted(mapping.entries().get(0).key());
      boolean lines = first.line() > mapping.at().line();
      String separator = lines ? ",\n" + " ".repeat(first.column() - 1) : ", ";
      return Optional.of(new TextEdit(startOf(first), written(key, yaml, quoted) + separator));
    }
    String entry = written(key, yaml, false);
    String margin = " ".repeat(first.column() - 1);
    if (isBelow(parent) && first.line() > place.endLine()) {
      boolean anchored =
          mapping.at().line() > place.endLine() && mapping.at().column() != first.column();
      int line = 1 + (anchored ? mapping.at().line() : place.endLine());
      return Optional.of(new TextEdit(startOf(first.file(), line), margin + entry + "\n"));
    }
    if (!isBelow(parent) && isOneLineBeforeAnother(mapping)) {
      return Optional.of(
          new TextEdit(startOf(first.file(), first.line() + 1), margin + entry + "\n"));
    }
    return Optional.of(new TextEdit(startOf(first), entry + "\n" + margin));
  }

  /** A fix that writes a new key, where that is possible. */
  public static Optional<Fix> inserting(Block parent, String key, String yaml, boolean safe) {
    return insert(parent, key, yaml)
        .map(edit -> new Fix("add " + key + ": " + yaml, safe, List.of(edit)));
  }

  /**
   * A key and its value go, with the comments that speak of nothing else; empty if that cannot be
   * written: what an alias or a merge brought here, what others refer to, half a block of Jinja.
   *
   * @param parent that holds the entry
   */
  static Optional<TextEdit> remove(Document document, Block parent, Node.Entry entry) {
    Location mapping = parent.body().at();
    return mapping.compareTo(parent.entry().key().at()) >= 0 && isInside(entry.key().at(), mapping)
        ? new Removal(document.source(), parent.body(), entry).edit()
        : Optional.empty();
  }

  /** A fix that removes a key and its value, where that is possible. */
  public static Optional<Fix> removing(
      Document document, Block parent, Node.Entry entry, boolean safe) {
    return remove(document, parent, entry)
        .map(edit -> new Fix("remove " + entry.name(), safe, List.of(edit)));
  }

  /** The same of a block that may be missing; empty then. */
  public static Optional<Fix> removing(
      Document document, Optional<Block> parent, Node.Entry entry, boolean safe) {
    return parent.flatMap(block -> removing(document, block, entry, safe));
  }

  /** The fix as its text has it: anchors and quotes are kept, and JSON stays JSON. */
  static Fix settled(SourceText source, Fix fix) {
    return new Fix(
        fix.title(), fix.safe(), fix.edits().stream().map(edit -> settled(source, edit)).toList());
  }

  private static TextEdit settled(SourceText source, TextEdit edit) {
    String old = source.at(edit.at());
    if (old.isEmpty()) {
      return indented(source, edit);
    }
    if (old.isBlank() || edit.text().isBlank() || old.indexOf('\n') >= 0) {
      return edit;
    }
    int kept = kept(old);
    String value = old.substring(kept);
    String text = edit.text();
    if (isJson(source)) {
      text = json(text);
    } else if (value.startsWith("'") && SIMPLE_QUOTED.matcher(text).matches()) {
      text = text.replace('"', '\'');
    }
    return new TextEdit(after(edit.at(), old.codePointCount(0, kept)), text);
  }

  /** What is inserted before a key sends that to a line of its own, indented as it was: by tabs. */
  private static TextEdit indented(SourceText source, TextEdit edit) {
    String spaces = "\n" + " ".repeat(edit.at().column() - 1);
    if (!edit.text().endsWith(spaces)) {
      return edit;
    }
    int start = source.offset(edit.at().line(), 1);
    int key = source.offset(edit.at().line(), edit.at().column());
    String margin = source.text().substring(start, key);
    String text = edit.text().substring(0, edit.text().length() - spaces.length() + 1);
    return margin.isBlank() ? new TextEdit(edit.at(), text + margin) : edit;
  }

  private static int kept(String old) {
    var properties = PROPERTIES.matcher(old);
    return properties.lookingAt() ? properties.end() : 0;
  }

  private static Location after(Location at, int columns) {
    return new Location(at.file(), at.line(), at.column() + columns, at.endLine(), at.endColumn());
  }

  private static boolean isJson(SourceText source) {
    String text = source.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        return c == '[' || (c == '{' && "{%#".indexOf(next) < 0);
      }
    }
    return false;
  }

  private static String json(String yaml) {
    Matcher one = ONE_KEY.matcher(yaml);
    if (one.matches()) {
      return "{\"" + one.group(1) + "\": " + json(one.group(2)) + "}";
    }
    if (JSON_VALUE.matcher(yaml).matches()) {
      return yaml;
    }
    boolean single = yaml.length() > 1 && yaml.startsWith("'") && yaml.endsWith("'");
    String text = single ? yaml.substring(1, yaml.length() - 1).replace("''", "'") : yaml;
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static TextEdit insertAlone(Block parent, String key, String yaml) {
    Location all = parent.body().at();
    int column = all.endColumn() - 1;
    return new TextEdit(
        new Location(all.file(), all.endLine(), column, all.endLine(), column),
        written(key, yaml, isQuoted(parent.entry().key())));
  }

  private static String written(String key, String yaml, boolean quoted) {
    return quoted ? '"' + key + "\": " + json(yaml) : key + ": " + yaml;
  }

  /** Whether it is the value of the block's key, and no item of a list there. */
  @SuppressWarnings("ReferenceEquality") // equal mappings stand in many places
  private static boolean isBelow(Block block) {
    return block.entry().value() == block.body();
  }

  private static boolean isOneLineBeforeAnother(Node.Mapping mapping) {
    if (mapping.entries().size() < 2) {
      return false;
    }
    Node.Entry first = mapping.entries().get(0);
    Location second = mapping.entries().get(1).key().at();
    int line = first.key().at().line();
    return first.value() instanceof Node.Scalar value
        && value.at().endLine() <= line
        && second.line() > line
        && isInside(second, mapping.at());
  }

  private static boolean isQuoted(Node.Scalar key) {
    Location at = key.at();
    return at.endColumn() - at.column() != key.text().codePointCount(0, key.text().length());
  }

  private static Location startOf(Location at) {
    return new Location(at.file(), at.line(), at.column(), at.line(), at.column());
  }

  private static Location startOf(String file, int line) {
    return new Location(file, line, 1, line, 1);
  }

  private static boolean isInside(Location inner, Location outer) {
    return inner.compareTo(outer) >= 0
        && (inner.line() < outer.endLine()
            || (inner.line() == outer.endLine() && inner.column() <= outer.endColumn()));
  }
}
