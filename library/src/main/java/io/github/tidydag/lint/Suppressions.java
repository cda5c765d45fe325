package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.YamlComments;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The suppressions of one file: where they stand, and what they are about. */
final class Suppressions {
  private static final String MARK = "tidydag:";
  private static final String ANNOTATION = "tidydag.io/ignore";
  private static final String WORD = "ignore";

  private final SourceText source;
  private final Settings settings;
  private final Set<String> known;
  private final LocalDate today;
  private final List<Suppression> here = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * None as yet.
   *
   * @param known the ids of what may be suppressed
   */
  Suppressions(SourceText source, Settings settings, Set<String> known, LocalDate today) {
    this.source = source;
    this.settings = settings;
    this.known = known;
    this.today = today;
  }

  /** Whether a text may hold any: what costs more is done only then. */
  static boolean mayBeIn(String text) {
    return text.contains("tidydag");
  }

  /**
   * Reads comments.
   *
   * @param masked the text as YAML
   * @param documents the documents in it, and the items of its Lists
   */
  void readComments(String masked, List<Node.Mapping> documents) {
    for (Location at : YamlComments.of(source.file(), masked)) {
      String comment = source.at(at);
      int mark = comment.indexOf(MARK);
      if (mark >= 0 && isStart(comment, mark)) {
        int[] lines = scope(at, documents);
        add(at, comment.substring(mark + MARK.length()).strip(), lines[0], lines[1]);
      }
    }
  }

  /**
   * A comment starts with the mark, or a comment in the comment does: {@code # noqa # tidydag:}.
   */
  private static boolean isStart(String comment, int mark) {
    String before = comment.substring(0, mark).stripTrailing();
    return before.endsWith("#");
  }

  private void add(Location at, String text, int first, int last) {
    String word = text.split("[\\s:]", 2)[0].toLowerCase(Locale.ROOT);
    if (!word.equals(WORD)) {
      String message = "is nothing to tell tidydag; write # tidydag: ignore SPK001 -- reason";
      malformed(at, word.isEmpty() ? MARK : word, message);
      return;
    }
    read(at, text.substring(WORD.length()), first, last);
  }

  private void malformed(Location at, String written, String message) {
    SuppressionRules.add(findings, SuppressionRules.MALFORMED, at, written, message, settings);
  }

  private void read(Location at, String text, int first, int last) {
    SuppressionText said = SuppressionText.read(text, known);
    said.mistakes().forEach(mistake -> malformed(at, mistake.written(), mistake.message()));
    if (said.mistakes().isEmpty()) {
      here.add(new Suppression(at, said.rules(), said.reason(), said.until(), first, last));
    }
  }

  /** Reads an object's annotation, which is about all of it. */
  void readAnnotation(Document document) {
    Node.Mapping root = document.root();
    root.find("metadata", "annotations", ANNOTATION)
        .map(Node.Entry::value)
        .flatMap(Document::known)
        .ifPresent(value -> read(value.at(), value.text(), root.at().line(), lastLine(root)));
  }

  private static int lastLine(Node node) {
    Location at = node.at();
    return at.endColumn() == 1 && at.endLine() > at.line() ? at.endLine() - 1 : at.endLine();
  }

  /** The lines that a comment is about: its own, the next one, or a whole document. */
  private int[] scope(Location at, List<Node.Mapping> documents) {
    int line = at.line();
    String text = source.line(line).strip();
    if (text.startsWith("#")) {
      line = nextLine(line);
      text = source.line(line).strip();
    } else if (!text.startsWith("---")) {
      return new int[] {line, line};
    }
    boolean isMarker = text.startsWith("---");
    for (Node.Mapping document : documents) {
      int start = document.at().line();
      if (start == line || (isMarker && start > line)) {
        return new int[] {start, lastLine(document)};
      }
    }
    return new int[] {line, line};
  }

  /** The next line that says something; the line itself if there is none. */
  private int nextLine(int line) {
    for (int next = line + 1; next <= source.lines(); next++) {
      String text = source.line(next).strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        return next;
      }
    }
    return line;
  }

  /**
   * Leaves out what is suppressed, and adds what is wrong with suppressions.
   *
   * @param elsewhere of findings in other files, where their objects stand in this one
   * @param configured those of the configuration that are about this file
   * @param used takes those of them that hide something
   */
  List<Finding> apply(
      List<Finding> found,
      Map<Finding, Location> elsewhere,
      List<Suppression> configured,
      Set<Suppression> used) {
    List<Finding> left = new ArrayList<>(findings);
    Set<String> hits = new HashSet<>();
    for (Finding finding : found) {
      boolean hidden = false;
      int line = elsewhere.getOrDefault(finding, finding.at()).line();
      for (int i = 0; i < here.size(); i++) {
        if (here.get(i).covers(finding, line) && !here.get(i).isExpired(today)) {
          hits.add(i + finding.rule().id());
          hidden = true;
        }
      }
      for (Suppression suppression : configured) {
        if (suppression.covers(finding, line) && !suppression.isExpired(today)) {
          used.add(suppression);
          hidden = true;
        }
      }
      if (!hidden) {
        left.add(finding);
      }
    }
    for (int i = 0; i < here.size(); i++) {
      Suppression suppression = here.get(i);
      left.addAll(SuppressionRules.check(suppression, today, settings));
      for (String rule : suppression.rules()) {
        if (!suppression.isExpired(today) && !hits.contains(i + rule) && settings.uses(rule)) {
          left.addAll(SuppressionRules.unused(suppression, rule, settings));
        }
      }
    }
    return left;
  }
}
