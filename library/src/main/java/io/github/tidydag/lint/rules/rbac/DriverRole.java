package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Set;

/** Verbs that a role for Spark's drivers lacks. */
final class DriverRole implements Rule {
  private static final Set<String> DELETED =
      Set.of("pods", "configmaps", "services", "persistentvolumeclaims");
  private static final Set<String> APPLIED =
      Set.of("configmaps", "services", "persistentvolumeclaims");

  private final RuleInfo info;
  private final Set<String> resources;
  private final String verb;
  private final String message;
  private final boolean ofSubmitters;

  private DriverRole(
      RuleInfo info, Set<String> resources, String verb, boolean ofSubmitters, String message) {
    this.info = info;
    this.resources = resources;
    this.verb = verb;
    this.ofSubmitters = ofSubmitters;
    this.message = message;
  }

  static List<Rule> all() {
    return List.of(
        new DriverRole(
            new RuleInfo(
                "RBA001",
                "driver-without-deletecollection",
                Severity.WARNING,
                "A role for Spark's drivers lets make objects, and not delete them together",
                """
                When it stops, a driver deletes its executors' ConfigMap, its Service and its claims by their
                labels, which is the verb `deletecollection`, and not `delete`. Spark logs a refusal at most,
                and the objects stay for as long as the driver pod does.
                """,
                "Add `deletecollection` to the verbs.",
                Set.of(DocumentKind.ROLE, DocumentKind.CLUSTER_ROLE)),
            DELETED,
            "deletecollection",
            false,
            "may be made and not deleted together, so the driver leaves them; add the verb"
                + " deletecollection"),
        new DriverRole(
            new RuleInfo(
                "RBA002",
                "driver-without-patch",
                Severity.INFO,
                "A role for Spark's drivers does not let apply objects",
                """
                Spark 3.5 and newer make ConfigMaps, Services and claims by server-side apply when they submit,
                which is the verb `patch`. Where the account with this role submits (`spark-submit` in a pod),
                the submission fails and takes its driver with it. A driver itself makes no Service: a role
                that does not let make them is not asked for this.
                """,
                "Add `patch` to the verbs.",
                Set.of(DocumentKind.ROLE, DocumentKind.CLUSTER_ROLE)),
            APPLIED,
            "patch",
            true,
            "may be made and not patched, which Spark 3.5 and newer need to submit; add the verb"
                + " patch"));
  }

  @Override
  public RuleInfo info() {
    return info;
  }

  @Override
  public void check(Document document, Sink sink) {
    if (!document.isWhole()) {
      return;
    }
    RoleView role = RoleView.of(document);
    if (!role.isForDrivers(document) || (ofSubmitters && !role.allows("services", "create"))) {
      return;
    }
    for (RoleView.PolicyRule rule : role.rules()) {
      if (!rule.isCore() || !rule.verbs().contains("create")) {
        continue;
      }
      for (Node.Scalar resource : rule.resources()) {
        if (resources.contains(resource.text()) && !role.allows(resource.text(), verb)) {
          sink.value(resource, message);
        }
      }
    }
  }
}
