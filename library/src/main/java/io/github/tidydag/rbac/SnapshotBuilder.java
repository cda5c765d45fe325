package io.github.tidydag.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a snapshot of objects, as the API server and {@code kubectl get -o json} show them, one at
 * a time. Of a pod or a workload nothing is kept but its name and its account.
 */
public final class SnapshotBuilder {
  private static final String BOOTSTRAP = "kubernetes.io/bootstrapping";
  private static final String DRIVER_ACCOUNT =
      "spark.kubernetes.authenticate.driver.serviceAccountName";

  private final Set<Subject> accounts = new LinkedHashSet<>();
  private final List<Role> roles = new ArrayList<>();
  private final List<Binding> bindings = new ArrayList<>();
  private final List<Workload> workloads = new ArrayList<>();
  private final List<AccessGap> gaps = new ArrayList<>();
  private final Set<AccessKind> seen = EnumSet.noneOf(AccessKind.class);

  /**
   * Takes an object; one of another kind is passed over.
   *
   * @param apiVersion where the object, being in a list, does not say it
   * @param kindName the same for its kind
   */
  public void take(JsonNode object, String apiVersion, String kindName) {
    String version = object.path("apiVersion").asText(apiVersion);
    AccessKind.of(version, object.path("kind").asText(kindName))
        .ifPresent(kind -> take(object, kind));
  }

  private void take(JsonNode object, AccessKind kind) {
    seen.add(kind);
    String namespace = object.at("/metadata/namespace").asText();
    String name = object.at("/metadata/name").asText();
    switch (kind) {
      case SERVICE_ACCOUNT -> accounts.add(Subject.account(namespace, name));
      case ROLE, CLUSTER_ROLE -> roles.add(role(object, namespace, name));
      case ROLE_BINDING, CLUSTER_ROLE_BINDING -> bindings.add(binding(object, namespace, name));
      case SPARK_APPLICATION, SCHEDULED_SPARK_APPLICATION ->
          spark(
              object.at(kind == AccessKind.SPARK_APPLICATION ? "/spec" : "/spec/template"),
              kind,
              namespace,
              name);
      case APACHE_SPARK_APPLICATION ->
          workload(
              kind, namespace, name, object.path("spec").path("sparkConf").path(DRIVER_ACCOUNT));
      case POD -> pod(object.path("spec"), kind, namespace, name);
      case CRON_JOB ->
          pod(object.at("/spec/jobTemplate/spec/template/spec"), kind, namespace, name);
      default -> {
        if (!isControlled(object)) {
          pod(object.at("/spec/template/spec"), kind, namespace, name);
        }
      }
    }
  }

  /** What another workload has made acts as the account that this one says. */
  private static boolean isControlled(JsonNode object) {
    for (JsonNode owner : object.at("/metadata/ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  private void pod(JsonNode spec, AccessKind kind, String namespace, String name) {
    JsonNode account = spec.path("serviceAccountName");
    workload(
        kind, namespace, name, account.asText().isEmpty() ? spec.path("serviceAccount") : account);
  }

  private void spark(JsonNode spec, AccessKind kind, String namespace, String name) {
    Set<String> found = new LinkedHashSet<>();
    for (String role : List.of("driver", "executor")) {
      found.add(spec.path(role).path("serviceAccount").asText());
      found.add(spec.path(role).at("/template/spec/serviceAccountName").asText());
    }
    found.add(spec.path("sparkConf").path(DRIVER_ACCOUNT).asText());
    found.remove("");
    if (found.isEmpty()) {
      found.add("default");
    }
    found.forEach(account -> workloads.add(new Workload(kind.kind(), namespace, name, account)));
  }

  private void workload(AccessKind kind, String namespace, String name, JsonNode account) {
    String named = account.asText().isEmpty() ? "default" : account.asText();
    workloads.add(new Workload(kind.kind(), namespace, name, named));
  }

  private static Role role(JsonNode object, String namespace, String name) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : object.path("rules")) {
      rules.add(
          new Rule(
              texts(rule.path("apiGroups")),
              texts(rule.path("resources")),
              texts(rule.path("resourceNames")),
              texts(rule.path("verbs")),
              texts(rule.path("nonResourceURLs"))));
    }
    JsonNode selectors = object.at("/aggregationRule/clusterRoleSelectors");
    return new Role(
        namespace,
        name,
        labels(object.at("/metadata/labels")),
        rules,
        selectors.isMissingNode() ? Optional.empty() : Optional.of(aggregation(selectors)));
  }

  private static Aggregation aggregation(JsonNode selectors) {
    List<Aggregation.Selector> found = new ArrayList<>();
    for (JsonNode selector : selectors) {
      List<Aggregation.Expression> expressions = new ArrayList<>();
      for (JsonNode one : selector.path("matchExpressions")) {
        expressions.add(
            new Aggregation.Expression(
                one.path("key").asText(),
                one.path("operator").asText(),
                texts(one.path("values"))));
      }
      found.add(new Aggregation.Selector(labels(selector.path("matchLabels")), expressions));
    }
    return new Aggregation(found);
  }

  private static Binding binding(JsonNode object, String namespace, String name) {
    List<Subject> subjects = new ArrayList<>();
    for (JsonNode subject : object.path("subjects")) {
      String named = subject.path("name").asText();
      switch (subject.path("kind").asText()) {
        case "ServiceAccount" -> {
          String of = subject.path("namespace").asText();
          subjects.add(Subject.account(of.isEmpty() ? namespace : of, named));
        }
        case "Group" -> subjects.add(Subject.group(named));
        case "User" -> subjects.add(Subject.user(named));
        default -> {} // the API server takes no other
      }
    }
    return new Binding(
        namespace,
        name,
        !object.at("/metadata/labels").path(BOOTSTRAP).asText().isEmpty(),
        object.at("/roleRef/kind").asText().equals("ClusterRole"),
        object.at("/roleRef/name").asText(),
        subjects);
  }

  private static Map<String, String> labels(JsonNode labels) {
    Map<String, String> found = new LinkedHashMap<>();
    labels.properties().forEach(label -> found.put(label.getKey(), label.getValue().asText()));
    return found;
  }

  private static List<String> texts(JsonNode values) {
    List<String> found = new ArrayList<>();
    values.forEach(value -> found.add(value.asText()));
    return found;
  }

  /** Says that something was not read. */
  public void gap(AccessGap gap) {
    gaps.add(gap);
  }

  /** Of which kinds there was an object. */
  public Set<AccessKind> seen() {
    return Set.copyOf(seen);
  }

  /**
   * The snapshot.
   *
   * @param source the cluster's name and address, or the dump
   */
  public RbacSnapshot build(String source) {
    return new RbacSnapshot(source, accounts, roles, bindings, workloads, gaps);
  }
}
