package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what one rule finds in one document. */
public final class Sink {
  private final Document document;
  private final RuleInfo rule;
  private final List<Finding> findings;
  private final @Nullable List<Location> secrets;

  /**
   * A sink.
   *
   * @param secrets takes the places of values that hold secrets; null for a rule that finds none.
   *     What one finds that does is taken also if it is off, and beside a placeholder
   */
  Sink(Document document, RuleInfo rule, List<Finding> findings, @Nullable List<Location> secrets) {
    this.document = document;
    this.rule = rule;
    this.findings = findings;
    this.secrets = secrets;
  }

  /** Takes what is found under another of the rule's {@link Rule#infos}; nothing if it is off. */
  public Sink under(RuleInfo info) {
    return info.equals(rule) ? this : new Sink(document, info, findings, secrets);
  }

  /** A wrong value. */
  public void value(Node value, String message) {
    value(value, message, null);
  }

  /** A wrong value, and its fix; nothing where another tool is yet to write it. */
  public void value(Node value, String message, @Nullable Fix fix) {
    if (value instanceof Node.Scalar scalar
        && secrets == null
        && Placeholders.isIn(scalar.text())) {
      return;
    }
    Location start =
        new Location(
            value.at().file(),
            value.at().line(),
            value.at().column(),
            value.at().line(),
            value.at().column());
    String told = document.unmasked(message, start);
    add(value.at(), document.written(value), told, pathOf(value), fix);
  }

  /** A key that should not be there, or a value too large or too secret to show. */
  public void key(Node.Entry entry, String message) {
    key(entry, message, null);
  }

  /** A key that should not be there, and its fix. */
  public void key(Node.Entry entry, String message, @Nullable Fix fix) {
    Location at = entry.key().at();
    String told = document.unmasked(message, at);
    if (secrets != null) {
      secrets.add(entry.value().at());
    }
    add(at, nameOf(entry), told, pathOf(entry.value()), fix);
  }

  /** A key that is missing from a mapping; nothing where Jinja may bring it. */
  public void missing(Block parent, String key, String message) {
    missing(parent, key, message, null);
  }

  /** A key that is missing from a mapping, and its fix; nothing where Jinja may bring it. */
  public void missing(Block parent, String key, String message, @Nullable Fix fix) {
    if (parent.mayHold(key)) {
      return;
    }
    String path = pathOf(parent.body());
    block(parent, message, path.isEmpty() ? key : path + "." + key, fix);
  }

  /** A mapping whose keys do not fit together: at its key, or at its item in a list. */
  public void block(Block block, String message) {
    block(block, message, pathOf(block.body()), null);
  }

  private void block(Block block, String message, String path, @Nullable Fix fix) {
    Node.Entry entry = block.entry();
    int item = item(block);
    Location at = item < 0 ? entry.key().at() : startOf(block.body());
    String told = document.unmasked(message, at);
    add(at, nameOf(entry) + (item < 0 ? "" : "[" + item + "]"), told, path, fix);
  }

  /** Which item of the entry's list it is; -1 if it is none, or stands elsewhere with an anchor. */
  @SuppressWarnings("ReferenceEquality") // equal items are not the same
  private static int item(Block block) {
    if (block.entry().value() instanceof Node.Sequence list
        && startOf(block.body()).compareTo(block.entry().key().at()) > 0) {
      for (int i = 0; i < list.items().size(); i++) {
        if (list.items().get(i) == block.body()) {
          return i;
        }
      }
    }
    return -1;
  }

  private static Location startOf(Node.Mapping body) {
    return body.entries().isEmpty() ? body.at() : body.entries().get(0).key().at();
  }

  /** Something about the document as a whole. */
  public void document(String message) {
    Node.Scalar place =
        document
            .root()
            .entry("kind")
            .map(Node.Entry::key)
            .orElseGet(() -> document.root().entries().get(0).key());
    add(place.at(), document.object(), message, "", null);
  }

  private void add(Location at, String written, String message, String path, @Nullable Fix fix) {
    if (secrets == null && !document.settings().uses(rule)) {
      return;
    }
    findings.add(
        new Finding(
            rule,
            document.settings().severity(rule),
            at,
            written,
            message,
            path,
            document.object(),
            document.isDescribed()
                ? Optional.empty()
                : Optional.ofNullable(fix).map(f -> Edits.settled(document.source(), judged(f)))));
  }

  /** Where Jinja chooses between lines, what a rule compared may never stand together. */
  private Fix judged(Fix fix) {
    return fix.safe() && document.hasStatements() ? new Fix(fix.title(), false, fix.edits()) : fix;
  }

  private String pathOf(Node wanted) {
    StringBuilder path = new StringBuilder();
    return find(document.root(), wanted, path) ? path.toString() : "";
  }

  private String nameOf(Node.Entry entry) {
    return document.unmasked(entry.name(), entry.key().at());
  }

  @SuppressWarnings("ReferenceEquality") // equal values stand in many places
  private boolean find(Node from, Node wanted, StringBuilder path) {
    if (from == wanted) {
      return true;
    }
    int length = path.length();
    if (from instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        path.append(length == 0 ? "" : ".").append(nameOf(entry));
        if (find(entry.value(), wanted, path)) {
          return true;
        }
        path.setLength(length);
      }
    } else if (from instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        path.append('[').append(i).append(']');
        if (find(sequence.items().get(i), wanted, path)) {
          return true;
        }
        path.setLength(length);
      }
    }
    return false;
  }
}
