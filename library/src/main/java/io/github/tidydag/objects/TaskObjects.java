package io.github.tidydag.objects;

import static io.github.tidydag.objects.ValueNodes.entry;
import static io.github.tidydag.objects.ValueNodes.text;

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
        ? Optional.of(new TaskObject(kind(written, version, kind), true))
        : Optional.empty();
  }

  private static Node.Mapping pod(PlannedTask planned, Location at) {
    List<Node.Entry> metadata = new ArrayList<>();
    List<Node.Entry> spec = new ArrayList<>();
    List<Node.Entry> container = new ArrayList<>();
    container.add(entry(at, "name", text(at, containerName(planned))));
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
                part.add(entry(value.at(), place.key(), node(argument, value)));
              }
            });
    Node.Mapping main = new Node.Mapping(at, "", container);
    spec.add(entry(at, "containers", new Node.Sequence(at, "", List.of(main))));
    return root(
        at,
        "v1",
        "Pod",
        entry(at, "metadata", new Node.Mapping(at, "", metadata)),
        entry(at, "spec", new Node.Mapping(at, "", spec)));
  }

  private static String containerName(PlannedTask planned) {
    return planned.arguments().get("base_container_name") instanceof Value.Text name
        ? JinjaMask.mask(name.text())
        : "base";
  }

  /** Airflow takes variables as a mapping, too, and the names of pull secrets as a text. */
  private static Node node(String argument, Value value) {
    if (argument.equals("env_vars") && value instanceof Value.Dict dict) {
      List<Node> variables = new ArrayList<>();
      for (Value.Entry variable : dict.entries()) {
        List<Node.Entry> entries =
            List.of(
                entry(variable.at(), "name", text(variable.at(), variable.name())),
                entry(variable.at(), "value", ValueNodes.of(variable.value())));
        variables.add(new Node.Mapping(variable.at(), "", entries));
      }
      return new Node.Sequence(value.at(), "", variables);
    }
    return ValueNodes.of(value);
  }

  /** With what the plan adds to it before it is written. */
  private static Optional<TaskObject> application(Task.SparkTask task, SparkSettings settings) {
    Node.Mapping written;
    if (task.manifest() instanceof SparkManifest.Inline inline) {
      written = ValueNodes.masked(inline.application());
    } else if (((SparkManifest.File) task.manifest()).masked().isPresent()) {
      written = ((SparkManifest.File) task.manifest()).masked().get();
    } else {
      return Optional.empty();
    }
    Location at = task.common().at();
    List<Node.Entry> metadata = new ArrayList<>(entries(written, "metadata"));
    addIfAbsent(metadata, at, "name", text(at, String.valueOf(JinjaMask.MASK)));
    if (!settings.namespace().isEmpty()) {
      addIfAbsent(metadata, at, "namespace", text(at, JinjaMask.mask(settings.namespace())));
    }
    List<Node.Entry> spec = new ArrayList<>(entries(written, "spec"));
    settings
        .timeToLive()
        .ifPresent(
            ttl -> {
              String seconds = Long.toString(ttl.toSeconds());
              Node.Scalar node = new Node.Scalar(at, "", Node.Kind.INTEGER, seconds);
              addIfAbsent(spec, at, "timeToLiveSeconds", node);
              Node.Entry never = entry(at, "type", text(at, "Never"));
              addIfAbsent(spec, at, "restartPolicy", new Node.Mapping(at, "", List.of(never)));
            });
    task.fileUpload().ifPresent(upload -> upload(spec, upload));
    return Optional.of(
        new TaskObject(
            root(
                written.at(),
                written.get("apiVersion").orElse(null) instanceof Node.Scalar version
                    ? version.text()
                    : SPARK,
                "SparkApplication",
                new Node.Entry(
                    key(written, "metadata", at), mapping(written, "metadata", metadata)),
                new Node.Entry(key(written, "spec", at), mapping(written, "spec", spec))),
            false));
  }

  private static void upload(List<Node.Entry> spec, Task.FileUpload upload) {
    Node.Entry path =
        entry(upload.at(), Task.FileUpload.CONF, text(upload.at(), JinjaMask.mask(upload.path())));
    for (int i = 0; i < spec.size(); i++) {
      Node.Entry entry = spec.get(i);
      if (entry.name().equals("sparkConf") && entry.value() instanceof Node.Mapping conf) {
        List<Node.Entry> entries = new ArrayList<>(conf.entries());
        entries.removeIf(e -> e.name().equals(Task.FileUpload.CONF));
        entries.add(path);
        spec.set(i, new Node.Entry(entry.key(), new Node.Mapping(conf.at(), "", entries)));
        return;
      }
    }
    Node.Mapping conf = new Node.Mapping(upload.at(), "", List.of(path));
    spec.add(entry(upload.at(), "sparkConf", conf));
  }

  private static void addIfAbsent(List<Node.Entry> entries, Location at, String key, Node value) {
    if (entries.stream().noneMatch(e -> e.name().equals(key))) {
      entries.add(entry(at, key, value));
    }
  }

  private static List<Node.Entry> entries(Node.Mapping written, String key) {
    return written.get(key).orElse(null) instanceof Node.Mapping mapping
        ? mapping.entries()
        : List.of();
  }

  private static Node.Mapping mapping(Node.Mapping written, String key, List<Node.Entry> entries) {
    Location at = written.get(key).map(Node::at).orElse(written.at());
    return new Node.Mapping(at, "", entries);
  }

  private static Node.Scalar key(Node.Mapping written, String key, Location at) {
    return written.entry(key).map(Node.Entry::key).orElse(text(at, key));
  }

  private static Node.Mapping kind(Node.Mapping written, String version, String kind) {
    List<Node.Entry> entries = new ArrayList<>(written.entries());
    addIfAbsent(entries, written.at(), "apiVersion", text(written.at(), version));
    addIfAbsent(entries, written.at(), "kind", text(written.at(), kind));
    return new Node.Mapping(written.at(), "", entries);
  }

  private static Node.Mapping root(
      Location at, String version, String kind, Node.Entry metadata, Node.Entry spec) {
    return new Node.Mapping(
        at,
        "",
        List.of(
            entry(at, "apiVersion", text(at, version)),
            entry(at, "kind", text(at, kind)),
            metadata,
            spec));
  }
}
