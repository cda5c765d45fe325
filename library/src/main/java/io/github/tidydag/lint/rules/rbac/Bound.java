package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.AccessObject;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.rbac.Binding;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.rbac.UsualRoles;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A binding in its surroundings.
 *
 * @param role where it names what it grants
 * @param around what else is known
 */
record Bound(Binding binding, Node.Scalar role, List<Named> subjects, Surroundings around) {

  /** Whom it names, and where. */
  record Named(Subject subject, Node.Scalar name) {
    /** Whether it is an account, or more than one of them. */
    boolean isOfAccounts() {
      return subject.asAccount().isPresent() || subject.isOfAccounts();
    }
  }

  /** That of a document; nothing if Jinja, a patch or another file leaves a doubt about it. */
  static Optional<Bound> of(Document document) {
    Optional<Node.Scalar> name = Document.known(document.root(), "metadata", "name");
    Optional<Node.Scalar> role = Document.known(document.root(), "roleRef", "name");
    Optional<String> namespace =
        AccessObject.namespace(document.root(), document.kind(), document.source().file());
    if (name.isEmpty() || role.isEmpty() || namespace.isEmpty() || document.isPartial()) {
      return Optional.empty();
    }
    Surroundings around = document.surroundings();
    return around
        .binding(namespace.get(), name.get().text())
        .map(binding -> new Bound(binding, role.get(), subjects(document, binding), around));
  }

  private static List<Named> subjects(Document document, Binding binding) {
    List<Named> found = new ArrayList<>();
    for (Node.Mapping one : Nodes.mappings(document.root().get("subjects").orElse(null))) {
      String kind = Nodes.text(one, "kind");
      Node.Scalar name = Document.known(one, "name").orElse(null);
      if (kind == null || name == null) {
        continue;
      }
      String namespace = Nodes.text(one, "namespace");
      switch (kind) {
        case "ServiceAccount" ->
            found.add(
                new Named(
                    Subject.account(
                        namespace == null ? binding.namespace() : namespace, name.text()),
                    name));
        case "Group" -> found.add(new Named(Subject.group(name.text()), name));
        case "User" -> found.add(new Named(Subject.user(name.text()), name));
        default -> {} // the API server takes no other
      }
    }
    return found;
  }

  /** What it grants; nothing if the role is not known. */
  Optional<Rights> rights() {
    return around.rules(binding).map(Rights::new);
  }

  /** Whether it grants one of the roles that every cluster has for administrators. */
  boolean isUsual() {
    return binding.toClusterRole() && UsualRoles.NAMES.contains(binding.role());
  }

  /** What it is called in messages about others. */
  static String words(Binding binding) {
    return (binding.isClusterWide() ? "ClusterRoleBinding " : "RoleBinding ") + binding.name();
  }
}
