package io.github.tidydag.render;

import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The order of tasks in a file: one that uses another's output comes after it. */
final class Outputs {
  private final Map<String, PlannedTask> byId = new LinkedHashMap<>();
  private final Set<String> ordered = new LinkedHashSet<>();

  private Outputs(List<PlannedTask> tasks) {
    tasks.forEach(t -> byId.put(t.task().id(), t));
  }

  /** The tasks in their order, but each after those whose output it uses. */
  static Stream<PlannedTask> first(List<PlannedTask> tasks) {
    Outputs outputs = new Outputs(tasks);
    tasks.forEach(t -> outputs.add(t, new LinkedHashSet<>()));
    return outputs.ordered.stream().map(id -> outputs.byId.get(id));
  }

  /**
   * The tasks whose output a task uses where Airflow does not look for it, and makes no dependency:
   * inside objects ({@code XComArg.iter_xcom_references}), and in arguments that every task has.
   */
  static Set<String> unseen(Task task) {
    Set<String> unseen = new LinkedHashSet<>(Value.outputs(task.values()));
    task.arguments().values().forEach(v -> removeSeen(v, unseen));
    task.common().expand().values().forEach(v -> removeSeen(v, unseen));
    return unseen;
  }

  private static void removeSeen(Value value, Set<String> unseen) {
    if (value instanceof Value.Output output) {
      unseen.remove(output.taskId());
    } else if (value instanceof Value.Items items) {
      items.items().forEach(v -> removeSeen(v, unseen));
    } else if (value instanceof Value.Dict dict) {
      dict.entries().forEach(e -> removeSeen(e.value(), unseen));
    }
  }

  private void add(PlannedTask planned, Set<String> waiting) {
    Task task = planned.task();
    if (ordered.contains(task.id()) || !waiting.add(task.id())) {
      return;
    }
    for (String id : Value.outputs(task.values())) {
      PlannedTask before = byId.get(id);
      if (before != null) {
        add(before, waiting);
      }
    }
    ordered.add(task.id());
  }
}
