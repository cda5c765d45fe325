package io.github.tidydag.spec;

import io.github.tidydag.airflow.OperatorKind;
import io.github.tidydag.python.PyNames;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.spec.ValueReader.Braces;
import io.github.tidydag.tables.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads one task. */
final class TaskReader {
  private static final List<String> KINDS = List.of("pod", "spark", "job", "operator", "empty");

  /** What stands beside a task's kind besides arguments of the task. */
  static final List<String> KEYS =
      List.of("depends_on", "group", "expand", "pod", "spark", "job", "operator", "empty");

  /** What the rendered call of any operator says by itself. */
  private static final Set<String> OURS = Set.of("task_id", "task_group", "dag");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,220}");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Set<String> CONNECTION =
      Set.of("kubernetes_conn_id", "in_cluster", "config_file", "cluster_context");

  private final ProjectConfig project;
  private final Defaults defaults;
  private final ArgumentReader arguments;
  private final ValueReader values;
  private final PodTemplates templates;
  private final SparkApplicationReader spark;
  private final SpecFiles files;
  private final Problems problems;

  TaskReader(
      ProjectConfig project,
      Defaults defaults,
      ArgumentReader arguments,
      ValueReader values,
      PodTemplates templates,
      SparkApplicationReader spark,
      SpecFiles files,
      Problems problems) {
    this.project = project;
    this.defaults = defaults;
    this.arguments = arguments;
    this.values = values;
    this.templates = templates;
    this.spark = spark;
    this.files = files;
    this.problems = problems;
  }

  Optional<Task> read(Node.Entry entry) {
    if (!DagSpec.ID.matcher(entry.name()).matches()) {
      problems.error(
          entry.key().at(),
          entry.name(),
          "is no task id; write up to 200 letters, digits, '_', '-' and '.'");
    }
    Fields fields = Fields.of(entry.value(), "a task", problems);
    if (!(entry.value() instanceof Node.Mapping)) {
      return Optional.empty();
    }
    List<Value.Text> dependsOn = fields.placedTexts("depends_on");
    Optional<String> group = fields.text("group");
    Optional<Fields> expand = fields.fields("expand");
    List<Node.Entry> kinds = KINDS.stream().map(fields::entry).flatMap(Optional::stream).toList();
    Map<String, Value> common = arguments.task(defaults.task(fields.others()), KEYS);
    if (kinds.size() != 1) {
      problems.error(
          entry.key().at(),
          entry.name(),
          (kinds.isEmpty() ? "has no kind" : "has more than one kind")
              + "; write one of pod, spark, job, operator and empty");
      return Optional.empty();
    }
    Node.Entry kind = kinds.get(0);
    if (!(kind.value() instanceof Node.Mapping)) {
      Fields.of(kind.value(), kind.name(), problems);
      return Optional.empty();
    }
    Map<String, Value> mapped = expand.map(e -> expand(e, kind, common.keySet())).orElse(Map.of());
    Task.Common head =
        new Task.Common(entry.name(), entry.key().at(), group, dependsOn, common, mapped);
    return switch (kind.name()) {
      case "pod" -> Optional.of(pod(head, kind));
      case "spark" -> spark(head, kind);
      case "job" -> Optional.of(job(head, kind));
      case "operator" -> operator(head, kind);
      default -> {
        Fields.of(kind.value(), "empty", problems).rejectOthers("empty");
        yield Optional.of(new Task.EmptyTask(head));
      }
    };
  }

  private Map<String, Value> expand(Fields fields, Node.Entry kind, Set<String> beside) {
    Map<String, Value> mapped = new LinkedHashMap<>();
    for (Node.Entry entry : fields.others()) {
      Optional<OperatorKind> operator = operatorKind(kind.name());
      ValueType type = ValueType.Scalar.ANY;
      Braces braces = Braces.UNCHECKED;
      if (operator.isPresent()) {
        Optional<ValueType> known = arguments.typeOf(operator.get(), entry.name());
        if (known.isEmpty()) {
          arguments.operator(operator.get(), kind.name(), List.of(entry)); // says why
          continue;
        }
        type = known.get();
        braces = arguments.braces(operator.get(), entry.name());
      }
      values
          .read(new ValueType.ListOf(type), entry.value(), "expand." + entry.name(), braces)
          .ifPresent(v -> mapped.put(entry.name(), v));
      if (!PyNames.isIdentifier(entry.name()) || OURS.contains(entry.name())) {
        problems.error(entry.key().at(), entry.name(), "is nothing to map over; name an argument");
        mapped.remove(entry.name());
      }
      if (beside.contains(entry.name())) {
        problems.error(
            entry.key().at(), entry.name(), "stands beside expand too; keep one of them");
      }
      if (kind.value() instanceof Node.Mapping own && own.get(entry.name()).isPresent()) {
        problems.error(
            entry.key().at(),
            entry.name(),
            "stands under " + kind.name() + " too; Airflow takes it from one place only");
      }
    }
    if (mapped.isEmpty()) {
      problems.error(fields.at(), "expand", "maps over nothing; write argument: [value, value]");
    }
    return mapped;
  }

  private static Optional<OperatorKind> operatorKind(String kind) {
    return switch (kind) {
      case "pod" -> Optional.of(OperatorKind.POD);
      case "spark" -> Optional.of(OperatorKind.SPARK);
      case "job" -> Optional.of(OperatorKind.JOB);
      default -> Optional.empty();
    };
  }

  private Task pod(Task.Common head, Node.Entry kind) {
    Map<String, Value> read = read(head, OperatorKind.POD, kind, Set.of());
    podTemplates(read, "pod_template_file", "V1Pod");
    image(head, kind, read, "pod_template_file", "pod_template_dict", "full_pod_spec");
    return new Task.PodTask(head, read);
  }

  private Task job(Task.Common head, Node.Entry kind) {
    Map<String, Value> read = read(head, OperatorKind.JOB, kind, Set.of());
    podTemplates(read, "pod_template_file", "V1Pod");
    if (read.get("job_template_file") instanceof Value.Text file) {
      templates.find(file, "V1Job").ifPresent(f -> read.put("job_template_file", f.value()));
    }
    image(
        head,
        kind,
        read,
        "pod_template_file",
        "pod_template_dict",
        "full_pod_spec",
        "job_template_file",
        "full_job_spec");
    return new Task.JobTask(head, read);
  }

  private void image(Task.Common head, Node.Entry kind, Map<String, Value> read, String... orElse) {
    Set<String> present = new HashSet<>(read.keySet());
    present.addAll(head.expand().keySet());
    if (kind.value() instanceof Node.Mapping mapping && mapping.get("image").isPresent()) {
      return; // present, if wrong
    }
    if (!present.contains("image") && List.of(orElse).stream().noneMatch(present::contains)) {
      problems.error(
          kind.key().at(),
          kind.name(),
          "has no image, and Kubernetes would refuse the pod; add image: NAME:TAG or a pod"
              + " template");
    }
  }

  private void podTemplates(Map<String, Value> read, String file, String type) {
    Optional<Set<String>> volumes = Optional.empty();
    boolean has = read.containsKey(file) || read.containsKey("pod_template_dict");
    if (read.get(file) instanceof Value.Text path) {
      Optional<PodTemplates.Found> found = templates.find(path, type);
      found.ifPresent(f -> read.put(file, f.value()));
      volumes = found.flatMap(PodTemplates.Found::volumes);
    }
    if (read.containsKey(file) && read.containsKey("pod_template_dict")) {
      problems.error(
          at(read, "pod_template_dict"),
          "pod_template_dict",
          "the operator ignores it where pod_template_file is set; remove one of them");
    }
    if (volumes.isEmpty() && read.get("pod_template_dict") instanceof Value.Dict pod) {
      volumes = Optional.of(PodTemplates.volumes(pod));
    }
    for (String name : List.of("full_pod_spec", "full_job_spec", "pod_template_dict")) {
      Value owners =
          PodTemplates.field(PodTemplates.field(read.get(name), "metadata"), "ownerReferences");
      if (owners != null) {
        problems.error(
            owners.at(),
            "ownerReferences",
            "a second owner keeps the object alive after the run's is gone; remove it");
      }
    }
    new PodChecks(problems).check(read, volumes, has);
  }

  private Optional<Task> spark(Task.Common head, Node.Entry kind) {
    Map<String, Value> read =
        read(
            head,
            OperatorKind.SPARK,
            kind,
            Set.of("application", "application_file", "file_upload"));
    Fields fields = Fields.of(kind.value(), "spark", new Problems());
    Optional<Node> inline = fields.node("application");
    Optional<Node> file = fields.node("application_file");
    Optional<Task.FileUpload> upload = fields.node("file_upload").flatMap(this::upload);
    if (read.get("do_xcom_push") instanceof Value.Truth push && push.value()) {
      problems.error(
          push.at(),
          "do_xcom_push: true",
          "no sidecar is put into a driver pod and the task waits in vain (apache/airflow #39184);"
              + " write false, or remove it");
    }
    if (head.id().replace('_', '-').contains("-driver")) {
      problems.error(
          head.at(),
          head.id(),
          "would name the application so, and Airflow cuts -driver from names to find what to"
              + " delete; rename the task");
    }
    if (read.containsKey("template_spec")) {
      problems.error(
          at(read, "template_spec"),
          "template_spec",
          "Airflow takes every text in it that ends in yaml or json for a template file; write"
              + " application: instead");
    }
    if (inline.isPresent() == file.isPresent()) {
      problems.error(
          kind.key().at(),
          "spark",
          (inline.isPresent() ? "has both application and application_file" : "has no application")
              + "; write application: {spec: ...}, or application_file: NAME.yaml");
      return Optional.empty();
    }
    Optional<Task.SparkManifest> manifest =
        inline.isPresent() ? inline(inline.get()) : file(file.orElseThrow());
    return manifest.map(m -> new Task.SparkTask(head, read, m, upload));
  }

  private Optional<Task.FileUpload> upload(Node node) {
    Fields fields = Fields.of(node, "file_upload", problems);
    Optional<String> path = fields.text("path");
    fields.rejectOthers("file_upload");
    if (path.isEmpty()) {
      problems.error(
          node.at(), "file_upload", "has no path; write {path: \"s3a://bucket/folder\"}");
      return Optional.empty();
    }
    return Optional.of(new Task.FileUpload(node.at(), path.get()));
  }

  private Optional<Task.SparkManifest> inline(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      values.wrong(node, "application is a mapping; write {spec: ...}");
      return Optional.empty();
    }
    if (values.any(node).isEmpty() || hasCode(node)) {
      problems.error(node.at(), "application", "is YAML, where !import and !python mean nothing");
      return Optional.empty();
    }
    spark.check(mapping, false);
    return Optional.of(new Task.SparkManifest.Inline(mapping));
  }

  private static boolean hasCode(Node node) {
    if (!node.tag().isEmpty()) {
      return true;
    }
    if (node instanceof Node.Mapping mapping) {
      return mapping.entries().stream().anyMatch(e -> hasCode(e.value()));
    }
    return node instanceof Node.Sequence sequence
        && sequence.items().stream().anyMatch(TaskReader::hasCode);
  }

  private Optional<Task.SparkManifest> file(Node node) {
    Optional<String> path = Fields.text(node, "application_file", problems);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (path.get().startsWith("/")) {
      problems.error(
          node.at(),
          path.get(),
          "Airflow finds no template by an absolute path (apache/airflow #27147); write it relative"
              + " to this spec");
      return Optional.empty();
    }
    String text;
    try {
      text = files.read(path.get(), false);
    } catch (IOException e) {
      problems.error(node.at(), path.get(), "cannot be read beside the spec; is the name right?");
      return Optional.empty();
    }
    Problems inside = new Problems();
    Optional<Node> tree = YamlReader.readOneMasked(path.get(), text, inside);
    Optional<Node.Mapping> mapping =
        tree.filter(t -> t instanceof Node.Mapping).map(t -> (Node.Mapping) t);
    if (inside.hasErrors() && JinjaMask.mask(text).equals(text)) {
      problems.addAll(inside);
      return Optional.empty();
    }
    if (inside.hasErrors()) {
      spark.unreadable(node, path.get());
    } else if (mapping.isPresent() && isChosen(mapping.get())) {
      spark.unreadable(node, path.get());
      mapping = Optional.empty();
    } else if (mapping.isEmpty()) {
      problems.error(node.at(), path.get(), "is no SparkApplication; write a mapping");
    } else {
      spark.checkFile(mapping.get(), text);
    }
    return Optional.of(
        new Task.SparkManifest.File(Location.startOf(path.get()), path.get(), text, mapping));
  }

  /**
   * Whether Jinja chooses between parts of an application where cleanup writes something: between
   * blocks of its spec, or between times to live.
   */
  private static boolean isChosen(Node.Mapping application) {
    return hasTwice(application, entry -> true)
        || (application.get("spec").orElse(null) instanceof Node.Mapping spec
            && hasTwice(
                spec,
                entry ->
                    !(entry.value() instanceof Node.Scalar)
                        || entry.name().equals("timeToLiveSeconds")));
  }

  private static boolean hasTwice(Node.Mapping mapping, Predicate<Node.Entry> counts) {
    Set<String> names = new HashSet<>();
    Set<String> counted = new HashSet<>();
    for (Node.Entry entry : mapping.entries()) {
      boolean isNew = names.add(entry.name());
      if (counts.test(entry)) {
        counted.add(entry.name());
      }
      if (!isNew && counted.contains(entry.name()) && !JinjaMask.isIn(entry.name())) {
        return true;
      }
    }
    return false;
  }

  private Optional<Task> operator(Task.Common head, Node.Entry kind) {
    Fields fields = Fields.of(kind.value(), "operator", problems);
    Optional<String> dotted = fields.text("class");
    Map<String, Value> kwargs = new LinkedHashMap<>();
    for (Node.Entry entry : fields.fields("kwargs").map(Fields::others).orElse(List.of())) {
      if (!PyNames.isIdentifier(entry.name())) {
        problems.error(entry.key().at(), entry.name(), "is no argument; write a Python name");
      } else if (OURS.contains(entry.name())) {
        problems.error(
            entry.key().at(), entry.name(), "is what the spec itself says; remove it from kwargs");
      } else if (head.arguments().containsKey(entry.name())
          || head.expand().containsKey(entry.name())) {
        problems.error(
            entry.key().at(), entry.name(), "stands beside operator: too; keep one of them");
      } else {
        values.any(entry.value()).ifPresent(v -> kwargs.put(entry.name(), v));
      }
    }
    fields.rejectOthers("operator");
    if (dotted.isEmpty() || !PyNames.isDotted(dotted.get()) || !dotted.get().contains(".")) {
      problems.error(
          kind.key().at(), dotted.orElse("operator"), "needs class: package.module.OperatorClass");
      return Optional.empty();
    }
    return Optional.of(new Task.OperatorTask(head, dotted.get(), kwargs));
  }

  /**
   * The operator's arguments: the task's, then the defaults', the profile's connection and
   * namespace.
   */
  private Map<String, Value> read(
      Task.Common head, OperatorKind kind, Node.Entry entry, Set<String> others) {
    Fields fields = Fields.of(entry.value(), entry.name(), problems);
    others.forEach(fields::entry);
    List<Node.Entry> entries = defaults.of(entry.name(), fields.others(), head.expand().keySet());
    if (entries.stream().noneMatch(e -> CONNECTION.contains(e.name()))) {
      entries = new ArrayList<>(entries);
      entries.addAll(project.connection().map(Node.Mapping::entries).orElse(List.of()));
    }
    Map<String, Value> read = new LinkedHashMap<>();
    Map<String, Value> given = arguments.operator(kind, entry.name(), entries);
    if (!given.containsKey("namespace") && !head.expand().containsKey("namespace")) {
      if (project.namespace().isPresent()) {
        read.put("namespace", new Value.Text(entry.key().at(), project.namespace().get()));
      } else if (entries.stream().noneMatch(e -> e.name().equals("namespace"))) {
        problems.error(
            entry.key().at(),
            entry.name(),
            "has no namespace"
                + (kind == OperatorKind.SPARK ? ", and the operator would take default" : "")
                + "; add namespace: here, or in .tidydag.yaml");
      }
    }
    read.putAll(given);
    checkConnection(read);
    checkName(read);
    if (read.get("namespace") instanceof Value.Text namespace
        && !Jinja.isIn(namespace.text())
        && !NAMESPACE.matcher(namespace.text()).matches()) {
      problems.error(
          namespace.at(),
          namespace.text(),
          "is no namespace; write up to 63 lower-case letters, digits and hyphens");
    }
    return read;
  }

  /** What {@code validate_key} of Airflow takes: when the file is read, before provider 10.3.0. */
  private void checkName(Map<String, Value> read) {
    if (read.get("name") instanceof Value.Text name
        && !Jinja.isIn(name.text())
        && !NAME.matcher(name.text()).matches()) {
      problems.error(
          name.at(),
          name.text(),
          "is no name for the operator; write up to 220 letters, digits, '-', '_' and '.'");
    }
  }

  private void checkConnection(Map<String, Value> read) {
    if (read.get("in_cluster") instanceof Value.Truth inCluster && inCluster.value()) {
      for (String other : List.of("config_file", "cluster_context")) {
        if (read.get(other) instanceof Value.Text text) {
          problems.error(
              text.at(),
              other + ": " + text.text(),
              "is not read with in_cluster: true, which takes the pod's own account; remove one of"
                  + " them");
        }
      }
    }
  }

  private static Location at(Map<String, Value> read, String name) {
    return Optional.ofNullable(read.get(name)).orElseThrow().at();
  }
}
