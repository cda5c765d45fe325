package io.github.tidydag.rbac;

import java.util.List;

/**
 * A RoleBinding, or a ClusterRoleBinding.
 *
 * @param namespace empty for a ClusterRoleBinding
 * @param isDefault whether the API server itself makes it
 * @param toClusterRole whether it grants a ClusterRole, rather than a Role of its namespace
 * @param role the name of that
 * @param subjects with their namespaces: a ServiceAccount without one is of the binding's
 */
public record Binding(
    String namespace,
    String name,
    boolean isDefault,
    boolean toClusterRole,
    String role,
    List<Subject> subjects) {
  public Binding {
    subjects = List.copyOf(subjects);
  }

  /** Whether it grants in all namespaces. */
  public boolean isClusterWide() {
    return namespace.isEmpty();
  }

  /** What it is, as the inventory says it. */
  public String kind() {
    return isClusterWide()
        ? "ClusterRoleBinding"
        : toClusterRole ? "RoleBinding->ClusterRole" : "RoleBinding";
  }

  /** Its kind, namespace and name. */
  @Override
  public String toString() {
    return isClusterWide() ? "ClusterRoleBinding " + name : "RoleBinding " + namespace + "/" + name;
  }
}
