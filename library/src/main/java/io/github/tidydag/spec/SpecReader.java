package io.github.tidydag.spec;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.spec.DagSpec.Rbac;
import io.github.tidydag.spec.DagSpec.TaskGroup;
import io.github.tidydag.tables.Version;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a DAG's spec: every mistake in it is reported, each at its place. */
public final class SpecReader {
  private static final Pattern GROUP_ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  /** What generated files and Airflow import, which a file beside them must not be called. */
  private static final Set<String> MODULES =
      Set.of(
          "airflow",
          "airflow_local_settings",
          "datetime",
          "kubernetes",
          "pathlib",
          "pendulum",
          "tidydag_policy",
          "tidydag_run");

  /** What stands at the top of a spec besides arguments of the DAG. */
  private static final List<String> KEYS =
      List.of(
          "spec_version",
          "dag_id",
          "vars",
          "schedule",
          "cleanup",
          "defaults",
          "groups",
          "tasks",
          "config_maps",
          "rbac");

  private static final Set<String> FAIL_FAST_RULES =
      Set.of("all_success", "all_done_setup_success");

  /** The first Airflow that shows a DAG's doc_md as it is. */
  private static final Version KEEPS_DOCUMENTATION = Version.parse("2.9.0");

  private final Tables tables;
  private final ProjectConfig project;
  private final SpecFiles files;
  private final Problems problems;

  private SpecReader(Tables tables, ProjectConfig project, SpecFiles files, Problems problems) {
    this.tables = tables;
    this.project = project;
    this.files = files;
    this.problems = problems;
  }

  /**
   * Reads a spec.
   *
   * @param file how messages name the spec
   * @param source how generated files name it
   * @return the spec, or nothing if it is no mapping; look at the problems for errors in any case
   */
  public static Optional<DagSpec> read(
      String file,
      String source,
      String text,
      Tables tables,
      ProjectConfig project,
      SpecFiles files,
      Problems problems) {
    Optional<Node> node = YamlReader.readOne(file, text, problems);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    return new SpecReader(tables, project, files, problems).read(source, node.get());
  }

  private Optional<DagSpec> read(String source, Node root) {
    if (!(root instanceof Node.Mapping mapping)) {
      problems.error(
          root.at(), root.describe(), "is no spec; write spec_version: 1, dag_id, tasks");
      return Optional.empty();
    }
    Node node = new Variables(vars(mapping), problems).apply(root);
    Fields fields = Fields.of(node, "the spec", problems);
    fields.entry("vars");
    specVersion(fields);
    String dagId = dagId(fields);
    Schedule schedule =
        fields
            .node("schedule")
            .map(new ScheduleReader(problems)::read)
            .orElse(new Schedule.Never());
    checkTargets(schedule, fields);
    Defaults defaults = new Defaults(fields.node("defaults"), project.defaults(), problems);
    ValueReader values = new ValueReader(tables, project.targets(), zone(schedule), problems);
    ArgumentReader arguments = new ArgumentReader(tables, project.targets(), values, problems);
    CleanupReader cleanupReader = new CleanupReader(arguments, problems);
    CleanupPolicy cleanup =
        fields.entry("cleanup").map(cleanupReader::read).orElse(cleanupReader.absent(fields.at()));
    PodTemplates templates = new PodTemplates(files, project, values, problems);
    TaskReader taskReader =
        new TaskReader(
            project,
            defaults,
            arguments,
            values,
            templates,
            new SparkApplicationReader(tables, project, cleanup, problems),
            files,
            problems);
    List<TaskGroup> groups = fields.fields("groups").map(this::groups).orElse(List.of());
    Optional<Fields> taskFields = fields.fields("tasks");
    List<Task> tasks = new ArrayList<>();
    taskFields.ifPresent(f -> f.others().forEach(e -> taskReader.read(e).ifPresent(tasks::add)));
    if (fields
        .node("tasks")
        .filter(t -> !(t instanceof Node.Mapping m && m.entries().isEmpty()))
        .isEmpty()) {
      problems.error(fields.at(), "tasks", "there are none; write tasks: {NAME: {pod: ...}}");
    }
    Map<String, Map<String, String>> configMaps =
        fields.fields("config_maps").map(this::configMaps).orElse(Map.of());
    Optional<Rbac> rbac = fields.entry("rbac").map(this::rbac);
    Map<String, Value> dagArguments = dagArguments(fields, schedule, arguments);
    checkFailFast(dagArguments, tasks);
    new GraphChecks(groups, tasks, problems)
        .check(
            taskFields
                .map(f -> f.others().stream().map(Node.Entry::name).toList())
                .orElse(List.of()));
    DagSpec spec =
        new DagSpec(
            source,
            fields.entry("dag_id").map(e -> e.key().at()).orElse(fields.at()),
            dagId,
            schedule,
            dagArguments,
            cleanup,
            groups,
            tasks,
            configMaps,
            templates.filesBeside(),
            templates.texts(),
            rbac,
            project);
    new JinjaNames(project.targets(), schedule, problems).check(spec);
    return Optional.of(spec);
  }

  private Map<String, String> vars(Node.Mapping root) {
    Map<String, String> vars = new LinkedHashMap<>(project.vars());
    Optional<Node> written = root.get("vars");
    if (written.isPresent() && !(written.get() instanceof Node.Mapping)) {
      problems.error(
          written.get().at(), written.get().describe(), "vars is a mapping; write name: text");
    }
    if (written.orElse(null) instanceof Node.Mapping own) {
      for (Node.Entry entry : own.entries()) {
        if (!vars.containsKey(entry.name())) {
          Fields.text(entry.value(), entry.name(), problems)
              .ifPresent(t -> vars.put(entry.name(), t));
        }
      }
    }
    return vars;
  }

  private void specVersion(Fields fields) {
    Optional<Node> version = fields.node("spec_version");
    if (version.isEmpty()) {
      problems.error(fields.at(), "spec_version", "is missing; add spec_version: 1 at the top");
    } else if (!(version.get() instanceof Node.Scalar scalar) || !scalar.text().equals("1")) {
      problems.error(
          version.get().at(), version.get().describe(), "is no version of specs; write 1");
    }
  }

  private String dagId(Fields fields) {
    Optional<String> id = fields.text("dag_id");
    if (fields.node("dag_id").isEmpty()) {
      problems.error(fields.at(), "dag_id", "is missing; add dag_id: NAME");
    } else if (id.isPresent() && !DagSpec.ID.matcher(id.get()).matches()) {
      problems.error(
          fields.node("dag_id").orElseThrow().at(),
          id.get(),
          "is no dag_id; write up to 200 letters, digits, '_', '-' and '.'");
    } else if (id.isPresent() && MODULES.contains(id.get())) {
      problems.error(
          fields.node("dag_id").orElseThrow().at(),
          id.get(),
          "would make the file "
              + id.get()
              + ".py, which hides the Python module of that name; write another");
    }
    return id.orElse("dag");
  }

  private void checkTargets(Schedule schedule, Fields fields) {
    String needs = null;
    Version since = Version.parse("2.8");
    if (schedule instanceof Schedule.Every every && !every.dataInterval()) {
      needs = "every with data_interval: false";
      since = Version.parse("2.11");
    } else if (schedule instanceof Schedule.Assets assets && assets.any()) {
      needs = "when: any";
      since = Version.parse("2.9");
    }
    for (Target target : project.targets()) {
      if (needs != null && !target.airflow().isAtLeast(since)) {
        problems.error(
            fields.node("schedule").orElseThrow().at(),
            needs,
            "is there since Airflow "
                + since
                + ", and "
                + target
                + " is a target; write another"
                + " schedule, or remove the target");
      }
    }
  }

  /** The schedule's zone; UTC for one that was told to be none. */
  static ZoneId zone(Schedule schedule) {
    if (schedule instanceof Schedule.Cron cron) {
      try {
        return ZoneId.of(cron.timezone());
      } catch (DateTimeException told) {
        return ZoneId.of("UTC");
      }
    }
    return ZoneId.of("UTC");
  }

  private Map<String, Value> dagArguments(
      Fields fields, Schedule schedule, ArgumentReader arguments) {
    fields
        .entry("default_args")
        .ifPresent(
            e ->
                problems.error(
                    e.key().at(), "default_args", "is what defaults: does here; write defaults:"));
    fields.entry("catchup").ifPresent(e -> {}); // read below with the others; it is never left out
    List<Node.Entry> entries = new ArrayList<>(fields.others());
    fields.entry("catchup").ifPresent(entries::add);
    Map<String, Value> read = new LinkedHashMap<>();
    Map<String, Value> given = arguments.dag(entries, KEYS);
    if (entries.stream().anyMatch(e -> e.name().equals("dagrun_timeout"))) {
      // a wrong one was told; it is not missing
      given.putIfAbsent("dagrun_timeout", new Value.Span(fields.at(), Duration.ofDays(1)));
    }
    checkDocumentation(given.get("doc_md"));
    Value start = given.get("start_date");
    if (start != null) {
      read.put("start_date", start);
    } else if (!(schedule instanceof Schedule.Never)
        && entries.stream().noneMatch(e -> e.name().equals("start_date"))) {
      problems.error(
          fields.at(),
          "start_date",
          "is missing, and a schedule counts from it; add start_date: 2026-01-01");
    }
    // Airflow 2 and 3 differ in its default
    read.put("catchup", given.getOrDefault("catchup", new Value.Truth(fields.at(), false)));
    given.forEach(read::putIfAbsent);
    return read;
  }

  /**
   * Airflow does not load such a DAG: FailFastDagInvalidTriggerRule, and what it was before 3.0.
   */
  private void checkFailFast(Map<String, Value> dag, List<Task> tasks) {
    for (String name : List.of("fail_fast", "fail_stop")) {
      if (dag.get(name) instanceof Value.Truth on && on.value()) {
        for (Task task : tasks) {
          if (task.common().arguments().get("trigger_rule") instanceof Value.Text rule
              && !FAIL_FAST_RULES.contains(rule.text())) {
            problems.error(
                rule.at(),
                rule.text(),
                "is no rule for a DAG with "
                    + name
                    + ", which has all_success alone and does not load otherwise; remove the rule,"
                    + " or "
                    + name);
          }
        }
      }
    }
  }

  private void checkDocumentation(@Nullable Value documentation) {
    if (documentation instanceof Value.Text text && Jinja.isIn(text.text())) {
      project.targets().stream()
          .filter(t -> !t.airflow().isAtLeast(KEEPS_DOCUMENTATION))
          .findFirst()
          .ifPresent(
              target ->
                  problems.error(
                      text.at(),
                      "doc_md",
                      "is rendered as a template by "
                          + target
                          + ", which fails or swallows the braces in it; remove them, or the"
                          + " target"));
    }
  }

  private List<TaskGroup> groups(Fields fields) {
    List<TaskGroup> groups = new ArrayList<>();
    for (Node.Entry entry : fields.others()) {
      if (!GROUP_ID.matcher(entry.name()).matches()) {
        problems.error(
            entry.key().at(), entry.name(), "is no group id; write letters, digits, '_' and '-'");
      }
      Fields own = Fields.of(entry.value(), "a group", problems);
      Map<String, Value> values = new LinkedHashMap<>();
      Location at = entry.key().at();
      own.text("tooltip").ifPresent(t -> values.put("tooltip", new Value.Text(at, t)));
      own.truth("prefix_group_id")
          .ifPresent(t -> values.put("prefix_group_id", new Value.Truth(at, t)));
      Optional<String> parent = own.text("parent");
      own.rejectOthers("a group");
      groups.add(new TaskGroup(entry.name(), at, parent, values));
    }
    return Groups.parentsFirst(groups, problems);
  }

  private Map<String, Map<String, String>> configMaps(Fields fields) {
    Map<String, Map<String, String>> maps = new LinkedHashMap<>();
    for (Node.Entry entry : fields.others()) {
      if (!entry.name().matches("[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?")) {
        problems.error(
            entry.key().at(),
            entry.name(),
            "is no name of a ConfigMap; write up to 52 lower-case letters, digits and hyphens, for"
                + " the run's mark to fit behind");
      }
      Map<String, String> data = new LinkedHashMap<>();
      for (Node.Entry file : Fields.of(entry.value(), "a ConfigMap", problems).others()) {
        if (!file.name().matches("[-._a-zA-Z0-9]{1,253}")) {
          problems.error(
              file.key().at(), file.name(), "is no key; write letters, digits, '-', '_' and '.'");
        }
        Fields.text(file.value(), file.name(), problems).ifPresent(t -> data.put(file.name(), t));
      }
      maps.put(entry.name(), data);
    }
    return maps;
  }

  private Rbac rbac(Node.Entry entry) {
    Fields fields = Fields.of(entry.value(), "rbac", problems);
    Optional<String> airflow =
        fields.text("airflow_service_account").or(project::airflowServiceAccount);
    if (airflow.isPresent() && !ConfigReader.ACCOUNT.matcher(airflow.get()).matches()) {
      problems.error(
          fields.node("airflow_service_account").map(Node::at).orElse(fields.at()),
          airflow.get(),
          "is no service account; write namespace/name");
      airflow = Optional.empty();
    }
    Optional<String> spark = fields.text("spark_service_account");
    fields.rejectOthers("rbac");
    if (airflow.isEmpty() && spark.isEmpty() && !problems.hasErrors()) {
      problems.error(
          entry.key().at(),
          "rbac",
          "names no account; add airflow_service_account: namespace/name, here or in .tidydag.yaml,"
              + " or spark_service_account: name");
    }
    return new Rbac(entry.key().at(), airflow, spark);
  }
}
