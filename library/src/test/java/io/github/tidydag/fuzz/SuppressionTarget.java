package io.github.tidydag.fuzz;

import io.github.tidydag.lint.Linter;
import io.github.tidydag.lint.Settings;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.rules.Rules;
import java.util.Set;

/** What somebody writes into a suppression, as a comment and as an annotation. */
public final class SuppressionTarget {
  private static final String COMMENT =
      """
      # tidydag:%1$s
      apiVersion: sparkoperator.k8s.io/v1beta2
      kind: SparkApplication
      metadata: {name: pi}
      spec: # tidydag: ignore%1$s
        mode: client #%1$s
      """;
  private static final String ANNOTATION =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        annotations:
          tidydag.io/ignore: "%s"
      spec:
        containers: [{name: base, image: a}]
      """;

  private static final Set<String> RULES = Set.of("SPK001", "SPK033", "POD002");
  private static final Linter LINTER =
      new Linter(
          Rules.builtIn().stream().filter(rule -> RULES.contains(rule.info().id())).toList(),
          Settings.DEFAULT,
          LintTarget.TODAY);

  private SuppressionTarget() {}

  /** Jazzer calls it with each text. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    String text = Oracle.text(bytes);
    Oracle.inTime(() -> check(COMMENT.formatted(text)));
    String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    Oracle.inTime(() -> check(ANNOTATION.formatted(quoted)));
  }

  private static void check(String text) {
    LintTarget.check(LINTER, new SourceText("pod_template.yaml", text));
  }
}
