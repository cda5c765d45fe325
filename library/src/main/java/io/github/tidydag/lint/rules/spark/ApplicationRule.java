package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.Optional;
import java.util.Set;

/**
 * A rule for the spec of a SparkApplication, also where a schedule holds it, and of other kinds for
 * which the same is so.
 */
abstract class ApplicationRule implements Rule {
  private final RuleInfo info;

  ApplicationRule(
      String id, String name, Severity severity, String summary, String why, String remedy) {
    this(new RuleInfo(id, name, severity, summary, why, remedy, SparkRules.KUBEFLOW));
  }

  ApplicationRule(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Set<DocumentKind> kinds) {
    this(new RuleInfo(id, name, severity, summary, why, remedy, kinds));
  }

  ApplicationRule(RuleInfo info) {
    this.info = info;
  }

  @Override
  public final RuleInfo info() {
    return info;
  }

  @Override
  public final void check(Document document, Sink sink) {
    Optional<Block> spec =
        document.kind().isKubeflowApplication()
            ? document.application()
            : Block.of(document.root().entry("spec"));
    if (spec.isPresent()) {
      check(document, spec.get(), sink);
    }
  }

  /**
   * Looks at an application.
   *
   * @param spec the application's own, not the schedule's
   */
  abstract void check(Document document, Block spec, Sink sink);
}
