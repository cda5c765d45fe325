package io.github.tidydag.lint.rules.job;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.Optional;
import java.util.Set;

/** A rule about the spec of a CronJob. */
abstract class CronRule implements Rule {
  private final RuleInfo info;

  CronRule(String id, String name, Severity severity, String summary, String why, String remedy) {
    info = new RuleInfo(id, name, severity, summary, why, remedy, Set.of(DocumentKind.CRON_JOB));
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

  /** Looks at the CronJob's spec. */
  abstract void check(Document document, Block spec, Sink sink);
}
