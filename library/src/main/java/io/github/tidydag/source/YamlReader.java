package io.github.tidydag.source;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into located trees. Scalars follow the core schema of YAML 1.2 ({@code yes} and {@code
 * on} are text). Nothing is constructed: a tag is a name. Size, nesting and expansion by aliases
 * are bounded.
 */
public final class YamlReader {
  /** The largest text that is read, in characters. */
  public static final int MOST_CHARACTERS = 5_000_000;

  private static final int MOST_NODES = 500_000;
  private static final int MOST_NESTING = 100;
  private static final String MERGE = "<<";
  private static final int NOWHERE = Integer.MAX_VALUE;

  private final String file;
  private final Problems problems;
  private final int linesBefore;
  private final Predicate<Location> optional;
  private final JinjaLines jinja;
  private final Map<String, Node> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int nodes;
  private int depth;

  private YamlReader(
      String file,
      Problems problems,
      int linesBefore,
      Predicate<Location> optional,
      JinjaLines jinja) {
    this.file = file;
    this.problems = problems;
    this.linesBefore = linesBefore;
    this.optional = optional;
    this.jinja = jinja;
  }

  /**
   * The only document of a text; empty, with the reason among the problems, if it is not readable.
   *
   * @param file how messages name the text
   */
  public static Optional<Node> readOne(String file, String text, Problems problems) {
    return one(file, readAll(file, text, problems), problems);
  }

  /**
   * The only document of a text with Jinja, which is masked; a key may stand twice where Jinja may
   * leave one of them out.
   *
   * @param text with its Jinja
   */
  public static Optional<Node> readOneMasked(String file, String text, Problems problems) {
    IntPredicate blocks = JinjaBlocks.of(text);
    Predicate<Location> optional = at -> blocks.test(JinjaBlocks.offset(text, at));
    JinjaLines none = JinjaLines.none(JinjaMask.mask(text));
    List<Node> documents = new ArrayList<>();
    boolean isRead = new YamlReader(file, problems, 0, optional, none).read(documents);
    return one(file, isRead ? documents : List.of(), problems);
  }

  private static Optional<Node> one(String file, List<Node> documents, Problems problems) {
    if (documents.size() > 1) {
      problems.error(documents.get(1).at(), "---", "a second document; write one document a file");
      return Optional.empty();
    }
    if (documents.isEmpty() && !problems.hasErrors()) {
      problems.error(Location.startOf(file), "the file is empty; write a mapping");
    }
    return documents.stream().findFirst();
  }

  /** All documents of a text; none, with the reason among the problems, if it is not readable. */
  public static List<Node> readAll(String file, String text, Problems problems) {
    List<Node> documents = new ArrayList<>();
    JinjaLines none = JinjaLines.none(text);
    return new YamlReader(file, problems, 0, YamlReader::nowhere, none).read(documents)
        ? documents
        : List.of();
  }

  /**
   * The readable documents of a text, also where others are not readable: the reasons of those are
   * among the problems.
   */
  public static List<Node> readEach(String file, String text, Problems problems) {
    return readEach(file, text, problems, YamlReader::nowhere);
  }

  /**
   * As {@link #readEach(String, String, Problems)}, of a text whose Jinja is masked. Lines that are
   * Jinja alone are keys and items that say nothing, where they are no value.
   *
   * @param optional whether Jinja may leave out what stands at a place: a key there may stand twice
   */
  public static List<Node> readEach(
      String file, String text, Problems problems, Predicate<Location> optional) {
    Problems whole = new Problems();
    List<Node> documents = new ArrayList<>();
    if (read(file, text, whole, 0, optional, documents)
        || text.length() > MOST_CHARACTERS
        || text.indexOf("\n---") < 0) {
      problems.addAll(whole);
      return documents;
    }
    documents.clear();
    int line = 0;
    for (int start = 0; start < text.length(); ) {
      int end = endOfDocument(text, start);
      String one = text.substring(start, end);
      List<Node> readable = new ArrayList<>();
      if (read(file, one, problems, line, optional, readable)) {
        documents.addAll(readable);
      }
      line += lines(one);
      start = end;
    }
    return documents;
  }

  /** Reads a text, and where it is no YAML because of lines of Jinja, reads it around them. */
  private static boolean read(
      String file,
      String text,
      Problems problems,
      int linesBefore,
      Predicate<Location> optional,
      List<Node> documents) {
    Problems found = new Problems();
    JinjaLines none = JinjaLines.none(text);
    boolean all = new YamlReader(file, found, linesBefore, optional, none).read(documents);
    if (!all && JinjaMask.isIn(text)) {
      JinjaLines jinja = JinjaLines.of(text);
      if (!jinja.isEmpty()) {
        found = new Problems();
        documents.clear();
        all = new YamlReader(file, found, linesBefore, optional, jinja).read(documents);
      }
    }
    problems.addAll(found);
    return all;
  }

  private static boolean nowhere(Location at) {
    return false;
  }

  /** The next line that starts with three hyphens, which no value may hold; else the end. */
  private static int endOfDocument(String text, int start) {
    for (int at = text.indexOf("\n---", start); at >= 0; at = text.indexOf("\n---", at + 1)) {
      int after = at + 4;
      if (after == text.length() || Character.isWhitespace(text.charAt(after))) {
        return at + 1;
      }
    }
    return text.length();
  }

  private static int lines(String text) {
    int lines = 0;
    for (int i = 0; i < text.length(); i++) {
      lines += Text.endsLine(text, i) ? 1 : 0;
    }
    return lines;
  }

  /** Adds the documents; false, with the reason among the problems, if they are not all there. */
  private boolean read(List<Node> documents) {
    String text = jinja.text();
    if (text.length() > MOST_CHARACTERS) {
      problems.error(
          Location.startOf(file),
          "the text has "
              + text.length()
              + " characters; at most "
              + MOST_CHARACTERS
              + " are read, so split it");
      return false;
    }
    try {
      Parser parser = parser(text);
      parser.getEvent(); // the stream's start
      while (!parser.checkEvent(Event.ID.StreamEnd)) {
        Event start = parser.getEvent(); // the document's
        boolean explicit = ((DocumentStartEvent) start).getExplicit();
        Node document = node(parser, explicit ? line(start.getStartMark()) : 0, 0);
        parser.getEvent(); // its end
        anchors.clear();
        if (!(document instanceof Node.Scalar scalar && scalar.isNull())) {
          documents.add(document);
        }
      }
      return true;
    } catch (MarkedYAMLException e) {
      problems.error(at(e), "not YAML: " + reason(e));
    } catch (TooLargeException e) {
      problems.error(e.at, e.reason);
    } catch (ReaderException e) {
      problems.error(
          at(text, e.getPosition()),
          String.format(
              "not YAML: it has the character U+%04X, which no YAML may; write it in double quotes"
                  + " as \"\\u%04x\", or remove it",
              e.getCodePoint(), e.getCodePoint()));
    } catch (YAMLException e) {
      problems.error(
          new Location(file, 1 + linesBefore, 1, 1 + linesBefore, 1),
          "not YAML: " + firstLine(String.valueOf(e.getMessage())));
    }
    return false;
  }

  /** The place of a character, counted in code points as snakeyaml does. */
  private Location at(String text, int position) {
    String before = text.substring(0, text.offsetByCodePoints(0, position));
    int start = before.length();
    while (start > 0 && !Text.endsLine(text, start - 1)) {
      start--;
    }
    int line = 1 + linesBefore + lines(before);
    int column = 1 + before.codePointCount(start, before.length());
    return new Location(file, line, column, line, column + 1);
  }

  /** Straight from the events: trees in between would cost as much again as reading. */
  private static Parser parser(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    int mark = Text.indexOfMark(text);
    if (mark >= 0) {
      throw new ReaderException("", text.codePointCount(0, mark), text.charAt(mark), "");
    }
    return new ParserImpl(new StreamReader(new StringReader(Text.forParser(text))), options);
  }

  /**
   * The next value.
   *
   * @param after lines of Jinja below that one may be part of it
   * @param indent of the key or list that it stands in, counted from 1
   */
  private Node node(Parser parser, int after, int indent) {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    count(event);
    if (++depth > MOST_NESTING) {
      throw tooDeep(at(event));
    }
    Node node;
    if (event instanceof ScalarEvent scalar) {
      node = jinja.isEmpty() ? scalar(scalar) : around(scalar(scalar), parser, after, indent);
    } else {
      CollectionStartEvent start = (CollectionStartEvent) event;
      String anchor = start.getAnchor();
      if (anchor != null) {
        open.add(anchor);
      }
      node =
          start instanceof MappingStartEvent mapping
              ? mapping(mapping, parser, after)
              : sequence(start, parser, after, indent);
      if (anchor != null) {
        open.remove(anchor);
      }
    }
    depth--;
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private void count(Event at) {
    if (++nodes > MOST_NODES) {
      throw tooMany(at(at));
    }
  }

  private static TooLargeException tooMany(Location at) {
    return new TooLargeException(
        at,
        "more than " + MOST_NODES + " values, counting an alias as what it stands for; split it");
  }

  private static TooLargeException tooDeep(Location at) {
    return new TooLargeException(
        at, "values stand more than " + MOST_NESTING + " deep in each other; write it flatter");
  }

  private Node alias(AliasEvent alias) {
    String name = alias.getAnchor();
    if (open.contains(name)) {
      throw new TooLargeException(at(alias), "an alias that contains itself; write the value out");
    }
    Node node = anchors.get(name);
    if (node == null) {
      throw new TooLargeException(
          at(alias.getStartMark(), alias.getStartMark()),
          "not YAML: " + YamlMistakes.inWords("found undefined alias " + name).orElseThrow());
    }
    return copy(node, at(alias), depth);
  }

  /** Another node that says the same: whoever looks for a node finds one place. */
  private Node copy(Node node, Location alias, int level) {
    if (++nodes > MOST_NODES) {
      throw tooMany(alias);
    }
    if (level >= MOST_NESTING) {
      throw tooDeep(alias);
    }
    if (node instanceof Node.Mapping mapping) {
      List<Node.Entry> entries = new ArrayList<>(mapping.entries().size());
      for (Node.Entry entry : mapping.entries()) {
        Node.Scalar key = (Node.Scalar) copy(entry.key(), alias, level + 1);
        entries.add(new Node.Entry(key, copy(entry.value(), alias, level + 1)));
      }
      return new Node.Mapping(mapping.at(), mapping.tag(), entries, mapping.flow());
    }
    if (node instanceof Node.Sequence sequence) {
      List<Node> items = new ArrayList<>(sequence.items().size());
      for (Node item : sequence.items()) {
        items.add(copy(item, alias, level + 1));
      }
      return new Node.Sequence(sequence.at(), sequence.tag(), items, sequence.flow());
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return new Node.Scalar(scalar.at(), scalar.tag(), scalar.kind(), scalar.text());
  }

  private Node sequence(CollectionStartEvent start, Parser parser, int after, int indent) {
    List<Node> items = new ArrayList<>();
    int own = column(start.getStartMark());
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(parser, parser.peekEvent().getStartMark().getLine(), own));
    }
    Mark end = parser.getEvent().getEndMark();
    int from = start.isFlow() ? line(start.getStartMark()) : after;
    List<JinjaLines.Line> lines =
        jinja.take(from, line(end), start.isFlow() ? 1 : own, own == indent);
    items = among(items, Node::at, lines, this::masked);
    Location at = at(start.getStartMark(), end);
    return new Node.Sequence(at, ownTag(start.getTag()), items, start.isFlow());
  }

  private Node mapping(MappingStartEvent start, Parser parser, int after) {
    List<Node.Entry> own = new ArrayList<>();
    Map<String, Node.Entry> byName = new HashMap<>();
    List<Node.Entry> merged = List.of();
    int column = start.isFlow() ? 1 : column(parser.peekEvent().getStartMark());
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event first = parser.peekEvent();
      boolean isMerge = isMerge(first);
      Node key = node(parser, NOWHERE, 0);
      Node value = node(parser, line(first.getStartMark()), start.isFlow() ? 0 : column);
      if (!(key instanceof Node.Scalar name)) {
        problems.error(
            key.at(),
            key.describe(),
            key instanceof Node.Mapping
                ? "is no key; if it is Jinja, put quotes around: \"{{ ... }}\""
                : "is no key; write text");
        continue;
      }
      if (isMerge) {
        merged = merged.isEmpty() ? new ArrayList<>() : merged;
        merged.addAll(mergeSources(value));
        continue;
      }
      Node.Entry entry = new Node.Entry(name, value);
      Node.Entry before =
          JinjaMask.isIn(name.text()) ? null : byName.putIfAbsent(name.text(), entry);
      if (before == null || optional.test(before.key().at()) || optional.test(name.at())) {
        own.add(entry);
      } else {
        problems.error(
            name.at(),
            name.text(),
            "stands here twice, first in line " + before.key().at().line() + "; keep one of them");
      }
    }
    Mark end = parser.getEvent().getEndMark();
    int from = start.isFlow() ? line(start.getStartMark()) : after;
    List<JinjaLines.Line> lines = jinja.take(from, line(end), column, false);
    own = among(own, entry -> entry.key().at(), lines, l -> new Node.Entry(masked(l), masked(l)));
    Location at = at(start.getStartMark(), end);
    for (Node.Entry entry : merged) {
      if (JinjaMask.isIn(entry.name()) || byName.putIfAbsent(entry.name(), entry) == null) {
        own.add(entry);
      }
    }
    return new Node.Mapping(at, ownTag(start.getTag()), own, start.isFlow());
  }

  /** Values in the order of the file, with what stands for lines of Jinja. */
  private <T> List<T> among(
      List<T> values,
      Function<T, Location> place,
      List<JinjaLines.Line> lines,
      Function<JinjaLines.Line, T> value) {
    if (lines.isEmpty()) {
      return values;
    }
    List<T> all = new ArrayList<>(values.size() + lines.size());
    int next = 0;
    for (T one : values) {
      int line = place.apply(one).line() - linesBefore;
      while (next < lines.size() && lines.get(next).line() < line) {
        all.add(value.apply(lines.get(next++)));
      }
      all.add(one);
    }
    lines.subList(next, lines.size()).forEach(line -> all.add(value.apply(line)));
    return all;
  }

  private Node.Scalar masked(JinjaLines.Line line) {
    int number = line.line() + linesBefore;
    int end = line.column() + line.masked().length();
    Location at = new Location(file, number, line.column(), number, end);
    if (++nodes > MOST_NODES) {
      throw tooMany(at);
    }
    return Node.Scalar.text(at, line.masked());
  }

  /** A scalar with the lines of Jinja that are part of it, or are all of it. */
  private Node.Scalar around(Node.Scalar scalar, Parser parser, int after, int indent) {
    boolean empty = scalar.isNull() && scalar.text().isEmpty();
    Node.Scalar whole = scalar;
    int until = line(parser.peekEvent().getStartMark());
    for (JinjaLines.Line line : jinja.take(after, until, indent + 1, false)) {
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

  private static boolean isMerge(Event key) {
    return key instanceof ScalarEvent scalar
        && scalar.getValue().equals(MERGE)
        && (scalar.getTag() == null
            ? scalar.getImplicit().canOmitTagInPlainScalar()
            : scalar.getTag().equals(Tag.MERGE.getValue()));
  }

  private List<Node.Entry> mergeSources(Node value) {
    if (value instanceof Node.Mapping mapping) {
      return mapping.entries();
    }
    if (value instanceof Node.Scalar scalar && JinjaMask.isIn(scalar.text())) {
      return List.of(new Node.Entry(scalar, Node.Scalar.text(scalar.at(), scalar.text())));
    }
    List<Node.Entry> entries = new ArrayList<>();
    if (value instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        entries.addAll(mergeSources(item));
      }
    } else {
      problems.error(value.at(), "<<", "merges only a mapping or a list of mappings");
    }
    return entries;
  }

  private Node.Scalar scalar(ScalarEvent event) {
    boolean escapes = event.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED;
    String text = Text.fromParser(event.getValue(), escapes);
    String tag = event.getTag();
    Location at = at(event);
    Node.Kind kind = Node.Kind.TEXT;
    if (tag == null || tag.equals("!")) {
      if (event.getImplicit().canOmitTagInPlainScalar()) {
        kind = CoreSchema.kind(text);
      }
    } else if (tag.startsWith(Tag.PREFIX)) {
      kind = CoreSchema.kindOfTag(tag.substring(Tag.PREFIX.length()));
      if (!CoreSchema.allows(kind, text)) {
        problems.error(at, text, "is not what its tag says; write it without the tag");
        kind = Node.Kind.TEXT;
      }
    }
    // elsewhere than in an escape, the parser refuses it
    if (escapes && hasHalf(text)) {
      problems.error(
          at,
          text,
          "holds half a character (a lone surrogate); write it as one escape, such as"
              + " \"\\U0001f600\"");
    }
    return new Node.Scalar(at, ownTag(tag), kind, text);
  }

  private static boolean hasHalf(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean isPair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!isPair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static String ownTag(@Nullable String written) {
    if (written == null || written.equals("!")) {
      return "";
    }
    String tag = new Tag(written).getValue();
    return tag.startsWith(Tag.PREFIX) && isCoreTag(tag.substring(Tag.PREFIX.length()))
        ? ""
        : tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
  }

  private static boolean isCoreTag(String name) {
    return switch (name) {
      case "str", "int", "float", "bool", "null", "map", "seq", "merge" -> true;
      default -> false;
    };
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  private static int column(Mark mark) {
    return mark.getColumn() + 1;
  }

  private Location at(Event event) {
    return at(event.getStartMark(), event.getEndMark());
  }

  private Location at(Mark start, Mark end) {
    return new Location(
        file,
        start.getLine() + 1 + linesBefore,
        start.getColumn() + 1,
        end.getLine() + 1 + linesBefore,
        end.getColumn() + 1);
  }

  private Location at(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    return mark == null ? Location.startOf(file) : at(mark, mark);
  }

  private static String reason(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    String context = e.getContext();
    String whole = context == null ? problem : context + ", " + problem;
    return YamlMistakes.inWords(whole).orElseGet(() -> firstLine(whole));
  }

  private static String firstLine(String message) {
    return Text.shorten(message.split("\n", 2)[0], 200);
  }

  /** Thrown where a text would expand without bound. */
  private static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Location at;
    private final String reason;

    TooLargeException(Location at, String reason) {
      super(reason);
      this.at = at;
      this.reason = reason;
    }
  }
}
