package io.github.tidydag.objects;

import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.cleanup.DagPlan.SparkSettings;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Task.SparkManifest;
import io.github.tidydag.spec.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes of a task what a manifest of the same would be, so that what is known of manifests holds
 * for specs, too. What is missing stands at the task's id.
 */
public final class TaskObjects {
  private static final String SPARK = "sparkoperator.k8s.io/v1beta2";

  /** What is merged with the arguments' pod when the task runs. */
  private static final Set<String> PIECES =
      Set.of(
          "pod_template_file",
          "pod_template_dict",
          "full_pod_spec",
          "job_template_file",
          "full_job_spec",
          "secrets");

  private TaskObjects() {}

  /** What a task asks for, as far as its spec and its application file say. */
  public static List<TaskObject> of(PlannedTask planned) {
    Task task = planned.task();
    if (task instanceof Task.SparkTask spark) {
      return application(spark, planned.spark().orElseThrow()).map(List::of).orElse(List.of());
    }
    if (task instanceof Task.PodTask || task instanceof Task.JobTask) {
      return pods(planned);
    }
    return List.of();
  }

  /**
   * What a spec calls a key of a pod.
   *
   * @param path the place of the key in the pod, or of something below it
   */
  public static Optional<String> argument(String path, String key) {
    return PodArgument.BY_NAME.entrySet().stream()
        .filter(e -> e.getValue().key().equals(key) && path.startsWith(e.getValue().path()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What Kubernetes calls an argument in a pod; empty if it becomes no key, or several. */
  public static Optional<String> key(String argument) {
    return Optional.ofNullable(PodArgument.BY_NAME.get(argument)).map(PodArgument::key);
  }

  private static List<TaskObject> pods(PlannedTask planned) {
    Task task = planned.task();
    Location at = task.common().at();
    boolean isJob = task instanceof Task.JobTask;
    boolean partial =
        !task.common().expand().isEmpty()
            || planned.arguments().keySet().stream().anyMatch(PIECES::contains);
    List<TaskObject> objects = new ArrayList<>();
    Node.Mapping pod = pod(planned, at);
    // Kubernetes' own keys of a Job are not looked at: the operator fills them from its arguments.
    objects.add(new TaskObject(pod, partial || isJob));
    piece(planned, "full_pod_spec", "v1", "Pod").ifPresent(objects::add);
    piece(planned, "pod_template_dict", "v1", "Pod").ifPresent(objects::add);
    piece(planned, "full_job_spec", "batch/v1", "Job").ifPresent(objects::add);
    return objects;
  }

  private static Optional<TaskObject> piece(
      PlannedTask planned, String argument, String version, String kind) {
    Value value = planned.arguments().get(argument);
    return value != null && ValueNodes.of(value) instanceof Node.Mapping written
        ? Optional.of(new TaskObject(ofKind(written, version, kind), true))
        : Optional.empty();
  }

  private static Node.Mapping pod(PlannedTask planned, Location at) {
    List<Node.Entry> metadata = new ArrayList<>();
    List<Node.Entry> spec = new ArrayList<>();
    List<Node.Entry> container = new ArrayList<>();
    container.add(Node.Entry.of(at, "name", Node.Scalar.text(at, containerName(planned))));
    planned
        .arguments()
        .forEach(
            (argument, value) -> {
              PodArgument place = PodArgument.BY_NAME.get(argument);
              if (place != null && !(value instanceof Value.Nothing)) {
                List<Node.Entry> part =
                    switch (place.part()) {
                      case METADATA -> metadata;
                      case SPEC -> spec;
                      case CONTAINER -> container;
                    };
                part.add(Node.Entry.of(value.at(), place.key(), node(argument, value)));
              }
            });
    Node.Mapping main = new Node.Mapping(at, "", container);
    spec.add(Node.Entry.of(at, "containers", new Node.Sequence(at, "", List.of(main))));
    Node.Mapping pod =
        new Node.Mapping(
            at,
            "",
            List.of(
                Node.Entry.of(at, "metadata", new Node.Mapping(at, "", metadata)),
                Node.Entry.of(at, "spec", new Node.Mapping(at, "", spec))));
    return ofKind(pod, "v1", "Pod");
  }

  private static String containerName(PlannedTask planned) {
    return planned.arguments().get("base_container_name") instanceof Value.Text name
        ? JinjaMask.mask(name.text())
        : "base";
  }

  /** Airflow takes variables as a mapping, too. */
  private static Node node(String argument, Value value) {
    if (argument.equals("env_vars") && value instanceof Value.Dict dict) {
      List<Node> variables = new ArrayList<>();
      for (Value.Entry variable : dict.entries()) {
        List<Node.Entry> entries =
            List.of(
                Node.Entry.of(
                    variable.at(), "name", Node.Scalar.text(variable.at(), variable.name())),
                Node.Entry.of(variable.at(), "value", ValueNodes.of(variable.value())));
        variables.add(new Node.Mapping(variable.at(), "", entries));
      }
      return new Node.Sequence(value.at(), "", variables);
    }
    return ValueNodes.of(value);
  }

  /** With what the plan adds to it before it is written. */
  private static Optional<TaskObject> application(Task.SparkTask task, SparkSettings settings) {
    Optional<Node.Mapping> written =
        task.manifest() instanceof SparkManifest.Inline inline
            ? Optional.of(inline.application())
            : ((SparkManifest.File) task.manifest()).masked();
    return written.map(application -> application(application, task, settings));
  }

  private static TaskObject application(
      Node.Mapping written, Task.SparkTask task, SparkSettings settings) {
    Location at = task.common().at();
    Node.Mapping metadata =
        mapping(written, "metadata", at)
            .withDefault(
                Node.Entry.of(at, "name", Node.Scalar.text(at, String.valueOf(JinjaMask.MASK))));
    if (!settings.namespace().isEmpty()) {
      metadata =
          metadata.withDefault(
              Node.Entry.of(at, "namespace", Node.Scalar.text(at, settings.namespace())));
    }
    Node.Mapping spec = settings.completed(mapping(written, "spec", at), task);
    Node.Mapping root =
        ofKind(written, SPARK, "SparkApplication")
            .with(new Node.Entry(key(written, "metadata", at), metadata))
            .with(new Node.Entry(key(written, "spec", at), spec));
    return new TaskObject(ValueNodes.masked(root), false);
  }

  private static Node.Mapping mapping(Node.Mapping parent, String key, Location at) {
    return parent.get(key).orElse(null) instanceof Node.Mapping mapping
        ? mapping
        : new Node.Mapping(at, "", List.of());
  }

  private static Node.Scalar key(Node.Mapping parent, String key, Location at) {
    return parent.entry(key).map(Node.Entry::key).orElseGet(() -> Node.Scalar.text(at, key));
  }

  private static Node.Mapping ofKind(Node.Mapping object, String version, String kind) {
    Location at = object.at();
    return object
        .withDefault(Node.Entry.of(at, "apiVersion", Node.Scalar.text(at, version)))
        .withDefault(Node.Entry.of(at, "kind", Node.Scalar.text(at, kind)));
  }
}
