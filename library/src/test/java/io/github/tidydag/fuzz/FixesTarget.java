package io.github.tidydag.fuzz;

import io.github.tidydag.lint.Diff;
import io.github.tidydag.lint.FileText;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Fixes;
import io.github.tidydag.lint.Linter;
import io.github.tidydag.lint.Settings;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.rules.Rules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Fixes of all rules: none throws, what they make is as readable as before, and making them again
 * changes nothing.
 */
public final class FixesTarget {
  private static final Linter LINTER =
      new Linter(Rules.builtIn(), Settings.DEFAULT, LintTarget.TODAY);

  private FixesTarget() {}

  /** Jazzer calls it with each text. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FileText file = new FileText(new String(bytes, StandardCharsets.UTF_8));
    Oracle.inTime(() -> check(file));
  }

  private static void check(FileText file) {
    SourceText source = new SourceText("pod_template.yaml", file.text());
    List<Finding> findings = LINTER.lint(source);
    if (findings.stream().allMatch(finding -> finding.fix().isEmpty())) {
      return;
    }
    findings.forEach(finding -> Fixes.apply(source, List.of(finding)));
    Fixes.Result once = Fixes.apply(source, LINTER::lint, true);
    String text = once.text().text();
    Oracle.holds(once.left().size() <= findings.size(), () -> "fixes bring findings");
    Oracle.holds(
        Oracle.mistakes(text) <= Oracle.mistakes(source.text()),
        () -> "fixes make YAML unreadable:\n" + text);
    Fixes.Result twice = Fixes.apply(once.text(), LINTER::lint, true);
    Oracle.holds(
        twice.text().text().equals(text), () -> "fixing again changes something:\n" + text);
    FileText fixed = file.with(text);
    Oracle.holds(fixed.text().equals(text), () -> "line ends change more than line ends");
    Diff.unified("f", file, fixed, Set.of());
  }
}
