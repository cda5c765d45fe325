package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.source.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the tasks of a DAG need of one cluster.
 *
 * @param at the DAG
 * @param rights who must be able to do what
 * @param applications the SparkApplications that tasks create
 * @param anchors the namespaces where runs have a Job that owns all they make
 * @param settings of each task about its logs and its end
 * @param said checks that need no cluster
 */
public record RunNeeds(
    Location at,
    List<PodNeed> pods,
    List<Rights> rights,
    List<Application> applications,
    Set<String> anchors,
    List<Settings> settings,
    List<Check> said) {
  public RunNeeds {
    pods = List.copyOf(pods);
    rights = List.copyOf(rights);
    applications = List.copyOf(applications);
    anchors = Set.copyOf(anchors);
    settings = List.copyOf(settings);
    said = List.copyOf(said);
  }

  /**
   * What an account does in a namespace.
   *
   * @param who empty where the spec does not say whose account Airflow has: then it is asked for
   *     whoever asks
   */
  public record Rights(CheckKind kind, Optional<Subject> who, List<Action> actions, Location at) {
    public Rights {
      actions = List.copyOf(actions);
    }
  }

  /**
   * A SparkApplication.
   *
   * @param release of the operator that the configuration names
   * @param releases the fields of a SparkApplication's {@code spec} and of its {@code driver} by
   *     the releases that have them, oldest first
   */
  public record Application(
      String task,
      Location at,
      JsonNode application,
      String release,
      Map<String, Set<String>> releases) {}

  /**
   * How a task ends; what is empty is said already.
   *
   * @param hasLogs whether Airflow copies what the pod writes
   * @param isDeleted whether what the task makes is deleted, by whomever
   * @param by who or what deletes it, in words
   * @param pushes whether the task reads a result from its pod
   */
  public record Settings(
      String task,
      Location at,
      Optional<Boolean> hasLogs,
      Optional<Boolean> isDeleted,
      String by,
      boolean pushes) {}

  /** Whether something is said about a kind already. */
  boolean says(CheckKind kind) {
    return said.stream().anyMatch(check -> check.kind() == kind);
  }

  /** The namespaces where something runs. */
  Set<String> namespaces() {
    Set<String> found = new TreeSet<>(anchors);
    pods.forEach(pod -> found.add(pod.namespace()));
    return found;
  }
}
