package io.github.tidydag.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Reads YAML into located trees. Scalars follow the core schema of YAML 1.2 ({@code yes} and {@code
 * on} are text). Nothing is constructed: a tag is a name. Size, nesting and expansion by aliases
 * are bounded.
 */
public final class YamlReader {
  /** The largest text that is read, in characters. */
  public static final int MOST_CHARACTERS = 5_000_000;

  private YamlReader() {}

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
    boolean isRead = new YamlComposer(file, problems, 0, optional, none).read(documents);
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
    return new YamlComposer(file, problems, 0, YamlReader::nowhere, none).read(documents)
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
      line += Text.lines(one);
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
    boolean all = new YamlComposer(file, found, linesBefore, optional, none).read(documents);
    if (!all && JinjaMask.isIn(text)) {
      JinjaLines jinja = JinjaLines.of(text);
      if (!jinja.isEmpty()) {
        found = new Problems();
        documents.clear();
        all = new YamlComposer(file, found, linesBefore, optional, jinja).read(documents);
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
}
