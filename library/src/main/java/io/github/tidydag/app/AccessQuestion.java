package io.github.tidydag.app;

import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.RbacSnapshot;
import io.github.tidydag.rbac.Role;
import io.github.tidydag.rbac.RoleRule;
import io.github.tidydag.tables.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A right in the words of a user. A name that nobody knows would get the answer "nobody". */
final class AccessQuestion {
  private static final List<String> CORE =
      List.of(
          "bindings",
          "configmaps",
          "endpoints",
          "events",
          "limitranges",
          "namespaces",
          "nodes",
          "persistentvolumeclaims",
          "persistentvolumes",
          "podtemplates",
          "resourcequotas",
          "secrets",
          "services");

  /** What is in no namespace, of the groups that everybody has. */
  private static final Set<String> CLUSTER_WIDE =
      Set.of(
          "namespaces",
          "nodes",
          "persistentvolumes",
          "clusterroles.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io",
          "storageclasses.storage.k8s.io",
          "customresourcedefinitions.apiextensions.k8s.io");

  private final Map<String, Set<String>> groups = new TreeMap<>();

  private AccessQuestion(RbacSnapshot snapshot) {
    CORE.forEach(plural -> know("", plural));
    for (AccessKind kind : AccessKind.values()) {
      know(kind.group(), kind.plural());
    }
    for (Role role : snapshot.roles()) {
      for (RoleRule rule : role.rules()) {
        for (String group : rule.groups()) {
          rule.resources().forEach(resource -> know(group, resource.split("/", 2)[0]));
        }
      }
    }
  }

  private void know(String group, String plural) {
    if (!group.equals("*") && !plural.equals("*")) {
      groups.computeIfAbsent(plural, p -> new TreeSet<>()).add(group);
    }
  }

  /**
   * What is asked.
   *
   * @param resource in the plural, with its group and what is below it: {@code configmaps}, {@code
   *     deployments.apps}, {@code pods/exec}
   * @throws TidydagException if it is no resource, or one of another group
   */
  static Action action(
      RbacSnapshot snapshot, String verb, String resource, String name, String namespace) {
    if (resource.startsWith("/")) {
      throw wrong(resource, "is a path; name a resource");
    }
    int slash = resource.indexOf('/');
    String plain = slash < 0 ? resource : resource.substring(0, slash);
    String below = slash < 0 ? "" : resource.substring(slash);
    int dot = plain.indexOf('.');
    String group = dot < 0 ? "" : plain.substring(dot + 1);
    String plural = dot < 0 ? plain : plain.substring(0, dot);
    if (dot < 0) {
      new AccessQuestion(snapshot).checkCore(resource, plural, below);
    }
    if (CLUSTER_WIDE.contains(plain) && !namespace.isEmpty()) {
      throw wrong(resource, plain + " are in no namespace; leave out -n");
    }
    boolean isNamespace = plain.equals("namespaces") && !name.isEmpty();
    return new Action(verb, group, plural + below, name, isNamespace ? name : namespace);
  }

  private void checkCore(String resource, String plural, String below) {
    Set<String> of = groups.getOrDefault(plural, Set.of());
    if (plural.equals("*") || of.contains("")) {
      return;
    }
    throw wrong(
        resource,
        of.isEmpty()
            ? "is no resource of the core group; "
                + Spelling.nearest(plural, groups.keySet())
                    .map(near -> "did you mean " + near + "?")
                    .orElse("write the plural, and its group: foos.example.com")
            : "is of another group; write "
                + String.join(
                    " or ", of.stream().map(group -> plural + "." + group + below).toList()));
  }

  private static TidydagException wrong(String resource, String reason) {
    return TidydagException.configuration(resource + ": " + reason);
  }
}
