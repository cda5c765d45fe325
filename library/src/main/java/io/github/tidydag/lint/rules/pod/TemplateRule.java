package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.PodRule;
import java.util.Set;

/** A rule about a Pod that Airflow makes pods of. */
abstract class TemplateRule extends PodRule {
  TemplateRule(
      String id, String name, Severity severity, String summary, String why, String remedy) {
    super(new RuleInfo(id, name, severity, summary, why, remedy, Set.of(DocumentKind.POD)));
  }

  @Override
  protected final void check(Document document, PodPlace pod, Sink sink) {
    if (pod.role() == PodPlace.Role.AIRFLOW) {
      template(document, pod, sink);
    }
  }

  /** Looks at the template. */
  abstract void template(Document document, PodPlace pod, Sink sink);
}
