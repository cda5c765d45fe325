package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.Binding;
import io.github.tidydag.rbac.Inventory;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.source.Node;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accounts that nothing acts as. */
final class UnusedAccounts implements Rule {
  private static final String WHY =
      """
      Looked for on a cluster or a dump of one, by `tidydag access lint`, and only if all kinds of
      workloads were read: neither a pod, nor a workload, nor a Spark application names the account
      at that moment. Pods that Airflow starts are there only while a task runs, and somebody outside may
      use a token of the account: so look when the DAGs run, and ask before you delete.
      """;

  private final RuleInfo info;
  private final boolean withRights;

  private UnusedAccounts(RuleInfo info, boolean withRights) {
    this.info = info;
    this.withRights = withRights;
  }

  static List<Rule> all() {
    return List.of(
        new UnusedAccounts(
            new RuleInfo(
                "RBA016",
                "unused-account-with-rights",
                Severity.WARNING,
                "An account has rights, and nothing acts as it",
                "Its rights are there for whoever may make a pod or a token in its namespace.\n\n"
                    + WHY
                    + "Rights of groups of accounts do not count.\n",
                "Delete the account and its bindings, or suppress it and say who uses it.",
                Set.of(DocumentKind.SERVICE_ACCOUNT)),
            true),
        new UnusedAccounts(
            new RuleInfo(
                "RBA017",
                "unused-account",
                Severity.INFO,
                "An account without rights, and nothing acts as it",
                "It does no harm, but to whoever asks what is needed.\n\n"
                    + WHY
                    + "`default` is in every namespace, and comes back.\n",
                "Delete the account, or suppress it and say who uses it.",
                Set.of(DocumentKind.SERVICE_ACCOUNT)),
            false));
  }

  @Override
  public RuleInfo info() {
    return info;
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Node.Scalar> name = Document.known(document.root(), "metadata", "name");
    Optional<Node.Scalar> namespace = Document.known(document.root(), "metadata", "namespace");
    if (name.isEmpty() || namespace.isEmpty()) {
      return;
    }
    Set<AccessKind> needed = EnumSet.allOf(AccessKind.class);
    if (withRights) {
      needed.removeIf(AccessKind::decides); // those that are seen are enough
    }
    Optional<Inventory.Entry> entry =
        document
            .surroundings()
            .account(Subject.account(namespace.get().text(), name.get().text()))
            .filter(found -> found.workloads().isEmpty());
    if (entry.isEmpty() || !document.surroundings().isWhole(needed)) {
      return;
    }
    List<Binding> bindings =
        entry.get().grants().stream()
            .filter(granted -> !granted.through().isMany())
            .map(Inventory.Granted::binding)
            .distinct()
            .toList();
    if (withRights && !bindings.isEmpty()) {
      sink.value(
          name.get(),
          "nothing acts as it now, and it has rights by %s%s; delete it, or say who uses it"
              .formatted(
                  Bound.words(bindings.get(0)),
                  bindings.size() == 1 ? "" : " and " + (bindings.size() - 1) + " more"));
    } else if (!withRights && bindings.isEmpty() && !name.get().text().equals("default")) {
      sink.value(
          name.get(),
          "nothing acts as it now, and it has no rights; delete it, or say who uses it");
    }
  }
}
