package io.github.tidydag.rbac;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A line of the inventory: a rule that an account has, or an account that has none.
 *
 * @param kind RoleBinding, RoleBinding->ClusterRole or ClusterRoleBinding; empty without a binding
 * @param resources as the rule writes them, with {@code &} between
 * @param verbs the same of its verbs
 * @param pods the names of the account's pods, with spaces between
 */
public record InventoryRow(
    String namespace,
    String account,
    String kind,
    String binding,
    String resources,
    String verbs,
    String pods)
    implements Comparable<InventoryRow> {
  /** The names of the columns. */
  public static final List<String> COLUMNS =
      List.of(
          "namespace",
          "serviceaccount",
          "bound_kind",
          "bound_name",
          "rbac_resource",
          "rbac_verbs",
          "used_by_pods");

  private static final Comparator<InventoryRow> ORDER =
      Comparator.comparing(InventoryRow::namespace)
          .thenComparing(InventoryRow::account)
          .thenComparing(InventoryRow::kind)
          .thenComparing(InventoryRow::binding)
          .thenComparing(InventoryRow::resources)
          .thenComparing(InventoryRow::verbs)
          .thenComparing(InventoryRow::pods);

  /** The rows of an inventory. */
  public static List<InventoryRow> of(Inventory inventory) {
    List<InventoryRow> rows = new ArrayList<>();
    for (Inventory.Entry entry : inventory.accounts()) {
      String pods = String.join(" ", entry.pods());
      String namespace = entry.account().namespace();
      String name = entry.account().name();
      if (entry.grants().isEmpty()) {
        rows.add(new InventoryRow(namespace, name, "", "", "", "", pods));
      }
      for (Inventory.Granted granted : entry.grants()) {
        RoleRule rule = granted.rule();
        rows.add(
            new InventoryRow(
                namespace,
                name,
                granted.binding().kind(),
                granted.binding().name(),
                String.join("&", rule.resources().isEmpty() ? rule.urls() : rule.resources()),
                String.join("&", rule.verbs()),
                pods));
      }
    }
    return rows.stream().sorted().toList();
  }

  InventoryRow withoutPods() {
    return new InventoryRow(namespace, account, kind, binding, resources, verbs, "");
  }

  /** The values, in the order of the columns. */
  public List<String> values() {
    return List.of(namespace, account, kind, binding, resources, verbs, pods);
  }

  @Override
  public int compareTo(InventoryRow other) {
    return ORDER.compare(this, other);
  }
}
