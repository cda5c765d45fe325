package io.github.tidydag.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.airflow.OperatorKind;
import io.github.tidydag.spec.CleanupPolicy;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.spec.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The schema of a spec. */
public final class DagSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
  static final String NAME = "^" + DagSpec.ID.pattern() + "$";
  private static final List<String> PRESETS =
      List.of("@hourly", "@daily", "@weekly", "@monthly", "@quarterly", "@yearly");

  /** What DAG takes and a spec says otherwise. */
  private static final Set<String> OWN = Set.of("dag_id", "schedule", "default_args");

  private final ArgumentSchemas arguments;
  private final SparkSchema spark;

  private DagSchema(Tables tables) {
    arguments = new ArgumentSchemas(tables);
    spark = new SparkSchema(tables.spark(), arguments.types());
  }

  /** The schema. */
  public static ObjectNode of(Tables tables) {
    return new DagSchema(tables).schema();
  }

  static ObjectNode root(String title) {
    return Schemas.schema()
        .put("$schema", DRAFT)
        .put("title", title)
        .put(
            "$comment",
            "YAML tags are not part of JSON Schema: tell the editor of them, as in yaml.customTags:"
                + " [\"!vars scalar\", \"!import scalar\", \"!output scalar\", \"!python mapping\"]");
  }

  private ObjectNode schema() {
    ObjectNode root = root("A DAG for tidydag (NAME.dag.yaml)").put("type", "object");
    root.putObject("properties");
    root.put("additionalProperties", false);
    Schemas.require(root, "spec_version", "dag_id", "tasks");
    Schemas.property(root, "spec_version", Schemas.schema().put("const", 1));
    Schemas.property(root, "dag_id", Schemas.text(NAME));
    Schemas.property(root, "schedule", schedule());
    Schemas.property(root, "vars", Schemas.map(Schemas.text()), "What !vars \"${name}\" puts in.");
    arguments
        .dag()
        .forEach(
            (name, schema) -> {
              if (!OWN.contains(name)) {
                Schemas.property(root, name, schema);
              }
            });
    Schemas.property(root, "cleanup", cleanup(arguments));
    Schemas.property(root, "defaults", defaults(arguments));
    Schemas.property(root, "groups", groups());
    Schemas.property(
        root,
        "config_maps",
        Schemas.map(Schemas.map(Schemas.text())),
        "ConfigMaps of each run: name to file name to text.");
    Schemas.property(root, "rbac", rbac());
    ObjectNode tasks = Schemas.map(task()).put("minProperties", 1);
    tasks.set("propertyNames", Schemas.schema().put("pattern", NAME));
    Schemas.property(root, "tasks", tasks);
    ObjectNode definitions = root.putObject("$defs");
    arguments.types().definitions().forEach(definitions::set);
    spark.definitions().forEach(definitions::set);
    return root;
  }

  private ObjectNode schedule() {
    ObjectNode cron = Schemas.require(Schemas.closed(), "cron", "timezone", "data_interval");
    Schemas.property(
        cron,
        "cron",
        Schemas.any(List.of(Schemas.oneOf(PRESETS), Schemas.text("^\\s*(\\S+\\s+){4}\\S+\\s*$"))),
        "Minute, hour, day of month, month, day of week.");
    Schemas.property(cron, "timezone", Schemas.text(), "An IANA name, such as Asia/Seoul.");
    Schemas.property(cron, "data_interval", dataInterval());
    ObjectNode every = Schemas.require(Schemas.closed(), "every", "data_interval");
    Schemas.property(every, "every", Schemas.duration());
    Schemas.property(every, "data_interval", dataInterval());
    ObjectNode assets = Schemas.require(Schemas.closed(), "assets");
    Schemas.property(assets, "assets", Schemas.texts(), "URIs; datasets in Airflow 2.");
    Schemas.property(assets, "when", Schemas.oneOf(List.of("all", "any")));
    return Schemas.any(
            List.of(
                cron,
                every,
                assets,
                Schemas.oneOf(List.of("@once", "@continuous")),
                arguments.types().python()))
        .put("description", "When runs start, and what ds means; null for by hand only.");
  }

  private static ObjectNode dataInterval() {
    return Schemas.type("boolean")
        .put(
            "description",
            "true: ds is the start of the interval before the run; false: the time of the run.");
  }

  private static ObjectNode cleanup(ArgumentSchemas arguments) {
    ObjectNode anchor = Schemas.closed();
    Schemas.property(anchor, "image", Schemas.text());
    Schemas.property(anchor, "labels", Schemas.map(Schemas.text()));
    Schemas.property(anchor, "annotations", Schemas.map(Schemas.text()));
    ObjectNode cleanup = Schemas.closed();
    Schemas.property(
        cleanup,
        "strategy",
        Schemas.oneOf(
            Arrays.stream(CleanupPolicy.Strategy.values())
                .map(CleanupPolicy.Strategy::word)
                .toList()),
        "anchor: a Job owns everything of a run; teardown: a task deletes by label; ttl: what the"
            + " operators do themselves; none: nothing.");
    Schemas.property(cleanup, "deadline", Schemas.duration());
    Schemas.property(cleanup, "margin", Schemas.duration());
    Schemas.property(cleanup, "keep_failed_for", Schemas.duration());
    Schemas.property(cleanup, "keep_failed_runs", Schemas.count());
    Schemas.property(cleanup, "anchor", anchor);
    ObjectNode release = Schemas.closed();
    arguments
        .task()
        .forEach(
            (name, schema) -> {
              if (!name.equals("trigger_rule")) {
                Schemas.property(release, name, schema);
              }
            });
    Schemas.property(
        cleanup, "release_task", release, "Arguments of the task release_run: queue, pool, ...");
    return cleanup;
  }

  private static ObjectNode groups() {
    ObjectNode group = Schemas.closed();
    Schemas.property(group, "parent", Schemas.text(), "The group around this one.");
    Schemas.property(group, "tooltip", Schemas.text());
    Schemas.property(group, "prefix_group_id", Schemas.type("boolean"));
    ObjectNode groups = Schemas.map(group);
    groups.set("propertyNames", Schemas.schema().put("pattern", "^[A-Za-z0-9_-]{1,200}$"));
    return groups;
  }

  private static ObjectNode rbac() {
    ObjectNode rbac = Schemas.closed();
    Schemas.property(rbac, "airflow_service_account", Schemas.text(Schemas.ACCOUNT));
    Schemas.property(rbac, "spark_service_account", Schemas.text());
    return rbac;
  }

  /** Arguments for tasks that do not say them. */
  static ObjectNode defaults(ArgumentSchemas arguments) {
    ObjectNode defaults = Schemas.closed();
    arguments.task().forEach((name, schema) -> Schemas.property(defaults, name, schema));
    for (OperatorKind kind : OperatorKind.values()) {
      Schemas.property(defaults, key(kind), closed(arguments.operator(kind)));
    }
    return defaults;
  }

  private static String key(OperatorKind kind) {
    return switch (kind) {
      case POD -> "pod";
      case SPARK -> "spark";
      case JOB -> "job";
    };
  }

  private static ObjectNode closed(Map<String, ObjectNode> properties) {
    ObjectNode object = Schemas.closed();
    properties.forEach((name, schema) -> Schemas.property(object, name, schema));
    return object;
  }

  private ObjectNode task() {
    ObjectNode task = Schemas.closed();
    Schemas.property(task, "depends_on", Schemas.texts(), "Tasks or groups that end before.");
    Schemas.property(task, "group", Schemas.text());
    ObjectNode mapped =
        Schemas.map(
            Schemas.any(
                List.of(
                    Schemas.type("array"),
                    arguments.types().python(),
                    arguments.types().output())));
    Schemas.property(
        task,
        "expand",
        mapped.put("minProperties", 1),
        "Operator arguments to map over, each with its values or !output task_id.");
    Schemas.property(task, "pod", closed(arguments.operator(OperatorKind.POD)));
    Schemas.property(task, "spark", sparkTask());
    Schemas.property(task, "job", closed(arguments.operator(OperatorKind.JOB)));
    Schemas.property(task, "operator", operator());
    Schemas.property(task, "empty", Schemas.closed());
    arguments.task().forEach((name, schema) -> Schemas.property(task, name, schema));
    for (String kind : List.of("pod", "spark", "job", "operator", "empty")) {
      task.withArray("oneOf").add(Schemas.require(Schemas.schema(), kind));
    }
    return task;
  }

  private ObjectNode sparkTask() {
    Map<String, ObjectNode> own = arguments.operator(OperatorKind.SPARK);
    own.remove("template_spec");
    own.remove("application_file");
    ObjectNode task = closed(own);
    Schemas.property(task, "application", spark.application());
    Schemas.property(
        task,
        "application_file",
        Schemas.text("^[^/]"),
        "A file beside the spec; Jinja in it is kept.");
    ObjectNode upload = Schemas.require(Schemas.closed(), "path");
    Schemas.property(upload, "path", Schemas.text());
    Schemas.property(task, "file_upload", upload, Task.FileUpload.CONF);
    task.withArray("oneOf").add(Schemas.require(Schemas.schema(), "application"));
    task.withArray("oneOf").add(Schemas.require(Schemas.schema(), "application_file"));
    return task;
  }

  private static ObjectNode operator() {
    ObjectNode operator = Schemas.require(Schemas.closed(), "class");
    Schemas.property(
        operator,
        "class",
        Schemas.text("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+$"),
        "package.module.OperatorClass");
    Schemas.property(operator, "kwargs", Schemas.type("object"));
    return operator;
  }
}
