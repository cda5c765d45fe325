package io.github.tidydag.fuzz;

import io.github.tidydag.lint.FileRole;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Fingerprint;
import io.github.tidydag.lint.Linted;
import io.github.tidydag.lint.Linter;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Settings;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.rules.Rules;
import io.github.tidydag.report.Checked;
import io.github.tidydag.report.Reports;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All rules look at a text: what they find stands in it, and every report can tell it. */
public final class LintTarget {
  static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
  private static final List<RuleInfo> RULES = Rules.infos();
  private static final Linter LINTER = new Linter(Rules.builtIn(), Settings.DEFAULT, TODAY);

  private LintTarget() {}

  /** Jazzer calls it with each text. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Oracle.inTime(() -> check(LINTER, new SourceText("pod_template.yaml", Oracle.text(bytes))));
  }

  static void check(Linter linter, SourceText source) {
    FileRole role = Linter.roleOf(source.file());
    Linted linted = linter.lint(source, role, List.of());
    Fingerprint.ofAll(linted.findings());
    for (Finding finding : linted.findings()) {
      Oracle.isInside(source, finding.at());
      finding
          .fix()
          .ifPresent(fix -> fix.edits().forEach(edit -> Oracle.isInside(source, edit.at())));
    }
    Checked checked =
        new Checked(
            linted.findings(),
            RULES,
            Map.of(source.file(), linted.secrets().without(source)),
            Set.of(source.file()),
            linted.objects(),
            linted.suppressed(),
            0,
            "1");
    for (String name : List.of("text", "github", "junit", "csv")) {
      Reports.of(name).orElseThrow().of(checked);
    }
  }
}
