package io.github.tidydag.spec;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.DagSpec.TaskGroup;
import io.github.tidydag.tables.Spelling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the order of tasks: what they depend on is there, and nothing waits for itself. */
final class GraphChecks {
  private final Map<String, TaskGroup> groups = new HashMap<>();
  private final List<Task> order;
  private final TaskGraph graph;
  private final Problems problems;

  GraphChecks(List<TaskGroup> groups, List<Task> tasks, Problems problems) {
    groups.forEach(g -> this.groups.put(g.id(), g));
    this.order = tasks;
    this.graph = new TaskGraph(groups, tasks);
    this.problems = problems;
  }

  /**
   * Checks the graph.
   *
   * @param written the ids of all tasks, also of those that could not be read
   */
  void check(List<String> written) {
    Set<String> known = new LinkedHashSet<>(written);
    known.addAll(groups.keySet());
    for (Task task : order) {
      Task.Common common = task.common();
      if (groups.containsKey(task.id())) {
        problems.error(common.at(), task.id(), "is a group's id too; rename one");
      }
      common
          .group()
          .filter(g -> !groups.containsKey(g))
          .ifPresent(g -> unknown(common.at(), g, groups.keySet(), "no such group"));
      Set<String> seen = new HashSet<>();
      for (Value.Text from : common.dependsOn()) {
        if (!known.contains(from.text())) {
          unknown(from.at(), from.text(), known, "no such task or group");
        } else if (!seen.add(from.text())) {
          problems.error(from.at(), from.text(), "stands twice in depends_on of " + task.id());
        }
      }
      Value.each(task.values(), value -> output(value, written));
    }
    fullIds();
    circles();
  }

  private void output(Value value, List<String> known) {
    if (value instanceof Value.Output output && !known.contains(output.taskId())) {
      problems.error(
          output.at(),
          output.taskId(),
          (groups.containsKey(output.taskId()) ? "is a group, which has no output" : "no such task")
              + Spelling.nearest(output.taskId(), known)
                  .map(n -> "; did you mean " + n + "?")
                  .orElse("; there are " + String.join(", ", known)));
    }
  }

  private void unknown(Location at, String id, Set<String> known, String what) {
    problems.error(
        at,
        id,
        what
            + Spelling.nearest(id, known)
                .map(n -> "; did you mean " + n + "?")
                .orElse("; there are " + String.join(", ", known)));
  }

  /** Ids as Airflow has them: with those of the groups around, unless a group says otherwise. */
  private void fullIds() {
    Map<String, String> owners = new HashMap<>();
    for (Task task : order) {
      String before = owners.putIfAbsent(fullId(task), task.id());
      if (before != null && !before.equals(task.id())) {
        problems.error(
            task.common().at(),
            task.id(),
            "is " + fullId(task) + " to Airflow, and so is " + before + "; rename one");
      }
    }
  }

  private String fullId(Task task) {
    String id = task.id();
    Set<String> seen = new HashSet<>();
    Optional<TaskGroup> group = task.common().group().map(groups::get);
    while (group.isPresent() && seen.add(group.get().id())) {
      if (group.get().arguments().get("prefix_group_id") instanceof Value.Truth prefix
          && !prefix.value()) {
        return id;
      }
      id = group.get().id() + "." + id;
      group = group.get().parent().map(groups::get);
    }
    return id;
  }

  private void circles() {
    Set<String> done = new HashSet<>();
    for (Task task : order) {
      List<String> path = new ArrayList<>();
      circle(task.id(), path, done)
          .ifPresent(
              circle ->
                  problems.error(
                      task.common().at(),
                      String.join(" -> ", circle),
                      "is a circle: no task of it could ever start; remove one depends_on"));
    }
  }

  private Optional<List<String>> circle(String id, List<String> path, Set<String> done) {
    Deque<Step> stack = new ArrayDeque<>();
    if (done.contains(id)) {
      return Optional.empty();
    }
    stack.push(new Step(id, graph.upstream(id).iterator()));
    path.add(id);
    while (!stack.isEmpty()) {
      Step step = stack.peek();
      if (!step.next().hasNext()) {
        done.add(step.id());
        stack.pop();
        path.remove(path.size() - 1);
        continue;
      }
      String next = step.next().next();
      int at = path.indexOf(next);
      if (at >= 0) {
        List<String> circle = new ArrayList<>(path.subList(at, path.size()));
        circle.add(next);
        done.addAll(path);
        return Optional.of(circle);
      }
      if (!done.contains(next)) {
        stack.push(new Step(next, graph.upstream(next).iterator()));
        path.add(next);
      }
    }
    return Optional.empty();
  }

  private record Step(String id, Iterator<String> next) {}
}
