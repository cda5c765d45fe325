package io.github.tidydag.rbac;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Role, or a ClusterRole.
 *
 * @param namespace empty for a ClusterRole
 * @param aggregates which ClusterRoles' rules it has, if it says so
 */
public record Role(
    String namespace,
    String name,
    Map<String, String> labels,
    List<RoleRule> rules,
    Optional<Aggregation> aggregates) {
  public Role {
    labels = Map.copyOf(labels);
    rules = List.copyOf(rules);
  }

  boolean isClusterRole() {
    return namespace.isEmpty();
  }

  /** {@code Role namespace/name} or {@code ClusterRole name}. */
  @Override
  public String toString() {
    return isClusterRole() ? "ClusterRole " + name : "Role " + namespace + "/" + name;
  }
}
