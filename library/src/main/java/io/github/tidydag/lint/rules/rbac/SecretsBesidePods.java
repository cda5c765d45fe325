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
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whoever makes pods reads Secrets by themselves, too. */
final class SecretsBesidePods implements Rule {
  private static final String WHY =
      """
      A pod gets the Secrets that it mounts or names, and no right for that. Who may also read them
      through the API reads all of the namespace, tokens of other accounts among them, and leaves no
      trace but in an audit log; and can use what it finds from pods of its own. An account that
      submits work, such as Airflow's, is reached by whoever writes a DAG.
      """;
  private static final String REMEDY =
      """
      Take the Secrets away, and let pods mount them or name them in `valueFrom`. If somebody must read
      one, name it in `resourceNames`, with `get` alone.
      """;

  private final RuleInfo info;

  private SecretsBesidePods(RuleInfo info) {
    this.info = info;
  }

  static List<Rule> all() {
    return List.of(
        new SecretsBesidePods(
            new RuleInfo(
                "RBA012",
                "secrets-beside-pods",
                Severity.WARNING,
                "A role lets read Secrets and make pods",
                WHY,
                REMEDY,
                Set.of(DocumentKind.ROLE, DocumentKind.CLUSTER_ROLE))),
        new SecretsBesidePods(
            new RuleInfo(
                "RBA013",
                "secrets-beside-pods-by-bindings",
                Severity.WARNING,
                "An account may read Secrets by one binding and make pods by another",
                WHY
                    + """

                    No single role shows it; it is found where both bindings and their roles are among
                    what is linted. `admin` and `edit`, which every cluster has, grant the two together.
                    """,
                REMEDY,
                Set.of(DocumentKind.ROLE_BINDING, DocumentKind.CLUSTER_ROLE_BINDING))));
  }

  @Override
  public RuleInfo info() {
    return info;
  }

  @Override
  public void check(Document document, Sink sink) {
    if (document.kind() == DocumentKind.ROLE || document.kind() == DocumentKind.CLUSTER_ROLE) {
      checkRole(RoleView.of(document), sink);
    } else {
      Bound.of(document).ifPresent(bound -> checkBinding(bound, sink));
    }
  }

  private static void checkRole(RoleView role, Sink sink) {
    boolean startsPods = role.rules().stream().anyMatch(SecretsBesidePods::startsPods);
    for (RoleView.PolicyRule rule : role.rules()) {
      boolean reads =
          rule.isCore()
              && rule.isOfAllNames()
              && Rights.READING.stream().anyMatch(verb -> rule.gives(verb));
      Node.Scalar secrets = RoleView.find(rule, "resources", "secrets");
      if (startsPods && reads && secrets != null) {
        sink.value(
            secrets,
            "may be read by whoever makes pods with this role; take them out, and let pods mount"
                + " what they need");
      }
    }
  }

  private static boolean startsPods(RoleView.PolicyRule rule) {
    if (!rule.isOfAllNames() || !rule.gives("create")) {
      return false;
    }
    for (AccessKind kind : Rights.STARTERS) {
      if (rule.has(kind.plural())
          && (rule.groups().contains(kind.group()) || rule.groups().contains(Rights.ALL))) {
        return true;
      }
    }
    return false;
  }

  private static void checkBinding(Bound bound, Sink sink) {
    Optional<Rights> rights = bound.rights();
    boolean isReported = bound.isUsual() && bound.binding().isClusterWide(); // by RBA015
    if (rights.isEmpty() || !rights.get().readsSecrets(!bound.isUsual()) || isReported) {
      return;
    }
    boolean both = rights.get().startsPods();
    for (Bound.Named named : bound.subjects()) {
      if (!named.isOfAccounts() || Bindings.isDriverAsAdmin(bound.role(), named.name())) {
        continue;
      }
      if (both && bound.isUsual()) {
        sink.value(
            named.name(),
            "may read Secrets and make pods by "
                + bound.binding().role()
                + "; bind a role with what it needs");
      } else if (!both) {
        starter(bound, named)
            .ifPresent(
                other ->
                    sink.value(
                        named.name(),
                        "may read Secrets by this binding and make pods by "
                            + Bound.words(other)
                            + "; take the Secrets away, and let pods mount what they need"));
      }
    }
  }

  /** By which other binding an account may make pods where this one grants something. */
  private static Optional<Binding> starter(Bound bound, Bound.Named named) {
    return named
        .subject()
        .asAccount()
        .flatMap(bound.around()::account)
        .flatMap(
            entry ->
                entry.grants().stream()
                    .filter(granted -> meet(granted.binding(), bound.binding()))
                    .filter(granted -> Rights.startsPods(granted.rule()))
                    .map(Inventory.Granted::binding)
                    .findFirst());
  }

  private static boolean meet(Binding one, Binding other) {
    return !one.equals(other)
        && (one.isClusterWide()
            || other.isClusterWide()
            || one.namespace().equals(other.namespace()));
  }
}
