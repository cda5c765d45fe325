package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.Binding;
import io.github.tidydag.rbac.Subject;
import java.util.List;
import java.util.Set;

/** Bindings of what is not there. */
final class Dangling implements Rule {
  private static final Set<DocumentKind> KINDS =
      Set.of(DocumentKind.ROLE_BINDING, DocumentKind.CLUSTER_ROLE_BINDING);

  private final RuleInfo info;
  private final boolean ofRoles;

  private Dangling(RuleInfo info, boolean ofRoles) {
    this.info = info;
    this.ofRoles = ofRoles;
  }

  static List<Rule> all() {
    return List.of(
        new Dangling(
            new RuleInfo(
                "RBA018",
                "role-not-there",
                Severity.WARNING,
                "A binding grants a role that is not there",
                """
                Now it grants nothing, so something that needs it fails with `403`; later it grants whatever
                somebody makes by that name. Looked for on a cluster or a dump of one, by `tidydag access
                lint`, and only if all roles were read.
                """,
                "Delete the binding, or make the role.",
                KINDS),
            true),
        new Dangling(
            new RuleInfo(
                "RBA019",
                "account-not-there",
                Severity.WARNING,
                "A binding names an account that is not there",
                """
                Whoever may make ServiceAccounts in that namespace, or a chart that brings one of the name, gets
                the rights. Looked for on a cluster or a dump of one, by `tidydag access lint`, and only if
                all accounts were read.
                """,
                "Take it out of the subjects, or make the account.",
                KINDS),
            false));
  }

  @Override
  public RuleInfo info() {
    return info;
  }

  @Override
  public void check(Document document, Sink sink) {
    Bound.of(document)
        .ifPresent(
            bound -> {
              if (ofRoles) {
                checkRole(bound, sink);
              } else {
                checkAccounts(bound, sink);
              }
            });
  }

  private static void checkRole(Bound bound, Sink sink) {
    Binding binding = bound.binding();
    AccessKind kind = binding.toClusterRole() ? AccessKind.CLUSTER_ROLE : AccessKind.ROLE;
    if (bound.around().isWhole(Set.of(kind)) && bound.rights().isEmpty()) {
      sink.value(
          bound.role(),
          "there is no %s of that name%s; delete the binding, or make the role"
              .formatted(kind.kind(), binding.toClusterRole() ? "" : " in " + binding.namespace()));
    }
  }

  private static void checkAccounts(Bound bound, Sink sink) {
    if (!bound.around().isWhole(Set.of(AccessKind.SERVICE_ACCOUNT))) {
      return;
    }
    for (Bound.Named named : bound.subjects()) {
      Subject subject = named.subject();
      if (subject.kind() == Subject.Kind.SERVICE_ACCOUNT
          && bound.around().account(subject).isEmpty()) {
        sink.value(
            named.name(),
            "there is no account of that name in %s; take it out, or make the account"
                .formatted(subject.namespace().isEmpty() ? "no namespace" : subject.namespace()));
      }
    }
  }
}
