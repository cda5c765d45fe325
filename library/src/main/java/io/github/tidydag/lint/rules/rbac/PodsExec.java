package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Set;

/** Half of the right to run programs in pods. */
final class PodsExec implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "RBA004",
          "half-of-pods-exec",
          Severity.WARNING,
          "A role has only one of the verbs `create` and `get` on `pods/exec`",
          """
          Airflow reads a pod's XCom through a websocket, which is a `get`; Kubernetes 1.35 and newer ask
          for `create` as well. With one of them, the task fails after its program has succeeded.
          """,
          "Write both verbs.",
          Set.of(DocumentKind.ROLE, DocumentKind.CLUSTER_ROLE));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    if (!document.isWhole()) {
      return;
    }
    RoleView role = RoleView.of(document);
    boolean get = role.allows("pods/exec", "get");
    boolean create = role.allows("pods/exec", "create");
    if (get == create || !role.known()) {
      return;
    }
    for (RoleView.PolicyRule rule : role.rules()) {
      for (Node.Scalar resource : rule.resources()) {
        if (resource.text().equals("pods/exec") && rule.isCore()) {
          sink.value(
              resource,
              get
                  ? "has get and not create, which Kubernetes 1.35 and newer need, too; add create"
                  : "has create and not get, by which Airflow opens its websocket; add get");
        }
      }
    }
  }
}
