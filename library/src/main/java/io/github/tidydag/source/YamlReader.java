package io.github.tidydag.source;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

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
  private static final Tag MERGE = Tag.MERGE;

  private final String file;
  private final Problems problems;
  private final int linesBefore;
  private final Set<org.yaml.snakeyaml.nodes.Node> path =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  private YamlReader(String file, Problems problems, int linesBefore) {
    this.file = file;
    this.problems = problems;
    this.linesBefore = linesBefore;
  }

  /**
   * The only document of a text; empty, with the reason among the problems, if it is not readable.
   *
   * @param file how messages name the text
   */
  public static Optional<Node> readOne(String file, String text, Problems problems) {
    List<Node> documents = readAll(file, text, problems);
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
    return new YamlReader(file, problems, 0).read(text, documents) ? documents : List.of();
  }

  /**
   * The readable documents of a text, also where others are not readable: the reasons of those are
   * among the problems.
   */
  public static List<Node> readEach(String file, String text, Problems problems) {
    Problems whole = new Problems();
    List<Node> documents = new ArrayList<>();
    if (new YamlReader(file, whole, 0).read(text, documents)
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
      if (new YamlReader(file, problems, line).read(one, readable)) {
        documents.addAll(readable);
      }
      line += lines(one);
      start = end;
    }
    return documents;
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
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      lines++;
    }
    return lines;
  }

  /** Adds the documents; false, with the reason among the problems, if they are not all there. */
  private boolean read(String text, List<Node> documents) {
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
      Composer composer = composer(text);
      while (composer.checkNode()) {
        Node converted = convert(composer.getNode());
        if (!(converted instanceof Node.Scalar scalar && scalar.isNull())) {
          documents.add(converted);
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
      String reason = String.valueOf(e.getMessage());
      problems.error(
          new Location(file, 1 + linesBefore, 1, 1 + linesBefore, 1),
          reason.startsWith("Nesting Depth")
              ? "values stand more than " + MOST_NESTING + " deep in each other; write it flatter"
              : "not YAML: " + firstLine(reason));
    }
    return false;
  }

  /** The place of a character, counted in code points as snakeyaml does. */
  private Location at(String text, int position) {
    int[] all = text.codePoints().limit(position).toArray();
    int line = 1 + linesBefore;
    int column = 1;
    for (int c : all) {
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }
    return new Location(file, line, column, line, column + 1);
  }

  /** Straight to the nodes: what would make objects of them takes as long to set up as to read. */
  private static Composer composer(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setNestingDepthLimit(MOST_NESTING);
    options.setAllowRecursiveKeys(false);
    options.setTagInspector(tag -> true); // nothing is constructed: whoever reads a tag decides
    options.setMaxAliasesForCollections(Integer.MAX_VALUE); // expansion is bounded by MOST_NODES
    return new Composer(
        new ParserImpl(new StreamReader(new StringReader(text)), options),
        new CoreSchema(),
        options);
  }

  private Node convert(org.yaml.snakeyaml.nodes.Node node) {
    if (++nodes > MOST_NODES) {
      throw new TooLargeException(
          at(node),
          "more than " + MOST_NODES + " values, counting an alias as what it stands for; split it");
    }
    if (path.contains(node)) {
      throw new TooLargeException(at(node), "an alias that contains itself; write the value out");
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    path.add(node);
    try {
      if (node instanceof SequenceNode sequence) {
        List<Node> items = new ArrayList<>();
        for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
          items.add(convert(item));
        }
        return new Node.Sequence(at(node), ownTag(node), items, isFlow(sequence));
      }
      return mapping((MappingNode) node);
    } finally {
      path.remove(node);
    }
  }

  private Node mapping(MappingNode node) {
    Map<String, Node.Entry> own = new LinkedHashMap<>();
    Map<String, Node.Entry> merged = new HashMap<>();
    List<Node.Entry> mergedInOrder = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      Node key = convert(tuple.getKeyNode());
      Node value = convert(tuple.getValueNode());
      if (!(key instanceof Node.Scalar name)) {
        problems.error(
            key.at(),
            key.describe(),
            key instanceof Node.Mapping
                ? "is no key; if it is Jinja, put quotes around: \"{{ ... }}\""
                : "is no key; write text");
        continue;
      }
      if (MERGE.equals(tuple.getKeyNode().getTag())) {
        for (Node.Entry entry : mergeSources(value)) {
          if (merged.putIfAbsent(entry.name(), entry) == null) {
            mergedInOrder.add(entry);
          }
        }
        continue;
      }
      Node.Entry before = own.putIfAbsent(name.text(), new Node.Entry(name, value));
      if (before != null) {
        problems.error(
            name.at(),
            name.text(),
            "stands here twice, first in line " + before.key().at().line() + "; keep one of them");
      }
    }
    List<Node.Entry> entries = new ArrayList<>(own.values());
    for (Node.Entry entry : mergedInOrder) {
      if (!own.containsKey(entry.name())) {
        entries.add(entry);
      }
    }
    return new Node.Mapping(at(node), ownTag(node), entries, isFlow(node));
  }

  private static boolean isFlow(CollectionNode<?> node) {
    return node.getFlowStyle() == DumperOptions.FlowStyle.FLOW;
  }

  private List<Node.Entry> mergeSources(Node value) {
    if (value instanceof Node.Mapping mapping) {
      return mapping.entries();
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

  private Node scalar(ScalarNode node) {
    Tag tag = node.getTag();
    if (!CoreSchema.allows(tag, node.getValue())) {
      problems.error(
          at(node), node.getValue(), "is not what its tag says; write it without the tag");
      tag = Tag.STR;
    }
    if (node.getValue().codePoints().anyMatch(YamlReader::isHalf)) {
      problems.error(
          at(node),
          node.getValue(),
          "holds half a character (a lone surrogate); write it as one escape, such as"
              + " \"\\U0001f600\"");
    }
    Node.Kind kind = Node.Kind.TEXT;
    if (Tag.INT.equals(tag)) {
      kind = Node.Kind.INTEGER;
    } else if (Tag.FLOAT.equals(tag)) {
      kind = Node.Kind.DECIMAL;
    } else if (Tag.BOOL.equals(tag)) {
      kind = Node.Kind.BOOLEAN;
    } else if (Tag.NULL.equals(tag)) {
      kind = Node.Kind.NULL;
    }
    return new Node.Scalar(at(node), ownTag(node), kind, node.getValue());
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static String ownTag(org.yaml.snakeyaml.nodes.Node node) {
    String tag = node.getTag().getValue();
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

  private Location at(org.yaml.snakeyaml.nodes.Node node) {
    return at(node.getStartMark(), node.getEndMark());
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

  /** The core schema of YAML 1.2, and merge keys. */
  private static final class CoreSchema extends Resolver {
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL =
        Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
                + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern MERGE_KEY = Pattern.compile("<<");

    /** Whether a text is what a core tag, perhaps an explicit one, calls it. */
    static boolean allows(Tag tag, String text) {
      Pattern pattern =
          tag.equals(Tag.BOOL)
              ? BOOLEAN
              : tag.equals(Tag.INT)
                  ? INTEGER
                  : tag.equals(Tag.FLOAT) ? DECIMAL : tag.equals(Tag.NULL) ? NOTHING : null;
      return pattern == null || pattern.matcher(text).matches();
    }

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOLEAN, "tTfF");
      addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, DECIMAL, "-+0123456789.");
      addImplicitResolver(Tag.NULL, NOTHING, "~nN\0");
      addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
      addImplicitResolver(Tag.MERGE, MERGE_KEY, "<");
    }
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
