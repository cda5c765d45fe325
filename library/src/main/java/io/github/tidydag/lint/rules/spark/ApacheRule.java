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

/** A rule for the spec of the Apache operator's resources. */
abstract class ApacheRule implements Rule {
  static final Set<DocumentKind> APPLICATION = Set.of(DocumentKind.APACHE_SPARK_APPLICATION);

  private final RuleInfo info;

  ApacheRule(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Set<DocumentKind> kinds) {
    info = new RuleInfo(id, name, severity, summary, why, remedy, kinds);
  }

  @Override
  public final RuleInfo info() {
    return info;
  }

  @Override
  public final void check(Document document, Sink sink) {
    Optional<Block> spec = Block.of(document.root().entry("spec"));
    if (spec.isPresent()) {
      check(document, spec.get(), sink);
    }
  }

  abstract void check(Document document, Block spec, Sink sink);
}
