package io.github.tidydag.rbac;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ClusterRoles that every cluster has, and that no project describes, as far as rules ask about
 * them. Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go of kubernetes 1.36.
 */
public final class UsualRoles {
  /** Their names. */
  public static final Set<String> NAMES = Set.of("cluster-admin", "admin", "edit");

  private static final List<String> WRITE =
      List.of("create", "delete", "deletecollection", "patch", "update");
  private static final List<String> READ = List.of("get", "list", "watch");

  private static final List<RoleRule> EDIT =
      List.of(
          rule("", List.of("pods", "pods/attach", "pods/exec", "pods/proxy"), WRITE),
          rule("", List.of("pods", "secrets"), READ),
          rule(
              "",
              List.of(
                  "configmaps",
                  "persistentvolumeclaims",
                  "replicationcontrollers",
                  "secrets",
                  "serviceaccounts",
                  "services"),
              WRITE),
          rule("", List.of("serviceaccounts"), List.of("impersonate")),
          rule("apps", List.of("daemonsets", "deployments", "replicasets", "statefulsets"), WRITE),
          rule("batch", List.of("cronjobs", "jobs"), WRITE));

  static final List<Role> ALL =
      List.of(
          role("cluster-admin", List.of(rule("*", List.of("*"), List.of("*")))),
          role("admin", EDIT),
          role("edit", EDIT));

  private UsualRoles() {}

  private static RoleRule rule(String group, List<String> resources, List<String> verbs) {
    return new RoleRule(List.of(group), resources, List.of(), verbs, List.of());
  }

  private static Role role(String name, List<RoleRule> rules) {
    return new Role("", name, Map.of(), rules, Optional.empty());
  }
}
