package io.github.tidydag.cleanup;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What will be rendered: the user's DAG with everything that its cleanup needs.
 *
 * @param owner what runs of this DAG hang on, if anything
 * @param guarantee what holds for a run's objects, one sentence a line
 */
public record DagPlan(
    DagSpec spec, List<PlannedTask> tasks, Optional<RunOwner> owner, List<String> guarantee) {

  /** The Jinja function that gives the name of a ConfigMap of the run. */
  public static final String CONFIG_MAP_MACRO = "run_config_map";

  /** The task that releases a run; the user's tasks are called otherwise. */
  public static final String RELEASE = "release_run";

  public DagPlan {
    tasks = List.copyOf(tasks);
    guarantee = List.copyOf(guarantee);
  }

  /** True if runs have ConfigMaps of their own. */
  public boolean ownsConfigMaps() {
    return owner.isPresent() && !spec.configMaps().isEmpty();
  }

  /**
   * A task with its final arguments.
   *
   * @param common BaseOperator's arguments
   * @param arguments the operator's arguments, derived ones included
   * @param owned true if what it creates belongs to the run
   * @param spark what its SparkApplication gets; only for Spark tasks
   */
  public record PlannedTask(
      Task task,
      Map<String, Value> common,
      Map<String, Value> arguments,
      boolean owned,
      Optional<SparkSettings> spark) {}

  /** What a SparkApplication gets if it does not say it itself. */
  public record SparkSettings(Optional<Duration> timeToLive, String namespace) {
    /**
     * The {@code spec} of a task's application with what it gets: a time to live with no second run
     * behind it, and the task's path for uploads.
     */
    public Node.Mapping completed(Node.Mapping spec, Task.SparkTask task) {
      Location at = task.common().at();
      Node.Mapping completed = spec;
      if (timeToLive.isPresent()) {
        String seconds = Long.toString(timeToLive.get().toSeconds());
        Node.Scalar ttl = new Node.Scalar(at, "", Node.Kind.INTEGER, seconds);
        Node.Mapping never = new Node.Mapping(at, "", List.of(entry(at, "type", "Never")));
        completed =
            completed
                .withDefault(Node.Entry.of(at, "timeToLiveSeconds", ttl))
                .withDefault(Node.Entry.of(at, "restartPolicy", never));
      }
      if (task.fileUpload().isPresent()) {
        Task.FileUpload upload = task.fileUpload().get();
        Node.Mapping conf =
            completed.get("sparkConf").orElse(null) instanceof Node.Mapping written
                ? written
                : new Node.Mapping(upload.at(), "", List.of());
        conf = conf.with(entry(upload.at(), Task.FileUpload.CONF, upload.path()));
        Node.Scalar key =
            completed
                .entry("sparkConf")
                .map(Node.Entry::key)
                .orElseGet(() -> Node.Scalar.text(upload.at(), "sparkConf"));
        completed = completed.with(new Node.Entry(key, conf));
      }
      return completed;
    }

    private static Node.Entry entry(Location at, String key, String text) {
      return Node.Entry.of(at, key, Node.Scalar.text(at, text));
    }
  }

  /** What a run's objects hang on; one for a DAG. */
  public sealed interface RunOwner {
    Map<String, Map<String, String>> configMaps();

    /** The run anchor, a Job that Kubernetes deletes at the deadline. */
    record Anchor(
        Duration deadline,
        Optional<Duration> keepFailedFor,
        OptionalInt keepFailedRuns,
        Optional<String> image,
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, Map<String, String>> configMaps)
        implements RunOwner {}

    /** A label, by which a teardown task deletes. */
    record Label(Map<String, Map<String, String>> configMaps) implements RunOwner {}
  }
}
