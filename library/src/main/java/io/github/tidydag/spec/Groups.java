package io.github.tidydag.spec;

import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.DagSpec.TaskGroup;
import io.github.tidydag.tables.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order of groups: a group after the one around it. */
final class Groups {
  private Groups() {}

  /** The groups with every parent first; a missing parent or a circle is an error. */
  static List<TaskGroup> parentsFirst(List<TaskGroup> groups, Problems problems) {
    Map<String, TaskGroup> byId = new LinkedHashMap<>();
    groups.forEach(g -> byId.put(g.id(), g));
    Set<TaskGroup> ordered = new LinkedHashSet<>();
    for (TaskGroup group : groups) {
      List<TaskGroup> line = new ArrayList<>();
      TaskGroup current = group;
      while (current != null && !ordered.contains(current)) {
        if (line.contains(current)) {
          problems.error(group.at(), group.id(), "is inside itself; remove a parent");
          break;
        }
        line.add(current);
        String parent = current.parent().orElse("");
        if (!parent.isEmpty() && !byId.containsKey(parent)) {
          problems.error(
              current.at(),
              parent,
              "no such group"
                  + Spelling.nearest(parent, byId.keySet())
                      .map(n -> "; did you mean " + n + "?")
                      .orElse("; add it to groups"));
        }
        current = byId.get(parent);
      }
      for (int i = line.size() - 1; i >= 0; i--) {
        ordered.add(line.get(i));
      }
    }
    return List.copyOf(ordered);
  }
}
