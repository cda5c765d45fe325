package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.rbac.Subject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The right to delete in every namespace. */
final class ClusterWideDelete implements Rule {
  private static final Set<String> CORE =
      Set.of(
          Rights.ALL,
          "configmaps",
          "cronjobs",
          "daemonsets",
          "deployments",
          "jobs",
          "namespaces",
          "persistentvolumeclaims",
          "persistentvolumes",
          "pods",
          "replicasets",
          "secrets",
          "serviceaccounts",
          "services",
          "statefulsets");

  private static final RuleInfo INFO =
      new RuleInfo(
          "RBA015",
          "cluster-wide-delete",
          Severity.WARNING,
          "A ClusterRoleBinding lets delete in all namespaces",
          """
          It holds in namespaces that are not there yet, and in those of others: a mistake in one job is
          one of all teams. That is `cluster-admin`, `admin` and `edit` as much as a role that may delete pods,
          workloads, ConfigMaps, Services, Secrets, claims, accounts or namespaces.

          Subjects of Kubernetes itself do not count: names that begin with `system:`, but for groups of
          accounts, and accounts in namespaces `kube-...`. What RBA005 reports is not said again.
          """,
          """
          Bind the ClusterRole by a RoleBinding in each namespace that it is for; `tidydag janitor
          manifests` writes them for the janitor. For an operator of all namespaces, suppress it with
          that as the reason.
          """,
          Set.of(DocumentKind.CLUSTER_ROLE_BINDING));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    Bound.of(document)
        .ifPresent(bound -> bound.rights().ifPresent(rights -> check(bound, rights, sink)));
  }

  private static void check(Bound bound, Rights rights, Sink sink) {
    Set<String> deletes = new TreeSet<>(rights.deletes());
    deletes.retainAll(CORE);
    List<Bound.Named> others =
        bound.subjects().stream().filter(named -> !isSystems(named.subject())).toList();
    boolean isReported =
        others.stream().anyMatch(n -> Bindings.isDriverAsAdmin(bound.role(), n.name()));
    if (!deletes.isEmpty() && !others.isEmpty() && !isReported) {
      sink.value(
          bound.role(),
          "lets %s delete %s in all namespaces; bind it in those that it is for, by RoleBindings"
              .formatted(
                  others.size() == 1
                      ? others.get(0).subject().kind().word() + " " + others.get(0).name().text()
                      : others.size() + " subjects",
                  Rights.words(deletes)));
    }
  }

  private static boolean isSystems(Subject subject) {
    return subject
        .asAccount()
        .map(account -> account.namespace().startsWith("kube-"))
        .orElse(subject.name().startsWith("system:") && !subject.isOfAccounts());
  }
}
