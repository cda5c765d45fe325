package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A role that gives all that there is, and all that will come. */
final class Wildcards implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "RBA010",
          "wildcard-right",
          Severity.WARNING,
          "A role gives all resources, all verbs or all API groups",
          """
          `*` is also what nobody thought of: Secrets among the resources; `deletecollection`, `escalate`,
          `bind` and `impersonate` among the verbs; and whatever the next release or the next operator
          adds. Nobody can tell later what the role was for. Each rule of a role is reported once, at the
          widest of its wildcards; roles of Spark's drivers are left to RBA003.
          """,
          """
          Write out what is needed. What an account may do, and who acts as it: `tidydag access inventory`.
          For a role that comes with an operator, suppress it with that as the reason.
          """,
          Set.of(DocumentKind.ROLE, DocumentKind.CLUSTER_ROLE));

  /** The widest first. */
  private static final Map<String, String> MESSAGES = messages();

  private static Map<String, String> messages() {
    Map<String, String> messages = new LinkedHashMap<>();
    messages.put(
        "resources", "gives all resources, Secrets too, and those that will come; write them out");
    messages.put(
        "verbs", "gives all verbs, deletecollection, escalate and impersonate too; write them out");
    messages.put("apiGroups", "gives all API groups, and those that will come; write them out");
    return messages;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    RoleView role = RoleView.of(document);
    boolean forDrivers = role.isForDrivers(document);
    for (RoleView.PolicyRule rule : role.rules()) {
      if (rule.resources().isEmpty()) {
        continue; // about paths, or not known
      }
      for (Map.Entry<String, String> message : MESSAGES.entrySet()) {
        Node.Scalar wildcard = RoleView.find(rule, message.getKey(), Rights.ALL);
        if (wildcard != null) {
          if (!forDrivers || message.getKey().equals("apiGroups")) {
            sink.value(wildcard, message.getValue());
          }
          break;
        }
      }
    }
  }
}
