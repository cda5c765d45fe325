package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.cleanup.Permissions;
import io.github.tidydag.lint.Finding;
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
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.spec.CleanupPolicy.Strategy;
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

  private final DagPlan plan;
  private final Tables tables;
  private final String namespace;
  private final List<PodNeed> pods = new ArrayList<>();
  private final List<RunNeeds.Application> applications = new ArrayList<>();
  private final List<RunNeeds.Settings> settings = new ArrayList<>();
  private final Set<String> anchors = new TreeSet<>();
  private final List<Check> said = new ArrayList<>();

  private ClusterNeeds(DagPlan plan, Tables tables, String namespace) {
    this.plan = plan;
    this.tables = tables;
    this.namespace = namespace;
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
    return new RunNeeds(
        plan.spec().at(),
        needs.pods,
        needs.rights(),
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
    if (kind != null) {
      String message = finding.message();
      int todo = message.lastIndexOf("; ");
      said.add(
          new Check(
              kind,
              Status.FAILED,
              finding.at(),
              List.of(),
              finding.written(),
              (todo < 0 ? message : message.substring(0, todo)) + " (" + rule + ")",
              todo < 0 ? finding.rule().remedy().strip() : message.substring(todo + 2)));
    }
  }

  private void task(PlannedTask planned) {
    Task task = planned.task();
    if (task instanceof Task.SparkTask spark) {
      application(planned, spark);
    } else if (task instanceof Task.PodTask || task instanceof Task.JobTask) {
      pod(planned);
    } else {
      return;
    }
    settings(planned);
    if (planned.owned() && plan.owner().orElse(null) instanceof DagPlan.RunOwner.Anchor) {
      anchors.add(namespace(planned));
    }
  }

  private String namespace(PlannedTask planned) {
    return planned.arguments().get("namespace") instanceof Value.Text text
            && !text.text().contains("{")
        ? text.text()
        : namespace;
  }

  private void pod(PlannedTask planned) {
    Task task = planned.task();
    Location at = task.common().at();
    Map<String, Location> places = new HashMap<>();
    planned
        .arguments()
        .forEach(
            (name, value) -> TaskObjects.key(name).ifPresent(key -> places.put(key, value.at())));
    List<String> remarks = new ArrayList<>();
    try {
      JsonNode pod =
          PodPreview.of(
                  PreviewPod.request(plan, planned, remarks),
                  PreviewPod.newest(plan.spec()).provider())
              .pod();
      String where = pod.at("/metadata/namespace").asText();
      pods.add(
          new PodNeed(
              task.id(),
              "pod",
              planned.arguments().get("parallelism") instanceof Value.Whole whole
                  ? whole.number().intValue()
                  : 1,
              where.isEmpty() || where.contains("{") ? namespace(planned) : where,
              pod,
              at,
              places,
              unseen(planned, remarks)));
    } catch (UnusablePod e) {
      said.add(
          new Check(
              CheckKind.LIMIT_RANGE,
              Status.UNKNOWN,
              at,
              List.of(task.id()),
              "",
              "its pod cannot be made here: " + e.pointer() + " " + e.getMessage(),
              "see tidydag preview-pod"));
    }
  }

  /** A Job's own templates are not read. */
  private static Optional<String> unseen(PlannedTask planned, List<String> remarks) {
    for (String argument : List.of("job_template_file", "full_job_spec")) {
      if (planned.arguments().containsKey(argument)) {
        return Optional.of("its " + argument + " is not looked at");
      }
    }
    for (String argument : SHAPE) {
      Value value = planned.arguments().get(argument);
      if (value != null && isCode(value)) {
        return Optional.of("its " + argument + " is known only when Airflow reads the DAG");
      }
    }
    return remarks.stream().filter(remark -> remark.startsWith(PreviewPod.UNSEEN)).findFirst();
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

  private void application(PlannedTask planned, Task.SparkTask task) {
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
    String where = application.at("/metadata/namespace").asText();
    applications.add(
        new RunNeeds.Application(
            task.id(), at, application, release(plan.spec()), releases(tables.spark())));
    for (SparkPods.SparkPod pod : SparkPods.of(application)) {
      pods.add(
          new PodNeed(
              task.id(),
              pod.role(),
              pod.count(),
              where.isEmpty() ? namespace(planned) : where,
              pod.pod(),
              at,
              places(root, pod.role()),
              Optional.empty()));
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

  private void settings(PlannedTask planned) {
    Strategy strategy = plan.spec().cleanup().strategy();
    String by =
        switch (strategy) {
          case ANCHOR -> "the run's Job";
          case TEARDOWN -> "the run's last task";
          case TTL -> "the operator";
          case NONE -> "the operator, cleanup.strategy none";
        };
    settings.add(
        new RunNeeds.Settings(
            planned.task().id(),
            planned.task().common().at(),
            isTrue(planned, "get_logs", true),
            strategy != Strategy.NONE || deletes(planned),
            by,
            isTrue(planned, "do_xcom_push", false) && !(planned.task() instanceof Task.SparkTask)));
  }

  /** By what the operator does where no cleanup is derived. */
  private static boolean deletes(PlannedTask planned) {
    if (planned.task() instanceof Task.SparkTask) {
      return isTrue(planned, "delete_on_termination", true);
    }
    if (planned.task() instanceof Task.JobTask) {
      return planned.arguments().get("ttl_seconds_after_finished") instanceof Value.Whole;
    }
    return !(planned.arguments().get("on_finish_action") instanceof Value.Text action)
        || !action.text().equals("keep_pod");
  }

  private static boolean isTrue(PlannedTask planned, String argument, boolean byDefault) {
    Value value = planned.arguments().get(argument);
    return value instanceof Value.Truth truth ? truth.value() : value == null && byDefault;
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
      if (pod.role().equals("driver")) {
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
