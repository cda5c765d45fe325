package io.github.tidydag.rbac;

import java.util.List;
import java.util.TreeSet;

/**
 * What has changed from one inventory to another.
 *
 * @param added rows that only the second has
 * @param removed rows that only the first has
 */
public record InventoryDiff(List<InventoryRow> added, List<InventoryRow> removed) {
  public InventoryDiff {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /** Compares rights; which pods there are is not compared, since those come and go. */
  public static InventoryDiff of(List<InventoryRow> before, List<InventoryRow> after) {
    TreeSet<InventoryRow> old = rights(before);
    TreeSet<InventoryRow> now = rights(after);
    TreeSet<InventoryRow> added = new TreeSet<>(now);
    added.removeAll(old);
    old.removeAll(now);
    return new InventoryDiff(List.copyOf(added), List.copyOf(old));
  }

  private static TreeSet<InventoryRow> rights(List<InventoryRow> rows) {
    TreeSet<InventoryRow> found = new TreeSet<>();
    rows.forEach(row -> found.add(row.withoutPods()));
    return found;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }
}
