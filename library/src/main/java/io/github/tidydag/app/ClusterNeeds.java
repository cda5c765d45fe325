package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.cleanup.Permissions;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.objects.TaskObject;
import io.github.tidydag.objects.TaskObjects;
import io.github.tidydag.preflight.Check;
import io.github.tidydag.preflight.CheckKind;
import io.github.tidydag.preflight.PodNeed;
import io.github.tidydag.preflight.RunNeeds;
import io.github.tidydag.preflight.SparkPods;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.preview.PodPreview;
import io.github.tidydag.preview.UnusablePod;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Value;
import io.github.tidydag.tables.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What tasks of a plan need of the cluster that they run in. */
final class ClusterNeeds {
  /** What a SparkApplication calls what becomes a key of its pods' specs. */
  private static final Map<String, String> SPARK_KEYS =
      Map.of(
          "serviceAccount", "serviceAccountName",
          "memory", "resources",
          "cores", "resources",
          "secrets", "volumes",
          "configMaps", "volumes",
          "podSecurityContext", "securityContext");

  /** Arguments that what is computed with is made of. */
  private static final List<String> SHAPE =
      List.of(
          "container_resources",
          "node_selector",
          "tolerations",
          "affinity",
          "security_context",
          "container_security_context",
          "volumes",
          "init_containers",
          "hostnetwork",
          "full_pod_spec",
          "pod_template_dict");

  /** What may differ between mapped tasks without a difference to what is looked at. */
  private static final Set<String> HARMLESS = Set.of("arguments", "cmds", "name", "annotations");

  private final DagPlan plan;
  private final Tables tables;
  private final String namespace;
  private final List<PodNeed> pods = new ArrayList<>();
  private final List<RunNeeds.Application> applications = new ArrayList<>();
  private final List<RunNeeds.Settings> settings = new ArrayList<>();
  private final Set<String> anchors = new TreeSet<>();
  private final List<Check> said = new ArrayList<>();
  private final TaskEnds ends;

  private ClusterNeeds(DagPlan plan, Tables tables, String namespace) {
    this.plan = plan;
    this.tables = tables;
    this.namespace = namespace;
    this.ends = new TaskEnds(plan, said);
  }

  /**
   * The needs of those tasks that run in one cluster.
   *
   * @param namespace where tasks run that say none
   * @param findings of the linter about the spec
   */
  static RunNeeds of(DagPlan plan, Tables tables, String namespace, List<Finding> findings) {
    ClusterNeeds needs = new ClusterNeeds(plan, tables, namespace);
    findings.forEach(needs::finding);
    plan.tasks().forEach(needs::task);
    List<RunNeeds.Rights> rights = needs.rights(); // may say something, too
    return new RunNeeds(
        plan.spec().at(),
        needs.pods,
        rights,
        needs.applications,
        needs.anchors,
        needs.settings,
        needs.said);
  }

  private void finding(Finding finding) {
    String rule = finding.rule().id();
    @Nullable CheckKind kind =
        rule.startsWith("IMG")
            ? CheckKind.IMAGE_TAG
            : rule.equals("OBJ001") ? CheckKind.LABELS : null;
    if (kind != null && finding.severity() != Severity.INFO) {
      Check told =
          Check.told(
              kind,
              Status.FAILED,
              finding.at(),
              List.of(),
              finding.written(),
              finding.message(),
              finding.rule().remedy().strip());
      said.add(told.with(told.message() + " (" + rule + ")"));
    }
  }

  private void task(PlannedTask planned) {
    Task task = planned.task();
    boolean isSpark = task instanceof Task.SparkTask;
    if (!isSpark && !(task instanceof Task.PodTask) && !(task instanceof Task.JobTask)) {
      return;
    }
    settings.add(ends.of(planned));
    Optional<String> where = namespace(planned);
    if (where.isEmpty()) {
      nowhere(task, planned.arguments().get("namespace"));
      return;
    }
    if (task instanceof Task.SparkTask spark) {
      application(planned, spark, where.get());
    } else {
      pod(planned, where.get());
    }
    if (planned.owned() && plan.owner().orElse(null) instanceof DagPlan.RunOwner.Anchor) {
      anchors.add(where.get());
    }
  }

  /** Empty if only a run knows it. */
  private Optional<String> namespace(PlannedTask planned) {
    if (planned.task().common().expand().containsKey("namespace")) {
      return Optional.empty();
    }
    Value value = planned.arguments().get("namespace");
    if (value == null || value instanceof Value.Nothing) {
      return Optional.of(namespace);
    }
    return value instanceof Value.Text text && !text.text().contains("{")
        ? Optional.of(text.text())
        : Optional.empty();
  }

  private void nowhere(Task task, @Nullable Value written) {
    said.add(
        new Check(
            CheckKind.NAMESPACE,
            Status.UNKNOWN,
            written == null ? task.common().at() : written.at(),
            List.of(task.id()),
            "",
            "only a run knows the namespace, so nothing that is in one was looked at",
            "write the namespace itself and check once"));
  }

  private void pod(PlannedTask planned, String where) {
    Task task = planned.task();
    Location at = task.common().at();
    Map<String, Location> places = new HashMap<>();
    planned
        .arguments()
        .forEach(
            (name, value) -> TaskObjects.key(name).ifPresent(key -> places.put(key, value.at())));
    TaskPod asked = TaskPod.of(plan, planned);
    try {
      JsonNode pod =
          PodPreview.of(asked.request(), PreviewPod.newest(plan.spec()).provider()).pod();
      String own = pod.at("/metadata/namespace").asText();
      pods.add(
          new PodNeed(
              task.id(),
              task instanceof Task.JobTask ? "job" : "pod",
              count(planned),
              own.isEmpty() || own.contains("{") ? where : own,
              pod,
              at,
              places,
              unseen(planned, asked)));
    } catch (UnusablePod e) {
      said.add(
          new Check(
              CheckKind.LIMIT_RANGE,
              Status.UNKNOWN,
              at,
              List.of(task.id()),
              "",
              "its pod cannot be made here, so nothing about it was looked at: "
                  + e.pointer()
                  + " "
                  + e.getMessage(),
              "see tidydag preview-pod"));
    }
  }

  /** How many pods there are at once: of a Job, and of a task that is mapped over. */
  private static int count(PlannedTask planned) {
    int count =
        planned.arguments().get("parallelism") instanceof Value.Whole whole
            ? whole.number().intValue()
            : 1;
    for (Value values : planned.task().common().expand().values()) {
      count *= values instanceof Value.Items items ? Math.max(1, items.items().size()) : 1;
    }
    return count;
  }

  /** A Job's own templates are not read, and of a task that is mapped over only the first. */
  private static Optional<String> unseen(PlannedTask planned, TaskPod asked) {
    for (String argument : List.of("job_template_file", "full_job_spec")) {
      if (planned.arguments().containsKey(argument)) {
        return Optional.of("its " + argument + " is not looked at");
      }
    }
    for (Map.Entry<String, Value> mapped : planned.task().common().expand().entrySet()) {
      if (!(mapped.getValue() instanceof Value.Items)) {
        return Optional.of("over how many " + mapped.getKey() + " it is mapped, only a run knows");
      }
      if (TaskObjects.key(mapped.getKey()).isPresent() && !HARMLESS.contains(mapped.getKey())) {
        return Optional.of(
            "it is mapped over " + mapped.getKey() + ", of which only the first was looked at");
      }
    }
    for (String argument : SHAPE) {
      Value value = planned.arguments().get(argument);
      if (value != null && isCode(value)) {
        return Optional.of("its " + argument + " is known only when Airflow reads the DAG");
      }
    }
    return asked.unseenTemplate();
  }

  /** Whether code stands in it, wherever. */
  private static boolean isCode(Value value) {
    if (value instanceof Value.Items items) {
      return items.items().stream().anyMatch(ClusterNeeds::isCode);
    }
    if (value instanceof Value.Dict dict) {
      return dict.entries().stream().anyMatch(entry -> isCode(entry.value()));
    }
    if (value instanceof Value.KubernetesObject object) {
      return object.fields().stream().anyMatch(entry -> isCode(entry.value()));
    }
    return value instanceof Value.Imported
        || value instanceof Value.Code
        || value instanceof Value.Output;
  }

  private void application(PlannedTask planned, Task.SparkTask task, String fallback) {
    Location at = task.common().at();
    Optional<TaskObject> written = TaskObjects.of(planned).stream().findFirst();
    if (written.isEmpty()) {
      said.add(
          new Check(
              CheckKind.SPARK_FIELDS,
              Status.UNKNOWN,
              at,
              List.of(task.id()),
              "",
              "what its application is, only a run knows: it is YAML only after its Jinja",
              "write Jinja inside values alone"));
      return;
    }
    Node.Mapping root = written.get().root();
    JsonNode application = PodJson.template(root);
    String own = application.at("/metadata/namespace").asText();
    if (own.indexOf(JinjaMask.MASK) >= 0) {
      nowhere(task, null);
      return;
    }
    String where = own.isEmpty() ? fallback : own;
    applications.add(
        new RunNeeds.Application(
            task.id(), at, application, release(plan.spec()), releases(tables.spark())));
    for (SparkPods.SparkPod pod : SparkPods.of(application)) {
      pods.add(
          new PodNeed(
              task.id(),
              pod.role(),
              pod.count(),
              where,
              pod.pod(),
              at,
              places(root, pod.role()),
              pod.unseen()));
    }
  }

  /** Those of the pod itself go before what both pods share. */
  private static Map<String, Location> places(Node.Mapping root, String role) {
    Map<String, Location> places = new HashMap<>();
    for (String[] path : new String[][] {{"spec"}, {"spec", role}}) {
      root.find(path)
          .map(Node.Entry::value)
          .filter(node -> node instanceof Node.Mapping)
          .ifPresent(
              part ->
                  ((Node.Mapping) part)
                      .entries()
                      .forEach(
                          entry ->
                              places.put(
                                  SPARK_KEYS.getOrDefault(entry.name(), entry.name()),
                                  entry.value().at())));
    }
    return places;
  }

  private static String release(DagSpec spec) {
    String operator = spec.project().sparkOperator();
    return operator.substring(operator.indexOf('/') + 1);
  }

  private static Map<String, Set<String>> releases(CustomResourceTable table) {
    Map<String, Set<String>> fields = new LinkedHashMap<>();
    for (Version release : table.releases()) {
      Set<String> names = new TreeSet<>(table.children("spec", release).keySet());
      table.children("spec.driver", release).keySet().forEach(key -> names.add("driver." + key));
      fields.put(release.toString(), names);
    }
    return fields;
  }

  private List<RunNeeds.Rights> rights() {
    List<RunNeeds.Rights> rights = new ArrayList<>();
    DagSpec spec = plan.spec();
    Optional<Subject> airflow =
        spec.rbac()
            .flatMap(DagSpec.Rbac::airflow)
            .or(() -> spec.project().airflowServiceAccount())
            .map(name -> name.split("/", 2))
            .map(parts -> Subject.account(parts[0], parts[1]));
    Permissions.ofAirflow(plan)
        .forEach(
            (where, rules) ->
                rights.add(
                    new RunNeeds.Rights(
                        CheckKind.AIRFLOW_RIGHTS, airflow, actions(where, rules), spec.at())));
    Map<String, List<Permissions.PolicyRule>> ofSpark = Permissions.ofSpark(plan);
    Map<Subject, Location> drivers = new TreeMap<>();
    for (PodNeed pod : pods) {
      if (pod.role().equals("driver") && !pod.isAccountKnown()) {
        said.add(
            new Check(
                CheckKind.DRIVER_RIGHTS,
                Status.UNKNOWN,
                pod.places().getOrDefault("serviceAccountName", pod.at()),
                List.of(pod.task()),
                "",
                "only a run knows the driver's account",
                "write it, and check once"));
      } else if (pod.role().equals("driver")) {
        drivers.putIfAbsent(
            Subject.account(pod.namespace(), pod.account()),
            pod.places().getOrDefault("serviceAccountName", pod.at()));
      }
    }
    drivers.forEach(
        (account, at) -> {
          List<Permissions.PolicyRule> rules = ofSpark.getOrDefault(account.namespace(), List.of());
          if (!rules.isEmpty()) {
            rights.add(
                new RunNeeds.Rights(
                    CheckKind.DRIVER_RIGHTS,
                    Optional.of(account),
                    actions(account.namespace(), rules),
                    at));
          }
        });
    return rights;
  }

  private static List<Action> actions(String where, List<Permissions.PolicyRule> rules) {
    List<Action> actions = new ArrayList<>();
    for (Permissions.PolicyRule rule : rules) {
      for (String verb : rule.verbs()) {
        actions.add(new Action(verb, rule.apiGroup(), rule.resource(), "", where));
      }
    }
    return actions;
  }
}
