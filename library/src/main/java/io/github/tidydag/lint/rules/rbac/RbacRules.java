package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules about rights. */
public final class RbacRules {
  private RbacRules() {}

  /** All of them. */
  public static List<Rule> all() {
    List<Rule> rules = new ArrayList<>(DriverRole.all());
    rules.add(new DriverRoleTooWide());
    rules.add(new PodsExec());
    rules.addAll(Bindings.all());
    rules.add(new Wildcards());
    rules.add(new BulkDelete());
    rules.addAll(SecretsBesidePods.all());
    rules.add(new SharedDelete());
    rules.add(new ClusterWideDelete());
    rules.addAll(UnusedAccounts.all());
    rules.addAll(Dangling.all());
    return List.copyOf(rules);
  }
}
