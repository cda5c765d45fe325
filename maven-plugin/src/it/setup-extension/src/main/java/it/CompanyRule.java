package it;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.Set;

public final class CompanyRule implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "ACM001", "seen", Severity.WARNING, "A document was seen", "To show", "Nothing", Set.of());
  }

  @Override
  public void check(Document document, Sink sink) {
    sink.document("was seen by the company's rule");
  }
}
