package io.github.tidydag.source;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Composes the located trees of one text from the events of the parser: checks tags and keys,
 * merges, copies what aliases stand for, and stops where a text would expand without bound.
 */
final class YamlComposer {
  private static final int MOST_NODES = 500_000;
  private static final int MOST_NESTING = 100;
  private static final String MERGE = "<<";
  private static final int NOWHERE = Integer.MAX_VALUE;

  private final String file;
  private final Problems problems;
  private final int linesBefore;
  private final Predicate<Location> optional;
  private final String text;
  private final JinjaValues jinja;
  private final Map<String, Node> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int nodes;
  private int depth;

  /**
   * Of one text.
   *
   * @param linesBefore how many lines of the file stand before the text
   * @param optional whether Jinja may leave out what stands at a place: a key there may stand twice
   * @param jinja the text, and the lines that were taken out of it
   */
  YamlComposer(
      String file,
      Problems problems,
      int linesBefore,
      Predicate<Location> optional,
      JinjaLines jinja) {
    this.file = file;
    this.problems = problems;
    this.linesBefore = linesBefore;
    this.optional = optional;
    this.text = jinja.text();
    this.jinja = new JinjaValues(file, linesBefore, jinja, this::count);
  }

  /** Adds the documents; false, with the reason among the problems, if they are not all there. */
  boolean read(List<Node> documents) {
    if (text.length() > YamlReader.MOST_CHARACTERS) {
      problems.error(
          Location.startOf(file),
          "the text has "
              + text.length()
              + " characters; at most "
              + YamlReader.MOST_CHARACTERS
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
          at(e.getPosition()),
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
  private Location at(int position) {
    String before = text.substring(0, text.offsetByCodePoints(0, position));
    int start = before.length();
    while (start > 0 && !Text.endsLine(text, start - 1)) {
      start--;
    }
    int line = 1 + linesBefore + Text.lines(before);
    int column = 1 + before.codePointCount(start, before.length());
    return new Location(file, line, column, line, column + 1);
  }

  /** Straight from the events: trees in between would cost as much again as reading. */
  private static Parser parser(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(YamlReader.MOST_CHARACTERS);
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
      node = scalar(scalar);
      if (!jinja.isEmpty()) {
        int until = line(parser.peekEvent().getStartMark());
        node = jinja.around((Node.Scalar) node, after, until, indent);
      }
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

  private void count(Location at) {
    if (++nodes > MOST_NODES) {
      throw tooMany(at);
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
    count(alias);
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
    items = jinja.among(items, from, line(end), start.isFlow() ? 1 : own, own == indent);
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
    own = jinja.amongEntries(own, from, line(end), column);
    Location at = at(start.getStartMark(), end);
    for (Node.Entry entry : merged) {
      if (JinjaMask.isIn(entry.name()) || byName.putIfAbsent(entry.name(), entry) == null) {
        own.add(entry);
      }
    }
    return new Node.Mapping(at, ownTag(start.getTag()), own, start.isFlow());
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
