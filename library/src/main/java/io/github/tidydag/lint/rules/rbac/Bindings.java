package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.rbac.UsualRoles;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Roles that are bound to too much, or to nothing. */
final class Bindings implements Rule {
  private static final Set<DocumentKind> KINDS =
      Set.of(DocumentKind.ROLE_BINDING, DocumentKind.CLUSTER_ROLE_BINDING);

  private enum Mistake {
    CLUSTER_ADMIN,
    DEFAULT_ACCOUNT,
    NO_NAMESPACE
  }

  private final RuleInfo info;
  private final Mistake mistake;

  private Bindings(RuleInfo info, Mistake mistake) {
    this.info = info;
    this.mistake = mistake;
  }

  static List<Rule> all() {
    return List.of(
        new Bindings(
            new RuleInfo(
                "RBA005",
                "driver-as-admin",
                Severity.WARNING,
                "Spark's drivers act as administrators",
                """
                `cluster-admin` gives users' code all of the cluster; `admin` and `edit` let it read the
                namespace's Secrets and act as its other accounts.
                """,
                "Bind a Role with what drivers need: pods, ConfigMaps, Services and claims.",
                KINDS),
            Mistake.CLUSTER_ADMIN),
        new Bindings(
            new RuleInfo(
                "RBA006",
                "role-of-default-account",
                Severity.WARNING,
                "Spark's role is bound to the account `default`, or to all accounts",
                """
                Every pod of the namespace that names no account acts as `default`, and may then make and
                delete pods.
                """,
                "Make an account for drivers, and bind the role to that.",
                KINDS),
            Mistake.DEFAULT_ACCOUNT),
        new Bindings(
            new RuleInfo(
                "RBA007",
                "account-without-namespace",
                Severity.ERROR,
                "A ClusterRoleBinding names an account without its namespace",
                "The API server refuses it: `subjects[].namespace: Required value`.\n",
                "Write the namespace of the account.",
                Set.of(DocumentKind.CLUSTER_ROLE_BINDING)),
            Mistake.NO_NAMESPACE));
  }

  /** Whether a role of administrators is granted to an account of Spark's drivers. */
  static boolean isDriverAsAdmin(Node.Scalar role, Node.Scalar account) {
    return UsualRoles.NAMES.contains(role.text()) && RoleView.isNamedAfterSpark(account.text());
  }

  @Override
  public RuleInfo info() {
    return info;
  }

  @Override
  public void check(Document document, Sink sink) {
    Node.Entry list = document.root().entry("subjects").orElse(null);
    if (list == null) {
      return;
    }
    Optional<Node.Scalar> role = Document.known(document.root(), "roleRef", "name");
    for (Node.Mapping subject : Nodes.mappings(list.value())) {
      Optional<Node.Scalar> name = Document.known(subject, "name");
      String kind = Nodes.text(subject, "kind");
      if (name.isEmpty() || kind == null) {
        continue;
      }
      boolean account = kind.equals("ServiceAccount");
      switch (mistake) {
        case CLUSTER_ADMIN -> {
          if (account && role.isPresent() && isDriverAsAdmin(role.get(), name.get())) {
            sink.value(
                role.get(),
                "is more than drivers need, and they run users' code; bind a Role with pods,"
                    + " configmaps and services");
            return;
          }
        }
        case DEFAULT_ACCOUNT -> {
          boolean all =
              account
                  ? name.get().text().equals("default")
                  : kind.equals("Group") && name.get().text().startsWith("system:serviceaccounts");
          if (all && role.isPresent() && RoleView.isNamedAfterSpark(role.get().text())) {
            sink.value(
                name.get(), "lets every pod make and delete pods; name an account for drivers");
          }
        }
        case NO_NAMESPACE -> {
          if (account && subject.entry("namespace").isEmpty() && !document.isPartial()) {
            sink.missing(
                new Block(new Node.Entry(name.get(), subject), subject),
                "namespace",
                "has no namespace, which is refused here; write the account's");
          }
        }
      }
    }
  }
}
