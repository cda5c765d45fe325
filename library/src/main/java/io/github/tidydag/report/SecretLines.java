package io.github.tidydag.report;

import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.SourceText;
import java.util.BitSet;
import java.util.List;

/** Lines that no report shows: what rules about secrets point at, and what is indented below. */
final class SecretLines {
  /** How the ids of rules about secrets start. */
  private static final String RULES = "SEC";

  private final BitSet lines = new BitSet();

  private SecretLines() {}

  static SecretLines of(SourceText source, List<Finding> findings) {
    SecretLines secret = new SecretLines();
    for (Finding finding : findings) {
      if (finding.rule().id().startsWith(RULES) && finding.at().file().equals(source.file())) {
        secret.add(source, finding.at().line(), finding.at().column() - 1);
      }
    }
    return secret;
  }

  boolean hides(int line) {
    return lines.get(line);
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
