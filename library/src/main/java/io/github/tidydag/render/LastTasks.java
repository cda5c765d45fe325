package io.github.tidydag.render;

import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.TaskGraph;
import io.github.tidydag.spec.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tasks that the release of a run waits for: when they are done, all are. The leaves alone
 * would not do. Airflow marks a task upstream_failed as soon as one task before it has failed,
 * while others before it may still run, and the release would take their pods away.
 */
final class LastTasks {
  private LastTasks() {}

  /** In the order of the spec. */
  static List<Task> of(DagSpec spec) {
    TaskGraph graph = new TaskGraph(spec.groups(), spec.tasks());
    Set<String> waitedFor = new HashSet<>();
    for (Task task : spec.tasks()) {
      List<Task> before = graph.before(task);
      if (waitsForAll(task, before)) {
        before.forEach(t -> waitedFor.add(t.id()));
      }
    }
    return spec.tasks().stream().filter(t -> !waitedFor.contains(t.id())).toList();
  }

  /**
   * True if a task cannot be done, run or not, before all those before it are. Not even all_done
   * sees to that: a branch or short circuit skips a task whatever its rule.
   */
  private static boolean waitsForAll(Task task, List<Task> before) {
    Value given = task.common().arguments().get("trigger_rule");
    String rule = given == null ? "all_success" : given instanceof Value.Text t ? t.text() : "";
    return !rule.equals("always")
        && !rule.isEmpty()
        && before.size() == 1
        && before.get(0).common().expand().isEmpty();
  }
}
