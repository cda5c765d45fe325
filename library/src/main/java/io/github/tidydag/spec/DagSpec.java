package io.github.tidydag.spec;

import io.github.tidydag.source.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One DAG as the user wrote it, defaults and profile applied.
 *
 * @param file the spec's path as given
 * @param arguments what DAG takes, by Airflow's names, without id and schedule
 * @param files what is written beside the DAG as it is, by its path there: pod templates
 * @param templates the texts of the templates that tasks name, by the name beside the DAG or the
 *     path on the worker
 * @param configMaps ConfigMaps of each run: name to file name to text
 */
public record DagSpec(
    String file,
    Location at,
    String dagId,
    Schedule schedule,
    Map<String, Value> arguments,
    CleanupPolicy cleanup,
    List<TaskGroup> groups,
    List<Task> tasks,
    Map<String, Map<String, String>> configMaps,
    Map<String, String> files,
    Map<String, String> templates,
    Optional<Rbac> rbac,
    ProjectConfig project) {

  /** The id of a DAG or a task: what names files and is safe in a path. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}");

  public DagSpec {
    groups = List.copyOf(groups);
    tasks = List.copyOf(tasks);
  }

  /** A task group; {@code parent} is the group around it. */
  public record TaskGroup(
      String id, Location at, Optional<String> parent, Map<String, Value> arguments) {}

  /**
   * Who needs permissions for this DAG.
   *
   * @param airflow {@code namespace/name} of the account that Airflow's workers and triggerer use
   * @param spark the name of the Spark drivers' account in their own namespace
   */
  public record Rbac(Location at, Optional<String> airflow, Optional<String> spark) {}
}
