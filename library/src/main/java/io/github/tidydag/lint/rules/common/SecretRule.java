package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Set;

/** A rule about secrets that stand in a document itself. It never shows one. */
abstract class SecretRule implements Rule {
  private static final String WHY =
      """
      Whoever may read the object or the repository reads the secret, and it stays in the history of
      both. The value is never shown here. What is a placeholder, a path, Jinja or points elsewhere
      (`$(NAME)`, `vault:`) is no secret.
      """;

  private final RuleInfo info;

  SecretRule(
      String id,
      String name,
      String summary,
      String why,
      String remedy,
      Set<DocumentKind> appliesTo) {
    info = new RuleInfo(id, name, Severity.WARNING, summary, WHY + why, remedy, appliesTo);
  }

  @Override
  public final RuleInfo info() {
    return info;
  }

  @Override
  public final boolean findsSecrets() {
    return true;
  }

  @Override
  public abstract void check(Document document, Sink sink);

  /** Reports a value by the name of what holds it. */
  static void report(Sink sink, Node.Entry entry, String what, String remedy) {
    sink.key(
        entry,
        what.equals("a secret")
            ? "holds what looks like a secret; " + remedy + ", and change the secret"
            : "holds " + what + "; " + remedy + ", and change it");
  }
}
