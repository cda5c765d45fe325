package io.github.tidydag.cleanup;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.cleanup.DagPlan.RunOwner;
import io.github.tidydag.cleanup.DagPlan.SparkSettings;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.CleanupPolicy;
import io.github.tidydag.spec.CleanupPolicy.Strategy;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.Durations;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Value;
import io.github.tidydag.tables.Version;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Derives from the cleanup policy what each task gets, and refuses what contradicts it. Without
 * side effects; a plan is made even of a contradictory spec, for all mistakes to be found at once.
 */
public final class DagPlanner {
  /** How long a finished SparkApplication stays for a look, where nothing else says it. */
  static final Duration SPARK_TIME_TO_LIVE = Duration.ofHours(1);

  /** The first provider whose SparkKubernetesOperator reads an application_file with Jinja. */
  private static final Version READS_RENDERED_FILES = Version.parse("8.1.0");

  /** The first provider whose KubernetesJobOperator has wait_until_job_complete. */
  private static final Version WAITS_FOR_JOBS = Version.parse("8.1.0");

  /** How long a finished Job stays, where nothing else says it. */
  static final Duration JOB_TIME_TO_LIVE = Duration.ofMinutes(5);

  private static final Pattern TASK_NAMES =
      Pattern.compile("\\{[{%][^}]*\\b(ti|task|task_instance|map_index|try_number)\\b");

  private final DagSpec spec;
  private final CleanupPolicy policy;
  private final Problems problems;

  private DagPlanner(DagSpec spec, Problems problems) {
    this.spec = spec;
    this.policy = spec.cleanup();
    this.problems = problems;
  }

  /** The plan of a spec. */
  public static DagPlan plan(DagSpec spec, Problems problems) {
    return new DagPlanner(spec, problems).plan();
  }

  private DagPlan plan() {
    List<PlannedTask> tasks = new ArrayList<>();
    for (Task task : spec.tasks()) {
      tasks.add(plan(task));
    }
    if (hasHelper()) {
      spec.tasks().forEach(t -> refuseReleaseId(t.common().at(), t.id()));
      spec.groups().forEach(g -> refuseReleaseId(g.at(), g.id()));
    }
    Optional<RunOwner> owner = owner();
    boolean needed = tasks.stream().anyMatch(PlannedTask::owned) || !spec.configMaps().isEmpty();
    if (!spec.configMaps().isEmpty() && owner.isEmpty()) {
      problems.error(
          policy.at(),
          "config_maps",
          "need an owner, and strategy is "
              + policy.strategy().word()
              + "; write strategy: anchor or teardown");
    }
    macros();
    return new DagPlan(spec, tasks, needed ? owner : Optional.empty(), guarantee(tasks, needed));
  }

  /** Runs with ConfigMaps have a macro for their names, beside the user's own. */
  private void macros() {
    Value macros = spec.arguments().get("user_defined_macros");
    if (macros == null || spec.configMaps().isEmpty()) {
      return;
    }
    if (!(macros instanceof Value.Dict dict)) {
      problems.error(
          macros.at(),
          "user_defined_macros",
          "takes one more because of config_maps, so it must be written out; write {name: ...}");
    } else if (dict.entries().stream().anyMatch(e -> e.name().equals(DagPlan.CONFIG_MAP_MACRO))) {
      problems.error(
          macros.at(),
          DagPlan.CONFIG_MAP_MACRO,
          "is what config_maps call their macro; write another name");
    }
  }

  private void refuseReleaseId(Location at, String id) {
    if (id.equals(DagPlan.RELEASE)) {
      problems.error(at, id, "is what the cleanup calls its own task; choose another id");
    }
  }

  private Optional<RunOwner> owner() {
    return switch (policy.strategy()) {
      case ANCHOR ->
          Optional.of(
              new RunOwner.Anchor(
                  deadline(),
                  policy.keepFailedFor(),
                  policy.keepFailedRuns(),
                  policy.anchor().image(),
                  policy.anchor().labels(),
                  policy.anchor().annotations(),
                  spec.configMaps()));
      case TEARDOWN -> Optional.of(new RunOwner.Label(spec.configMaps()));
      case TTL, NONE -> Optional.empty();
    };
  }

  private Duration deadline() {
    Duration longest = policy.margin();
    if (policy.keepFailedFor().isPresent() && policy.keepFailedFor().get().compareTo(longest) > 0) {
      longest = policy.keepFailedFor().get();
    }
    return run().plus(longest);
  }

  /** How long a run may take. */
  private Duration run() {
    if (policy.deadline().isPresent()) {
      return policy.deadline().get();
    }
    if (spec.arguments().get("dagrun_timeout") instanceof Value.Span span) {
      return span.duration();
    }
    if (spec.tasks().stream().anyMatch(DagPlanner::creates)) {
      problems.error(
          spec.at(),
          spec.dagId(),
          "has no deadline, so nothing would take away what a run leaves if Airflow dies; add"
              + " dagrun_timeout: 6h, or cleanup: {deadline: 6h}");
    }
    return Duration.ofDays(1);
  }

  /** Whether tasks run the companion module before they create anything. */
  private boolean hasHelper() {
    return policy.strategy() == Strategy.ANCHOR || policy.strategy() == Strategy.TEARDOWN;
  }

  private static boolean creates(Task task) {
    return task instanceof Task.PodTask
        || task instanceof Task.SparkTask
        || task instanceof Task.JobTask;
  }

  private PlannedTask plan(Task task) {
    Map<String, Value> arguments = new LinkedHashMap<>(task.arguments());
    Optional<SparkSettings> spark = Optional.empty();
    if (task instanceof Task.PodTask) {
      pod(task, arguments);
    } else if (task instanceof Task.SparkTask sparkTask) {
      spark = Optional.of(spark(sparkTask, arguments));
    } else if (task instanceof Task.JobTask) {
      job(task, arguments);
    }
    mapped(task, arguments);
    boolean owned = creates(task) && hasHelper();
    if (owned) {
      arguments.forEach((name, value) -> refuseTaskNames(name, value));
      refuse(
          task.common().arguments(),
          "pre_execute",
          "is where the run's owner is set; for code before the task write on_execute_callback");
      if (task.common().expand().keySet().stream().anyMatch(DagPlanner::isWhere)) {
        problems.error(
            task.common().at(),
            task.id(),
            "maps over where it runs, and a run's owner must be in the same cluster and namespace;"
                + " write one task for each");
      }
    }
    return new PlannedTask(task, task.common().arguments(), arguments, owned, spark);
  }

  /** What is mapped over stands in expand alone; what must be derived cannot be mapped over. */
  private void mapped(Task task, Map<String, Value> arguments) {
    task.common()
        .expand()
        .forEach(
            (name, values) -> {
              if (isRead(name)) {
                problems.error(
                    values.at(),
                    name,
                    "is read when the DAG is generated; write one task for each");
              } else if (isBinding(name) && policy.strategy() != Strategy.NONE) {
                problems.error(
                    values.at(), name, "is derived from the cleanup; remove it from expand");
              }
              arguments.remove(name);
            });
  }

  private static boolean isRead(String argument) {
    return switch (argument) {
      case "application_file", "pod_template_file", "job_template_file" -> true;
      default -> false;
    };
  }

  private static boolean isBinding(String argument) {
    return switch (argument) {
      case "on_finish_action",
          "delete_on_termination",
          "wait_until_job_complete",
          "random_name_suffix" ->
          true;
      default -> false;
    };
  }

  /** The release looks where the task ran, and renders that without the task. */
  private void refuseTaskNames(String name, Value value) {
    if (isWhere(name)
        && value instanceof Value.Text text
        && TASK_NAMES.matcher(text.text()).find()) {
      problems.error(
          value.at(),
          text.text(),
          "says something else for each task, and the cleanup would look in another place; write "
              + name
              + " without ti, task, map_index and try_number");
    }
  }

  private static boolean isWhere(String argument) {
    return switch (argument) {
      case "namespace", "kubernetes_conn_id", "in_cluster", "config_file", "cluster_context" ->
          true;
      default -> false;
    };
  }

  private void pod(Task task, Map<String, Value> arguments) {
    if (policy.strategy() == Strategy.NONE) {
      return;
    }
    onFinish(task, arguments);
    if (policy.strategy() == Strategy.TTL
        && task.common().arguments().get("execution_timeout") instanceof Value.Span span) {
      arguments.putIfAbsent(
          "active_deadline_seconds", whole(task.common().at(), span.duration().toSeconds()));
    }
    Value suffix = arguments.get("random_name_suffix");
    if (suffix != null && !(suffix instanceof Value.Truth truth && truth.value())) {
      problems.error(
          suffix.at(),
          "random_name_suffix: false",
          "gives every run and retry the same pod name, and a kept pod then fails all of them;"
              + " remove it");
    }
  }

  private SparkSettings spark(Task.SparkTask task, Map<String, Value> arguments) {
    for (Target target : spec.project().targets()) {
      if (!hasHelper() && !target.provider().isAtLeast(READS_RENDERED_FILES)) {
        problems.error(
            task.common().at(),
            task.id(),
            "cannot run in "
                + target
                + ", whose SparkKubernetesOperator takes the rendered application for a file name"
                + " (mended in 8.1.0); write cleanup: {strategy: anchor}, which works round it, or"
                + " remove the target");
      }
    }
    String namespace = arguments.get("namespace") instanceof Value.Text text ? text.text() : "";
    if (policy.strategy() == Strategy.NONE) {
      return new SparkSettings(Optional.empty(), namespace);
    }
    derive(
        arguments,
        "delete_on_termination",
        new Value.Truth(task.common().at(), !keeps()),
        "contradicts the cleanup, which needs " + !keeps() + "; " + insteadOfKeeping());
    return new SparkSettings(Optional.of(longer(SPARK_TIME_TO_LIVE)), namespace);
  }

  private void job(Task task, Map<String, Value> arguments) {
    if (policy.strategy() == Strategy.NONE) {
      return;
    }
    Location at = task.common().at();
    // without it, providers before 10.12.1 make a pod of their own beside the Job
    if (!arguments.containsKey("full_job_spec") && !arguments.containsKey("job_template_file")) {
      arguments.putIfAbsent("parallelism", whole(at, 1));
    }
    if (hasHelper()) {
      for (Target target : spec.project().targets()) {
        if (!target.provider().isAtLeast(WAITS_FOR_JOBS)) {
          problems.error(
              at,
              task.id(),
              "cannot be cleaned up after in "
                  + target
                  + ", whose KubernetesJobOperator cannot wait for its Job (it can since 8.1.0), so"
                  + " the run's end would delete a Job that runs; write cleanup: {strategy: ttl}, or"
                  + " remove the target");
        }
      }
      derive(
          arguments,
          "wait_until_job_complete",
          new Value.Truth(at, true),
          "ends the task while its Job runs, and the run's cleanup would delete that Job; remove"
              + " it, or write cleanup: {strategy: ttl}");
    }
    onFinish(task, arguments);
    Duration timeToLive = longer(JOB_TIME_TO_LIVE);
    Value written = arguments.get("ttl_seconds_after_finished");
    if (written instanceof Value.Whole seconds
        && policy.keepFailedFor().isPresent()
        && seconds.number().compareTo(BigInteger.valueOf(policy.keepFailedFor().get().toSeconds()))
            < 0) {
      problems.error(
          written.at(),
          "ttl_seconds_after_finished: " + seconds.number(),
          "is shorter than cleanup.keep_failed_for, "
              + Durations.format(policy.keepFailedFor().get())
              + "; remove one of them");
    }
    arguments.putIfAbsent("ttl_seconds_after_finished", whole(at, timeToLive.toSeconds()));
  }

  private boolean keeps() {
    return policy.keepFailedFor().isPresent();
  }

  private Duration longer(Duration least) {
    return policy.keepFailedFor().filter(k -> k.compareTo(least) > 0).orElse(least);
  }

  private void onFinish(Task task, Map<String, Value> arguments) {
    String action = keeps() ? "keep_pod" : "delete_pod";
    derive(
        arguments,
        "on_finish_action",
        new Value.Text(task.common().at(), action),
        "contradicts the cleanup, which needs " + action + "; " + insteadOfKeeping());
  }

  private String insteadOfKeeping() {
    return "remove it, or "
        + (keeps()
            ? "remove cleanup.keep_failed_for"
            : "set cleanup: {keep_failed_for: 24h} to keep what failed, or strategy: none");
  }

  /** Sets what the cleanup needs; whatever else was written there contradicts it. */
  private void derive(
      Map<String, Value> arguments, String name, Value wanted, String contradiction) {
    Value written = arguments.put(name, wanted);
    if (written != null && !word(written).equals(word(wanted))) {
      problems.error(
          written.at(), name + word(written).map(w -> ": " + w).orElse(""), contradiction);
    }
  }

  /** What is known of a value when the DAG is generated. */
  private static Optional<String> word(Value value) {
    if (value instanceof Value.Truth truth) {
      return Optional.of(String.valueOf(truth.value()));
    }
    return value instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
  }

  private void refuse(Map<String, Value> arguments, String name, String message) {
    Value written = arguments.get(name);
    if (written != null) {
      problems.error(written.at(), name, message);
    }
  }

  private static Value whole(Location at, long number) {
    return new Value.Whole(at, BigInteger.valueOf(number));
  }

  private List<String> guarantee(List<PlannedTask> tasks, boolean needed) {
    List<String> lines = new ArrayList<>();
    switch (policy.strategy()) {
      case ANCHOR -> {
        if (needed) {
          lines.add(
              "Everything a run creates hangs on a Job of its own, which the last task deletes; when"
                  + " Airflow cannot, Kubernetes deletes it "
                  + Durations.format(deadline())
                  + " after the last task began.");
        }
        policy
            .keepFailedFor()
            .ifPresent(
                keep ->
                    lines.add(
                        "What a failed run leaves is stopped and kept for "
                            + Durations.format(keep)
                            + "."));
      }
      case TEARDOWN -> {
        lines.add(
            "A teardown task deletes by label what a run created; when it does not run"
                + " (dagrun_timeout, Airflow down, the DAG deleted while a task is deferred) or may"
                + " not delete, that stays behind.");
      }
      case TTL -> {
        lines.add(
            "Only the operators and the time to live of Jobs and SparkApplications clean up. What"
                + " runs when its worker is killed or Airflow goes down stays, and so do a pod that"
                + " Airflow may not delete or that has a twin, and a SparkApplication that gets no"
                + " driver, or whose driver gets no image.");
      }
      case NONE -> lines.add("Nothing cleans up after a run, as the spec asks.");
    }
    List<String> others =
        tasks.stream()
            .map(PlannedTask::task)
            .filter(t -> t instanceof Task.OperatorTask)
            .map(Task::id)
            .toList();
    if (!others.isEmpty() && needed) {
      lines.add("Not known to tidydag is what these create: " + String.join(", ", others) + ".");
    }
    return lines;
  }
}
