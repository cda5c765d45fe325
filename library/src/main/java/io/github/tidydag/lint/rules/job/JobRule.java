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

/** A rule about the spec of a Job, also where a CronJob holds it. */
abstract class JobRule implements Rule {
  static final Set<DocumentKind> JOBS = Set.of(DocumentKind.JOB, DocumentKind.CRON_JOB);

  private final RuleInfo info;

  JobRule(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Set<DocumentKind> appliesTo) {
    info = new RuleInfo(id, name, severity, summary, why, remedy, appliesTo);
  }

  @Override
  public final RuleInfo info() {
    return info;
  }

  @Override
  public final void check(Document document, Sink sink) {
    Optional<Block> spec =
        document.kind() == DocumentKind.CRON_JOB
            ? Block.of(document.root().find("spec", "jobTemplate", "spec"))
            : Block.of(document.root().entry("spec"));
    if (spec.isPresent()) {
      check(document, spec.get(), sink);
    }
  }

  /** Looks at the Job's own spec. */
  abstract void check(Document document, Block job, Sink sink);
}
