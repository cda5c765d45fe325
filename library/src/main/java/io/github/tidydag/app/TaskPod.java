package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.preview.PodRequest;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Airflow makes the pod of a task from.
 *
 * @param remarks where that is less than the task says
 * @param unseenTemplate the remark on its template, if that is only on the workers
 */
record TaskPod(PodRequest request, List<String> remarks, Optional<String> unseenTemplate) {
  TaskPod {
    remarks = List.copyOf(remarks);
  }

  /** The pod of a pod task or a Job's. */
  static TaskPod of(DagPlan plan, PlannedTask planned) {
    List<String> remarks = new ArrayList<>();
    Map<String, Value> values = new LinkedHashMap<>(planned.arguments());
    planned.task().common().expand().forEach((name, v) -> mapped(name, v, values, remarks));
    PodJson json = new PodJson(remarks);
    Optional<String> path = path(values.remove("pod_template_file"));
    Optional<Node> tree = path.flatMap(p -> template(p, plan.spec()));
    Optional<String> unseen =
        path.filter(p -> tree.isEmpty())
            .map(
                p ->
                    "pod_template_file: "
                        + p
                        + " cannot be read here, so the pod is shown without it; say where it is"
                        + " with worker_paths in .tidydag.yaml");
    unseen.ifPresent(remarks::add);
    ObjectNode dict = object(values.remove("pod_template_dict"), json);
    ObjectNode full = object(values.remove("full_pod_spec"), json);
    Map<String, JsonNode> arguments = new LinkedHashMap<>();
    values.forEach((name, value) -> arguments.put(name, json.of(value)));
    PodRequest request =
        new PodRequest(
            tree.map(TaskPod::json).orElse(null),
            dict,
            full,
            arguments,
            fullId(plan.spec(), planned.task()),
            plan.spec().dagId(),
            true);
    return new TaskPod(request, remarks, unseen);
  }

  /** The task's id with those of its groups, as {@code TaskGroup.child_id} makes it. */
  static String fullId(DagSpec spec, Task task) {
    String id = task.id();
    Optional<DagSpec.TaskGroup> group = group(spec, task.common().group());
    while (group.isPresent()) {
      boolean prefixes =
          !(group.get().arguments().get("prefix_group_id") instanceof Value.Truth truth)
              || truth.value();
      if (!prefixes) {
        return id;
      }
      id = group.get().id() + "." + id;
      group = group(spec, group.get().parent());
    }
    return id;
  }

  private static Optional<DagSpec.TaskGroup> group(DagSpec spec, Optional<String> id) {
    return id.flatMap(i -> spec.groups().stream().filter(g -> g.id().equals(i)).findFirst());
  }

  private static void mapped(
      String name, Value value, Map<String, Value> values, List<String> remarks) {
    if (value instanceof Value.Items items && !items.items().isEmpty()) {
      values.put(name, items.items().get(0));
      remarks.add(
          name + ": is mapped over; shown is the first of " + items.items().size() + " values");
    } else {
      values.put(name, value);
    }
  }

  private static Optional<String> path(@Nullable Value written) {
    if (written instanceof Value.File file) {
      return Optional.of(file.path());
    }
    return written instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
  }

  private static Optional<Node> template(String path, DagSpec spec) {
    String text = spec.templates().get(path);
    return text == null ? Optional.empty() : YamlReader.readOne(path, text, new Problems());
  }

  private static JsonNode json(Node template) {
    JsonNode json = PodJson.template(template);
    return json.isEmpty() ? NullNode.getInstance() : json;
  }

  private static @Nullable ObjectNode object(@Nullable Value value, PodJson json) {
    return value != null && json.of(value) instanceof ObjectNode object ? object : null;
  }
}
