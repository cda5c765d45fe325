package io.github.tidydag.lint;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lines that nothing shows: what rules about secrets point at, and what is indented below. */
public final class SecretLines {
  /** Of a text without secrets. */
  public static final SecretLines NONE = new SecretLines();

  private final BitSet lines = new BitSet();

  private SecretLines() {}

  static SecretLines of(SourceText source, List<Finding> secrets) {
    if (secrets.isEmpty()) {
      return NONE;
    }
    SecretLines found = new SecretLines();
    for (Finding secret : secrets) {
      found.add(source, secret.at().line(), secret.at().column() - 1);
    }
    return found;
  }

  /** The text with these lines empty. */
  public SourceText without(SourceText source) {
    if (lines.isEmpty()) {
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
    lines.stream().filter(n -> n <= source.lines()).forEach(n -> found.add(source.line(n).strip()));
    return found;
  }

  private void add(SourceText source, int first, int indent) {
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
