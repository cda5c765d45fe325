package io.github.tidydag.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    return new InventoryDiff(less(after, before), less(before, after));
  }

  /** What the first has and the second has not, as often as it has it more often. */
  private static List<InventoryRow> less(List<InventoryRow> from, List<InventoryRow> rows) {
    Map<InventoryRow, Integer> left = new HashMap<>();
    rows.forEach(row -> left.merge(row.withoutPods(), 1, Integer::sum));
    List<InventoryRow> found = new ArrayList<>();
    for (InventoryRow row : from) {
      InventoryRow right = row.withoutPods();
      int there = left.getOrDefault(right, 0);
      if (there == 0) {
        found.add(right);
      } else {
        left.put(right, there - 1);
      }
    }
    return found.stream().sorted().toList();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }
}
