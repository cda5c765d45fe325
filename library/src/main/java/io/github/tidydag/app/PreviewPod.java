package io.github.tidydag.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.airflow.Target;
import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.preview.PodPreview;
import io.github.tidydag.preview.UnusablePod;
import io.github.tidydag.render.YamlText;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.spec.Task;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.text.JsonText;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pod that a task of a spec will ask Kubernetes for. */
public final class PreviewPod {
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
      String full = TaskPod.fullId(plan.spec(), planned.task());
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

  private static Shown show(DagPlan plan, PlannedTask planned, Target target) {
    TaskPod asked = TaskPod.of(plan, planned);
    List<String> remarks = new ArrayList<>(asked.remarks());
    try {
      PodPreview preview = PodPreview.of(asked.request(), target.provider());
      preview.remarks().forEach(remark -> remarks.add(PodRemarks.text(remark)));
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

  /** What {@code tidydag_run.py} puts on the pod. */
  private static List<String> added(DagPlan plan, PlannedTask planned) {
    if (!planned.owned() || plan.owner().isEmpty()) {
      return List.of();
    }
    List<String> added = new ArrayList<>();
    added.add("In a run, tidydag_run adds before the pod is created:");
    added.add(
        "  metadata.labels: tidydag.io/run and tidydag.io/dag, the run's and the DAG's marks");
    if (plan.owner().get() instanceof DagPlan.RunOwner.Anchor anchor) {
      if (anchor.keepFailedFor().isPresent()) {
        added.add("  metadata.labels: tidydag.io/task, by which a kill of the task stops it");
      }
      added.add(
          "  metadata.ownerReferences: {apiVersion: batch/v1, kind: Job, name: <the run's Job>,"
              + " uid: <its uid>}");
    }
    return added;
  }
}
