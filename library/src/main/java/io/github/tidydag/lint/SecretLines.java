package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lines of files that nothing shows: those of secrets, what rules about secrets point at, and what
 * is indented below.
 */
public final class SecretLines {
  /** Of a text without secrets. */
  public static final SecretLines NONE = new SecretLines(List.of());

  private final Map<String, BitSet> byFile = new HashMap<>();
  private final List<Location> values;

  private SecretLines(List<Location> values) {
    this.values = values;
  }

  /**
   * The lines of secrets.
   *
   * @param secrets what points at them, which may be a name beside
   * @param values the secrets themselves
   */
  static SecretLines of(List<SourceText> sources, List<Finding> secrets, List<Location> values) {
    if (secrets.isEmpty()) {
      return NONE;
    }
    SecretLines found = new SecretLines(List.copyOf(values));
    for (Location value : values) {
      int end = value.endColumn() == 1 ? value.endLine() : value.endLine() + 1;
      found
          .byFile
          .computeIfAbsent(value.file(), any -> new BitSet())
          .set(value.line(), Math.max(end, value.line() + 1));
    }
    for (SourceText source : sources) {
      for (Finding secret : secrets) {
        if (secret.at().file().equals(source.file())) {
          found.add(source, secret.at().line(), secret.at().column() - 1);
        }
      }
    }
    return found;
  }

  /** A finding with nothing of a secret in what was written. */
  Finding hiding(Finding finding) {
    return touches(finding.at()) ? like(finding, "", finding.fix()) : finding;
  }

  /** A finding as reports show it: a fix that writes a secret anew shows the secret. */
  Finding shown(Finding finding) {
    boolean shows =
        finding.fix().stream()
            .flatMap(fix -> fix.edits().stream())
            .anyMatch(edit -> touches(edit.at()));
    return shows ? like(finding, finding.written(), Optional.empty()) : finding;
  }

  private static Finding like(Finding finding, String written, Optional<Fix> fix) {
    return new Finding(
        finding.rule(),
        finding.severity(),
        finding.at(),
        written,
        finding.message(),
        finding.path(),
        finding.object(),
        fix);
  }

  private boolean touches(Location at) {
    for (Location value : values) {
      if (value.file().equals(at.file())
          && isBefore(value.line(), value.column(), at.endLine(), at.endColumn())
          && isBefore(at.line(), at.column(), value.endLine(), value.endColumn())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBefore(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || (line == otherLine && column < otherColumn);
  }

  /** The text with these lines empty. */
  public SourceText without(SourceText source) {
    BitSet lines = byFile.get(source.file());
    if (lines == null) {
      return source;
    }
    StringBuilder text = new StringBuilder();
    for (int line = 1; line <= source.lines(); line++) {
      text.append(lines.get(line) ? "" : source.line(line)).append('\n');
    }
    return new SourceText(source.file(), text.toString());
  }

  /** What stands in these lines, without the spaces before and after. */
  public Set<String> in(SourceText source) {
    Set<String> found = new HashSet<>();
    BitSet lines = byFile.get(source.file());
    if (lines == null) {
      return found;
    }
    lines.stream().filter(n -> n <= source.lines()).forEach(n -> found.add(source.line(n).strip()));
    return found;
  }

  private void add(SourceText source, int first, int indent) {
    BitSet lines = byFile.computeIfAbsent(source.file(), any -> new BitSet());
    lines.set(first);
    for (int line = first + 1; line <= source.lines(); line++) {
      String text = source.line(line);
      int margin = text.length() - text.stripLeading().length();
      if (margin < indent || (margin == indent && !text.startsWith("-", margin))) {
        if (!text.isBlank()) {
          return;
        }
      }
      lines.set(line);
    }
  }
}
