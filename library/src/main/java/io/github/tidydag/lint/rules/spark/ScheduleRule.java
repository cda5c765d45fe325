package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rule for the spec of a ScheduledSparkApplication. */
abstract class ScheduleRule implements Rule {
  private final RuleInfo info;

  ScheduleRule(
      String id, String name, Severity severity, String summary, String why, String remedy) {
    this(id, name, severity, summary, why, remedy, List.of());
  }

  ScheduleRule(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      List<RuleInfo.Option> options) {
    this.info =
        new RuleInfo(
            id,
            name,
            severity,
            summary,
            why,
            remedy,
            Set.of(DocumentKind.SCHEDULED_SPARK_APPLICATION),
            options);
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

  /**
   * Looks at a schedule.
   *
   * @param spec the schedule's, which holds the application's as {@code template}
   */
  abstract void check(Document document, Block spec, Sink sink);
}
