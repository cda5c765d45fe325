package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.airflow.Target;
import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.preview.PodPreview;
import io.github.tidydag.preview.PodRequest;
import io.github.tidydag.preview.Remark;
import io.github.tidydag.preview.UnusablePod;
import io.github.tidydag.render.YamlText;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Value;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.text.JsonText;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pod that a task of a spec will ask Kubernetes for. */
public final class PreviewPod {
  private static final Set<String> PIECES =
      Set.of("pod_template_file", "pod_template_dict", "full_pod_spec");

  /** How a remark begins on a template that is only on the workers. */
  static final String UNSEEN = "pod_template_file: ";

  private final Tables tables;

  public PreviewPod(Tables tables) {
    this.tables = tables;
  }

  /**
   * What to show.
   *
   * @param spec a file, or {@code -} for {@code stdin}
   * @param taskId the task, with or without the ids of its groups
   * @param target {@code AIRFLOW/PROVIDER}; empty for the newest of the configuration
   */
  public record Request(
      String spec,
      String taskId,
      Optional<String> target,
      Optional<Path> config,
      Optional<String> profile,
      InputStream stdin) {}

  /**
   * The pod.
   *
   * @param target for which Airflow and provider
   * @param added what the run's owner adds to the pod before it is created
   * @param remarks what a reader of the spec would not expect
   */
  public record Shown(ObjectNode pod, Target target, List<String> added, List<String> remarks) {
    public Shown {
      added = List.copyOf(added);
      remarks = List.copyOf(remarks);
    }

    /** As YAML, with what is added as comments. */
    public String yaml() {
      StringBuilder out = new StringBuilder();
      added.forEach(line -> out.append("# ").append(line).append('\n'));
      Object tree = new ObjectMapper().convertValue(pod, Object.class);
      return out.append(YamlText.block(tree, 0)).append('\n').toString();
    }

    /** As JSON. */
    public String json() {
      return JsonText.of(pod);
    }
  }

  /**
   * What came of it.
   *
   * @param shown empty if there are errors
   */
  public record Result(Optional<Shown> shown, List<Problem> problems, boolean configurationWrong) {}

  /**
   * Computes the pod.
   *
   * @throws TidydagException if a file cannot be read, or there is no such task
   */
  public Result preview(Request request) {
    List<String> target = request.target().map(List::of).orElse(List.of());
    SpecLoader loader =
        new SpecLoader(
            tables,
            new Workspace(tables, request.config(), request.profile()),
            Targets.parse(target, tables),
            request.stdin());
    SpecLoader.Loaded loaded =
        loader.load(
            request.spec().equals("-")
                ? SpecLoader.Input.stdin()
                : SpecLoader.Input.of(Path.of(request.spec())));
    Problems problems = loaded.problems();
    Optional<Shown> shown = Optional.empty();
    if (loaded.plan().isPresent() && !problems.hasErrors()) {
      DagPlan plan = loaded.plan().get();
      shown = Optional.of(show(plan, task(plan, request.taskId()), newest(plan.spec())));
    }
    return new Result(shown, problems.sorted(), loaded.configurationWrong());
  }

  static Target newest(DagSpec spec) {
    return spec.project().targets().stream()
        .max(Comparator.comparing(Target::provider).thenComparing(Target::airflow))
        .orElseThrow();
  }

  private static PlannedTask task(DagPlan plan, String id) {
    Set<String> known = new LinkedHashSet<>();
    for (PlannedTask planned : plan.tasks()) {
      String full = fullId(plan.spec(), planned.task());
      if (id.equals(planned.task().id()) || id.equals(full)) {
        if (planned.task() instanceof Task.PodTask) {
          return planned;
        }
        throw TidydagException.configuration(
            id + ": is " + kind(planned.task()) + "; preview-pod shows pod tasks");
      }
      known.add(planned.task().id());
    }
    throw TidydagException.configuration(
        id
            + ": no such task in "
            + plan.spec().dagId()
            + Spelling.nearest(id, known)
                .map(n -> "; did you mean " + n + "?")
                .orElse("; there are " + String.join(", ", known)));
  }

  private static String kind(Task task) {
    if (task instanceof Task.SparkTask) {
      return "a SparkApplication, whose pods the Spark operator makes";
    }
    if (task instanceof Task.JobTask) {
      return "a Job, whose pods Kubernetes makes";
    }
    return task instanceof Task.OperatorTask operator
        ? "a task of " + operator.dottedClass() + ", which tidydag does not know"
        : "an empty task, without a pod";
  }

  /** The task's id with those of its groups, as {@code TaskGroup.child_id} makes it. */
  private static String fullId(DagSpec spec, Task task) {
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

  private static Shown show(DagPlan plan, PlannedTask planned, Target target) {
    List<String> remarks = new ArrayList<>();
    PodRequest request = request(plan, planned, remarks);
    try {
      PodPreview preview = PodPreview.of(request, target.provider());
      preview.remarks().forEach(remark -> remarks.add(text(remark)));
      return new Shown(preview.pod(), target, added(plan, planned), remarks);
    } catch (UnusablePod e) {
      throw TidydagException.configuration(
          planned.task().id()
              + ": "
              + target
              + " cannot build the pod: "
              + e.pointer()
              + " "
              + e.getMessage());
    }
  }

  /**
   * Reports what the pieces of a task's pod become that a reader of them would not expect: for a
   * task that has pieces, a template or a full_pod_spec beside its arguments.
   */
  static void check(DagPlan plan, Problems problems) {
    for (PlannedTask planned : plan.tasks()) {
      if (planned.task() instanceof Task.PodTask
          && planned.arguments().keySet().stream().anyMatch(PIECES::contains)) {
        check(plan, planned, problems);
      }
    }
  }

  private static void check(DagPlan plan, PlannedTask planned, Problems problems) {
    PodRequest request = request(plan, planned, new ArrayList<>());
    Map<String, List<String>> targetsOf = new LinkedHashMap<>();
    for (Target target : plan.spec().project().targets()) {
      try {
        PodPreview.of(request, target.provider())
            .remarks()
            .forEach(
                r ->
                    targetsOf
                        .computeIfAbsent(text(r), any -> new ArrayList<>())
                        .add(target.toString()));
      } catch (UnusablePod e) {
        problems.error(
            planned.task().common().at(),
            planned.task().id(),
            target + " cannot build this pod: " + e.pointer() + " " + e.getMessage());
      }
    }
    int all = plan.spec().project().targets().size();
    targetsOf.forEach(
        (remark, targets) ->
            problems.warning(
                planned.task().common().at(),
                planned.task().id(),
                "in its pod, "
                    + remark
                    + (targets.size() == all ? "" : " (" + String.join(", ", targets) + ")")));
  }

  static PodRequest request(DagPlan plan, PlannedTask planned, List<String> remarks) {
    Map<String, Value> values = new LinkedHashMap<>(planned.arguments());
    planned.task().common().expand().forEach((name, v) -> mapped(name, v, values, remarks));
    PodJson json = new PodJson(remarks);
    JsonNode template = template(values.remove("pod_template_file"), plan.spec(), remarks);
    ObjectNode dict = object(values.remove("pod_template_dict"), json);
    ObjectNode full = object(values.remove("full_pod_spec"), json);
    Map<String, JsonNode> arguments = new LinkedHashMap<>();
    values.forEach((name, value) -> arguments.put(name, json.of(value)));
    return new PodRequest(
        template,
        dict,
        full,
        arguments,
        fullId(plan.spec(), planned.task()),
        plan.spec().dagId(),
        true);
  }

  private static String text(Remark remark) {
    return remark.pointer().isEmpty() ? remark.text() : remark.pointer() + ": " + remark.text();
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

  private static @Nullable JsonNode template(
      @Nullable Value written, DagSpec spec, List<String> remarks) {
    String path =
        written instanceof Value.File file
            ? file.path()
            : written instanceof Value.Text text ? text.text() : null;
    if (path == null) {
      return null;
    }
    String text = spec.templates().get(path);
    Optional<Node> tree =
        text == null ? Optional.empty() : YamlReader.readOne(path, text, new Problems());
    if (tree.isEmpty()) {
      remarks.add(
          UNSEEN
              + path
              + " cannot be read here, so the pod is shown without it; say where it is with"
              + " worker_paths in .tidydag.yaml");
      return null;
    }
    JsonNode json = PodJson.template(tree.get());
    return json.isEmpty() ? NullNode.getInstance() : json;
  }

  private static @Nullable ObjectNode object(@Nullable Value value, PodJson json) {
    return value != null && json.of(value) instanceof ObjectNode object ? object : null;
  }

  /** What {@code tidydag_run.py} puts on the pod. */
  private static List<String> added(DagPlan plan, PlannedTask planned) {
    if (!planned.owned() || plan.owner().isEmpty()) {
      return List.of();
    }
    List<String> added = new ArrayList<>();
    added.add("In a run, tidydag_run adds before the pod is created:");
    added.add(
        "  metadata.labels: tidydag.io/run and tidydag.io/dag, the run's and the DAG's marks");
    if (plan.owner().get() instanceof DagPlan.RunOwner.Anchor) {
      added.add(
          "  metadata.ownerReferences: {apiVersion: batch/v1, kind: Job, name: <the run's Job>,"
              + " uid: <its uid>}");
    }
    return added;
  }
}
