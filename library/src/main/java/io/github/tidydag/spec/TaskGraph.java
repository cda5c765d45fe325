package io.github.tidydag.spec;

import io.github.tidydag.spec.DagSpec.TaskGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each task waits for: what it depends on, and the tasks whose results it uses. */
public final class TaskGraph {
  private final Map<String, TaskGroup> groups = new HashMap<>();
  private final Map<String, Task> tasks = new LinkedHashMap<>();

  public TaskGraph(Collection<TaskGroup> groups, Collection<Task> tasks) {
    groups.forEach(g -> this.groups.put(g.id(), g));
    tasks.forEach(t -> this.tasks.put(t.id(), t));
  }

  /**
   * The tasks that must be done before one starts; of a group its last ones, as Airflow has it.
   * There must be no circle.
   */
  public List<Task> before(Task task) {
    List<Task> before = new ArrayList<>();
    for (String id : waitsFor(task)) {
      Task one = tasks.get(id);
      before.addAll(one == null ? lastOf(id) : List.of(one));
    }
    return before;
  }

  /** The tasks of a group that no other task of it follows. */
  private List<Task> lastOf(String group) {
    List<Task> members = membersOf(group);
    Set<String> followed = new HashSet<>();
    members.forEach(m -> before(m).forEach(t -> followed.add(t.id())));
    return members.stream().filter(t -> !followed.contains(t.id())).toList();
  }

  /** The ids of the tasks that one waits for at all: of a group all of it. */
  List<String> upstream(String id) {
    List<String> upstream = new ArrayList<>();
    Task task = tasks.get(id);
    if (task != null) {
      for (String from : waitsFor(task)) {
        if (tasks.containsKey(from)) {
          upstream.add(from);
        } else {
          membersOf(from).forEach(m -> upstream.add(m.id()));
        }
      }
    }
    return upstream;
  }

  private static Set<String> waitsFor(Task task) {
    Set<String> ids = new LinkedHashSet<>();
    task.common().dependsOn().forEach(from -> ids.add(from.text()));
    ids.addAll(Value.outputs(task.values()));
    return ids;
  }

  private List<Task> membersOf(String group) {
    return tasks.values().stream().filter(t -> isIn(t, group)).toList();
  }

  private boolean isIn(Task task, String group) {
    Optional<String> current = task.common().group();
    Set<String> seen = new HashSet<>();
    while (current.isPresent() && seen.add(current.get())) {
      if (current.get().equals(group)) {
        return true;
      }
      current = Optional.ofNullable(groups.get(current.get())).flatMap(TaskGroup::parent);
    }
    return false;
  }
}
