package io.github.tidydag.cli;

import io.github.tidydag.lint.rules.common.SuspectLines;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Text;
import io.github.tidydag.text.DisplayWidth;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints what is wrong: one line each; in colour, for people, also the line of the file with a
 * caret below.
 */
final class Messages {
  /** When colour is used. */
  enum Color {
    auto,
    always,
    never
  }

  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final int WIDEST_EXCERPT = 200;

  private final PrintWriter err;
  private final boolean colored;
  private final Map<String, List<String>> files = new HashMap<>();

  Messages(PrintWriter err, boolean colored) {
    this.err = err;
    this.colored = colored;
  }

  void line(String text) {
    err.println(text);
  }

  void print(List<Problem> problems) {
    print(problems, Set.of());
  }

  /**
   * Prints problems.
   *
   * @param secrets lines that are not shown, without the spaces around them
   */
  void print(List<Problem> problems, Set<String> secrets) {
    for (Problem problem : problems) {
      if (colored) {
        colored(problem, secrets);
      } else {
        err.println(problem);
      }
    }
  }

  private void colored(Problem problem, Set<String> secrets) {
    boolean warning = problem.severity() == Problem.Severity.WARNING;
    String color = warning ? YELLOW : RED;
    String written = problem.written().isEmpty() ? "" : Text.shorten(problem.written(), 80) + ": ";
    err.println(
        BOLD
            + problem.at()
            + PLAIN
            + " "
            + color
            + (warning ? "warning: " : "error: ")
            + PLAIN
            + BOLD
            + written
            + PLAIN
            + problem.message());
    excerpt(problem.at(), color, secrets);
  }

  private void excerpt(Location at, String color, Set<String> secrets) {
    List<String> lines = files.computeIfAbsent(at.file(), Messages::read);
    if (at.line() > lines.size()) {
      return;
    }
    String line = lines.get(at.line() - 1);
    int length = line.codePointCount(0, line.length());
    if (line.isBlank()
        || secrets.contains(line.strip())
        || length > WIDEST_EXCERPT
        || at.column() > length + 1) {
      return;
    }
    int end = at.endLine() == at.line() ? Math.min(at.endColumn(), length + 1) : length + 1;
    String before = shown(line, 0, at.column() - 1);
    String marked = shown(line, at.column() - 1, Math.max(end - 1, at.column() - 1));
    String number = String.format("%5d | ", at.line());
    err.println(number + shown(line, 0, length));
    err.println(
        " ".repeat(number.length() + DisplayWidth.of(before))
            + color
            + "^".repeat(Math.max(1, DisplayWidth.of(marked)))
            + PLAIN);
  }

  /** Part of a line in columns that a terminal shows alike: tabs and the invisible are spaces. */
  private static String shown(String line, int from, int to) {
    StringBuilder out = new StringBuilder();
    line.codePoints()
        .skip(from)
        .limit(to - from)
        .forEach(
            c ->
                out.appendCodePoint(
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? ' '
                        : c));
    return out.toString();
  }

  /**
   * Only specs and configurations are named by the path that they have from here. Where a mistake
   * keeps rules from telling which lines hold secrets, those are left out that may.
   */
  private static List<String> read(String file) {
    if (!file.endsWith(".dag.yaml") && !file.endsWith(".tidydag.yaml")) {
      return List.of();
    }
    try {
      return SuspectLines.without(
          Files.readString(Path.of(file), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException | InvalidPathException e) {
      return List.of(); // the message itself says what is wrong
    }
  }
}
