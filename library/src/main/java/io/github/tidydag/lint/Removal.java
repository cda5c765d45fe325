package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one key and its value go from a text. */
final class Removal {
  private static final Pattern ANCHOR = Pattern.compile("(?<![^\\s\\[{,:])&([^\\s,\\[\\]{}]+)");
  private static final Pattern DASHES = Pattern.compile("\\s*(-\\s+)+");

  private final SourceText source;
  private final String text;
  private final Node.Mapping mapping;
  private final Node.Entry entry;

  Removal(SourceText source, Node.Mapping mapping, Node.Entry entry) {
    this.source = source;
    this.text = source.text();
    this.mapping = mapping;
    this.entry = entry;
  }

  Optional<TextEdit> edit() {
    Location key = entry.key().at();
    char first = text.charAt(source.offset(key.line(), key.column()));
    if (first == '&' || first == '!' || isExplicit()) {
      return Optional.empty();
    }
    return mapping.flow() ? fromBraces() : fromLines();
  }

  private boolean isExplicit() {
    int before = backOverSpace(start());
    return before >= 0 && text.charAt(before) == '?';
  }

  private Optional<TextEdit> fromLines() {
    Location key = entry.key().at();
    int last = lastLine();
    int lineStart = source.offset(key.line(), 1);
    int next = last < source.lines() ? source.offset(last + 1, 1) : text.length();
    if (isOnly()) {
      int end = source.offset(last, 1) + source.line(last).stripTrailing().length();
      int before = backOverSpace(start());
      boolean below =
          before >= 0
              && text.charAt(before) == ':'
              && text.substring(before, start()).indexOf('\n') >= 0;
      return below ? edit(before + 1, end, " {}") : edit(start(), end, "{}");
    }
    if (!text.substring(lineStart, start()).isBlank()) {
      return DASHES.matcher(text.substring(lineStart, start())).matches()
          ? edit(start(), overSpace(next), "")
          : Optional.empty();
    }
    int first = firstLine(last);
    int from = source.offset(first, 1);
    if (next == text.length() && !text.endsWith("\n") && from > 0) {
      return edit(from - 1, next, ""); // the last line stays one without an end
    }
    boolean betweenBlanks =
        first > 1
            && source.line(first - 1).isBlank()
            && last < source.lines()
            && source.line(last + 1).isBlank();
    if (betweenBlanks) {
      next = last + 1 < source.lines() ? source.offset(last + 2, 1) : text.length();
    }
    return edit(from, next, "");
  }

  private boolean isOnly() {
    return mapping.entries().size() == 1;
  }

  /** The last line of the value: what is indented below its key, and the items of its list. */
  private int lastLine() {
    int indent = entry.key().at().column() - 1;
    int surely = lastSurely(entry.value());
    boolean list = entry.value() instanceof Node.Sequence sequence && !sequence.flow();
    int last = Math.max(entry.key().at().line(), surely);
    for (int line = entry.key().at().line() + 1; line <= source.lines(); line++) {
      String content = source.line(line);
      int margin = margin(content);
      if (content.isBlank()) {
        continue;
      }
      boolean item = margin == indent && list && isItem(content.substring(margin));
      if (margin > indent || item || line <= surely) {
        last = Math.max(last, line);
      } else {
        break;
      }
    }
    return last;
  }

  private static boolean isItem(String content) {
    return content.startsWith("- ") || content.strip().equals("-");
  }

  /** The last line of what may stand at any indent: in quotes or brackets. */
  private int lastSurely(Node node) {
    if (node.at().compareTo(entry.key().at()) < 0) {
      return 0; // from an anchor above
    }
    if (node instanceof Node.Mapping inner && !inner.flow()) {
      return inner.entries().stream().mapToInt(e -> lastSurely(e.value())).max().orElse(0);
    }
    if (node instanceof Node.Sequence inner && !inner.flow()) {
      return inner.items().stream().mapToInt(this::lastSurely).max().orElse(0);
    }
    int at = source.offset(node.at().line(), node.at().column());
    boolean block = at < text.length() && "|>&!".indexOf(text.charAt(at)) >= 0;
    return block ? node.at().line() : node.at().endLine();
  }

  /** With the comments above that speak of this key alone: nothing else stands right below. */
  private int firstLine(int last) {
    int key = entry.key().at().line();
    int indent = entry.key().at().column() - 1;
    int first = key;
    while (first > 1 && isComment(first - 1) && margin(source.line(first - 1)) == indent) {
      first--;
    }
    boolean header = first == 1 || source.line(first - 1).startsWith("---");
    String below = last < source.lines() ? source.line(last + 1) : "";
    boolean alone = below.isBlank() || isComment(last + 1) || margin(below) < indent;
    return alone && !(header && indent == 0) ? first : key;
  }

  private boolean isComment(int line) {
    return source.line(line).strip().startsWith("#");
  }

  private Optional<TextEdit> fromBraces() {
    int from = start();
    int end = endOfValue();
    int mark = overComments(end);
    int before = backOverSpace(from);
    if (mark < text.length() && text.charAt(mark) == ',') {
      return edit(from, overSpace(overComment(mark + 1)), "");
    }
    if (mark < text.length()
        && text.charAt(mark) == '}'
        && before >= 0
        && "{,".indexOf(text.charAt(before)) >= 0) {
      return edit(text.charAt(before) == ',' ? before : from, end, "");
    }
    return Optional.empty();
  }

  private int endOfValue() {
    Location key = entry.key().at();
    Location value = entry.value().at();
    int afterKey = source.offset(key.endLine(), key.endColumn());
    if (value.compareTo(key) > 0) {
      return Math.max(afterKey, source.offset(value.endLine(), value.endColumn()));
    }
    int i = overSpace(afterKey);
    i = overSpace(i < text.length() && text.charAt(i) == ':' ? i + 1 : i);
    while (i < text.length() && " \n,}]".indexOf(text.charAt(i)) < 0) {
      i++; // *alias
    }
    return i;
  }

  private int start() {
    return source.offset(entry.key().at().line(), entry.key().at().column());
  }

  private int overComments(int at) {
    int i = overSpace(at);
    while (i < text.length() && text.charAt(i) == '#') {
      i = overSpace(overComment(i));
    }
    return i;
  }

  /** After a comment on this line; where it was, if there is none. */
  private int overComment(int at) {
    int i = at;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    if (i < text.length() && text.charAt(i) == '#') {
      int end = text.indexOf('\n', i);
      return end < 0 ? text.length() : end;
    }
    return at;
  }

  private int overSpace(int at) {
    int i = at;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The index of the last character before that is no space; -1 if there is none. */
  private int backOverSpace(int at) {
    int i = at - 1;
    while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return i;
  }

  private static int margin(String line) {
    int i = 0;
    while (i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private Optional<TextEdit> edit(int from, int to, String with) {
    String gone = text.substring(from, to);
    if (gone.contains("{%")) {
      return Optional.empty();
    }
    Matcher anchors = ANCHOR.matcher(gone);
    while (anchors.find()) {
      if (text.indexOf("*" + anchors.group(1), to) >= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new TextEdit(source.range(from, to), with));
  }
}
