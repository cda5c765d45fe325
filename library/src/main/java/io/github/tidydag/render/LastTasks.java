package io.github.tidydag.render;

import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tasks that the release of a run waits for: when they are done, all are. The leaves alone
 * would not do. Airflow marks a task upstream_failed as soon as one task before it has failed,
 * while others before it may still run, and the release would take their pods away.
 */
final class LastTasks {
  private final DagSpec spec;
  private final Map<String, Task> tasks = new HashMap<>();

  private LastTasks(DagSpec spec) {
    this.spec = spec;
    spec.tasks().forEach(t -> tasks.put(t.id(), t));
  }

  /** In the order of the spec. */
  static List<Task> of(DagSpec spec) {
    LastTasks last = new LastTasks(spec);
    Set<String> waitedFor = new HashSet<>();
    for (Task task : spec.tasks()) {
      List<Task> before = last.before(task);
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

  private List<Task> before(Task task) {
    Set<String> ids = new LinkedHashSet<>(task.common().dependsOn());
    task.arguments().values().forEach(v -> outputs(v, ids));
    task.common().expand().values().forEach(v -> outputs(v, ids));
    List<Task> before = new ArrayList<>();
    for (String id : ids) {
      Task one = tasks.get(id);
      if (one != null) {
        before.add(one);
      } else {
        before.addAll(endsOf(id));
      }
    }
    return before;
  }

  /** Whose results a value holds: Airflow has a task wait for them too. */
  private static void outputs(Value value, Set<String> ids) {
    if (value instanceof Value.Output output) {
      ids.add(output.taskId());
    } else if (value instanceof Value.Items items) {
      items.items().forEach(v -> outputs(v, ids));
    } else if (value instanceof Value.Dict dict) {
      dict.entries().forEach(e -> outputs(e.value(), ids));
    }
  }

  /** The tasks of a group that no other task of it follows: what Airflow puts before the next. */
  private List<Task> endsOf(String group) {
    List<Task> members =
        spec.tasks().stream().filter(t -> isIn(t.common().group(), group)).toList();
    Set<String> followed = new HashSet<>();
    for (Task member : members) {
      before(member).forEach(t -> followed.add(t.id()));
    }
    return members.stream().filter(t -> !followed.contains(t.id())).toList();
  }

  private boolean isIn(Optional<String> of, String group) {
    Optional<String> current = of;
    while (current.isPresent() && !current.get().equals(group)) {
      String id = current.get();
      current =
          spec.groups().stream()
              .filter(g -> g.id().equals(id))
              .findFirst()
              .flatMap(DagSpec.TaskGroup::parent);
    }
    return current.isPresent();
  }
}
