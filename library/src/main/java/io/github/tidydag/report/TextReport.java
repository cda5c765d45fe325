package io.github.tidydag.report;

import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Text;
import io.github.tidydag.text.DisplayWidth;

/**
 * For people: each finding with its line and a caret below, files apart by blank lines, and a
 * summary. A line that holds a secret is not shown.
 */
final class TextReport implements Report {
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";
  private static final int WIDEST = 120;

  private final boolean colored;

  TextReport(boolean colored) {
    this.colored = colored;
  }

  @Override
  public String of(Checked checked) {
    StringBuilder out = new StringBuilder();
    String file = "";
    for (Finding finding : checked.findings()) {
      Location at = finding.at();
      if (!at.file().equals(file)) {
        out.append(out.isEmpty() ? "" : "\n");
        file = at.file();
      }
      out.append(in(BOLD, Text.shorten(at.toString(), Integer.MAX_VALUE)))
          .append(' ')
          .append(in(color(finding.severity()), finding.severity().word()))
          .append(' ')
          .append(finding.rule().id())
          .append(' ')
          .append(FindingText.message(finding))
          .append('\n');
      SourceText source = checked.texts().get(file);
      if (source != null) {
        excerpt(source, finding, out);
      }
      finding
          .fix()
          .ifPresent(
              fix ->
                  out.append("        fix: ")
                      .append(Text.shorten(fix.title(), WIDEST))
                      .append(fix.safe() ? " (--fix)" : " (--unsafe-fixes)")
                      .append('\n'));
    }
    out.append(out.isEmpty() ? "" : "\n");
    return out.append(checked.summary()).append('\n').toString();
  }

  private void excerpt(SourceText source, Finding finding, StringBuilder out) {
    Location at = finding.at();
    if (at.line() > source.lines()) {
      return;
    }
    int[] line = source.line(at.line()).codePoints().toArray();
    if (at.column() > line.length + 1 || isBlank(line)) {
      return;
    }
    int from = at.column() - 1;
    int to = at.endLine() == at.line() ? Math.min(at.endColumn() - 1, line.length) : line.length;
    int start = from < WIDEST / 2 ? 0 : from - WIDEST / 4;
    int end = Math.min(line.length, start + WIDEST);
    String number = String.format("%5d | ", at.line());
    String before = (start > 0 ? "..." : "") + shown(line, start, from);
    String marked = shown(line, from, Math.max(from, Math.min(to, end)));
    String after = shown(line, from + marked.codePointCount(0, marked.length()), end);
    out.append(in(DIM, number))
        .append((before + marked + after).stripTrailing())
        .append(end < line.length ? "..." : "")
        .append('\n')
        .append(in(DIM, "      | "))
        .append(" ".repeat(DisplayWidth.of(before)))
        .append(
            in(color(finding.severity()), "^".repeat(Math.max(1, DisplayWidth.of(marked.strip())))))
        .append('\n');
  }

  private static boolean isBlank(int[] line) {
    for (int c : line) {
      if (!Character.isWhitespace(c)) {
        return false;
      }
    }
    return true;
  }

  /** In columns that a terminal shows alike: tabs and the invisible are spaces. */
  private static String shown(int[] line, int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      boolean visible =
          switch (Character.getType(line[i])) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
          };
      out.appendCodePoint(visible ? line[i] : ' ');
    }
    return out.toString();
  }

  private String in(String color, String text) {
    return colored ? color + text + PLAIN : text;
  }

  private static String color(Severity severity) {
    return switch (severity) {
      case ERROR -> "\u001b[1;31m";
      case WARNING -> "\u001b[1;33m";
      case INFO -> "\u001b[1;36m";
    };
  }
}
