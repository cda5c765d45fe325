package io.github.tidydag.render;

import io.github.tidydag.cleanup.Permissions.PolicyRule;
import java.util.List;

/** What {@code rbac.yaml.ftl} sees: a Role and RoleBinding a namespace and account. */
public record RbacView(List<Source> header, List<RoleView> roles) {

  /**
   * A Role and its binding.
   *
   * @param account the service account's name; {@code accountNamespace} is where it lives
   */
  public record RoleView(
      String name,
      String namespace,
      String account,
      String accountNamespace,
      List<PolicyRule> rules) {}
}
