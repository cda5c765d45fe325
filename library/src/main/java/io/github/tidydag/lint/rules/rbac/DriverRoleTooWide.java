package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Set;

/** A role for Spark's drivers that gives all. */
final class DriverRoleTooWide implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "RBA003",
          "driver-role-too-wide",
          Severity.WARNING,
          "A role for Spark's drivers gives all resources, or all verbs",
          """
          The driver runs users' code, which then reads Secrets and makes pods as it likes. Drivers need
          pods, ConfigMaps, Services and, for claims on demand, `persistentvolumeclaims`.
          """,
          """
          Write the resources, and the verbs `create, delete, deletecollection, get, list, patch, update,
          watch`.
          """,
          Set.of(DocumentKind.ROLE, DocumentKind.CLUSTER_ROLE));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    RoleView role = RoleView.of(document);
    if (!role.isForDrivers(document)) {
      return;
    }
    for (RoleView.PolicyRule rule : role.rules()) {
      for (Node.Scalar resource : rule.resources()) {
        if (resource.text().equals("*")) {
          sink.value(
              resource,
              "gives all resources, Secrets too; write pods, configmaps, services and"
                  + " persistentvolumeclaims");
          return;
        }
      }
      if (rule.verbs().contains("*")) {
        rule.body()
            .entry("verbs")
            .ifPresent(
                verbs ->
                    sink.key(
                        verbs,
                        "are all that there are, and that will come; write create, delete,"
                            + " deletecollection, get, list, patch, update, watch"));
      }
    }
  }
}
