package io.github.tidydag.lint;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines of files that nothing shows: what rules about secrets point at, and what is indented below.
 */
public final class SecretLines {
  /** Of a text without secrets. */
  public static final SecretLines NONE = new SecretLines();

  private final Map<String, BitSet> byFile = new HashMap<>();

  private SecretLines() {}

  static SecretLines of(List<SourceText> sources, List<Finding> secrets) {
    if (secrets.isEmpty()) {
      return NONE;
    }
    SecretLines found = new SecretLines();
    for (SourceText source : sources) {
      for (Finding secret : secrets) {
        if (secret.at().file().equals(source.file())) {
          found.add(source, secret.at().line(), secret.at().column() - 1);
        }
      }
    }
    return found;
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
