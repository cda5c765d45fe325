package io.github.tidydag.app;

import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster a task runs in, as far as somebody can know who has no access to Airflow's
 * database: a connection there is one of the contexts of a kubeconfig, as the configuration says.
 */
final class Connections {
  /** What the operators take if nothing is said. */
  private static final String BY_DEFAULT = "kubernetes_default";

  private static final List<String> ARGUMENTS =
      List.of("kubernetes_conn_id", "in_cluster", "config_file", "cluster_context");

  private Connections() {}

  /**
   * A cluster.
   *
   * @param context of the kubeconfig; empty for the current one
   * @param unknown why it is not known which one it is; empty if it is
   */
  record Target(Optional<String> context, String unknown) {}

  /**
   * The tasks of a plan by their clusters; those that need none are left out.
   *
   * @param context that the user names, for all of them
   */
  static Map<Target, List<PlannedTask>> of(DagPlan plan, Optional<String> context) {
    Map<Target, List<PlannedTask>> found = new LinkedHashMap<>();
    for (PlannedTask planned : inClusters(plan)) {
      Target target =
          context.isPresent() ? new Target(context, "") : target(planned.arguments(), plan);
      found.computeIfAbsent(target, t -> new ArrayList<>()).add(planned);
    }
    return found;
  }

  /**
   * The same tasks by what they write of their cluster; those whose values only a run knows are
   * left out.
   *
   * @param told gets what is left out
   */
  static Map<Map<String, @Nullable Object>, List<PlannedTask>> written(
      DagPlan plan, Consumer<String> told) {
    Map<Map<String, @Nullable Object>, List<PlannedTask>> found = new LinkedHashMap<>();
    for (PlannedTask planned : inClusters(plan)) {
      Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
      boolean isKnown = true;
      for (String name : ARGUMENTS) {
        Value value = planned.arguments().get(name);
        if (value instanceof Value.Text text && !text.text().contains("{")) {
          arguments.put(name, text.text());
        } else if (value instanceof Value.Truth truth) {
          arguments.put(name, truth.value());
        } else if (value instanceof Value.Nothing) {
          arguments.put(name, null);
        } else {
          isKnown &= value == null;
        }
      }
      if (isKnown) {
        found.computeIfAbsent(arguments, a -> new ArrayList<>()).add(planned);
      } else {
        told.accept(
            planned.task().common().at()
                + " "
                + planned.task().id()
                + ": is left out: only a run knows its connection");
      }
    }
    return found;
  }

  private static List<PlannedTask> inClusters(DagPlan plan) {
    return plan.tasks().stream()
        .filter(
            planned ->
                planned.task() instanceof Task.PodTask
                    || planned.task() instanceof Task.JobTask
                    || planned.task() instanceof Task.SparkTask)
        .toList();
  }

  private static Target target(Map<String, Value> arguments, DagPlan plan) {
    for (String name : List.of("in_cluster", "config_file")) {
      Value value = arguments.get(name);
      if (value != null
          && !(value instanceof Value.Nothing)
          && !(value instanceof Value.Truth truth && !truth.value())) {
        return new Target(
            Optional.empty(), name + " names a cluster as Airflow sees it; name it: --context");
      }
    }
    Value named = arguments.get("cluster_context");
    if (named instanceof Value.Text text && !text.text().contains("{")) {
      return new Target(Optional.of(text.text()), "");
    }
    if (named != null && !(named instanceof Value.Nothing)) {
      return new Target(
          Optional.empty(), "cluster_context is known only to a run; name the cluster: --context");
    }
    Value connection = arguments.get("kubernetes_conn_id");
    if (connection == null || connection instanceof Value.Nothing) {
      return new Target(
          Optional.ofNullable(plan.spec().project().kubeContexts().get(BY_DEFAULT)), "");
    }
    if (!(connection instanceof Value.Text id) || id.text().contains("{")) {
      return new Target(
          Optional.empty(),
          "kubernetes_conn_id is known only to a run; name the cluster: --context");
    }
    String context = plan.spec().project().kubeContexts().get(id.text());
    return context != null || id.text().equals(BY_DEFAULT)
        ? new Target(Optional.ofNullable(context), "")
        : new Target(
            Optional.empty(),
            "the connection "
                + id.text()
                + " is in Airflow's database; write kube_contexts: {"
                + id.text()
                + ": CONTEXT} in .tidydag.yaml, or run preflight --as-dag");
  }
}
