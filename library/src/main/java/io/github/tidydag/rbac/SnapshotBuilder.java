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
  /** Bindings that the API server makes for all accounts, to ClusterRoles of their names. */
  private static final Set<String> OF_EVERY_CLUSTER =
      Set.of(
          "system:basic-user",
          "system:discovery",
          "system:public-info-viewer",
          "system:service-account-issuer-discovery");

  private static final Set<String> ACCOUNT_KEYS = Set.of("serviceAccount", "serviceAccountName");
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
  private static final String DRIVER_ACCOUNT =
      "spark.kubernetes.authenticate.driver.serviceAccountName";

  private final Set<Subject> accounts = new LinkedHashSet<>();

  /** By kind, namespace and name: a list may begin anew, and a dump hold an object twice. */
  private final Map<String, Role> roles = new LinkedHashMap<>();

  private final Map<String, Binding> bindings = new LinkedHashMap<>();
  private final Map<String, List<Workload>> workloads = new LinkedHashMap<>();
  private final List<AccessGap> gaps = new ArrayList<>();
  private final Set<AccessKind> seen = EnumSet.noneOf(AccessKind.class);
  private final Witness witness;

  /** Sees each object that is taken. */
  @FunctionalInterface
  public interface Witness {
    /** Sees an object, which may not say its kind itself; one that was there may come again. */
    void see(AccessKind kind, JsonNode object);
  }

  /** Nothing as yet. */
  public SnapshotBuilder() {
    this((kind, object) -> {});
  }

  /** Nothing as yet, with somebody who wants to see what comes. */
  public SnapshotBuilder(Witness witness) {
    this.witness = witness;
  }

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

  /** Takes a role that is known from elsewhere. */
  void take(Role role) {
    roles.put(role.namespace() + "/" + role.name(), role);
  }

  private void take(JsonNode object, AccessKind kind) {
    seen.add(kind);
    witness.see(kind, object);
    String namespace = object.at("/metadata/namespace").asText();
    String name = object.at("/metadata/name").asText();
    switch (kind) {
      case SERVICE_ACCOUNT -> accounts.add(Subject.account(namespace, name));
      case ROLE, CLUSTER_ROLE -> roles.put(namespace + "/" + name, role(object, namespace, name));
      case ROLE_BINDING, CLUSTER_ROLE_BINDING ->
          bindings.put(namespace + "/" + name, binding(object, namespace, name));
      default -> {
        Set<String> found = accounts(kind, object.path("spec"));
        boolean isControlled = isControlled(object);
        boolean hasEnded = ENDED.contains(object.at("/status/phase").asText());
        workloads.put(
            kind + " " + namespace + "/" + name,
            found.stream()
                .map(
                    account ->
                        new Workload(kind.kind(), namespace, name, account, isControlled, hasEnded))
                .toList());
      }
    }
  }

  /** What another workload has made, which says the same account. */
  private static boolean isControlled(JsonNode object) {
    for (JsonNode owner : object.at("/metadata/ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  /** Pods and their templates name one account; Spark's resources may name several. */
  private static Set<String> accounts(AccessKind kind, JsonNode spec) {
    Set<String> found = new LinkedHashSet<>();
    if (kind.isSparks()) {
      collect(spec, found);
      found.add(spec.path("sparkConf").path(DRIVER_ACCOUNT).asText());
      found.add(spec.at("/template/sparkConf").path(DRIVER_ACCOUNT).asText());
      found.remove("");
    } else {
      JsonNode pod =
          switch (kind) {
            case POD -> spec;
            case CRON_JOB -> spec.at("/jobTemplate/spec/template/spec");
            default -> spec.at("/template/spec");
          };
      String name = pod.path("serviceAccountName").asText();
      found.add(name.isEmpty() ? pod.path("serviceAccount").asText("default") : name);
    }
    return found.isEmpty() ? Set.of("default") : found;
  }

  private static void collect(JsonNode node, Set<String> found) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              one -> {
                if (ACCOUNT_KEYS.contains(one.getKey()) && one.getValue().isTextual()) {
                  found.add(one.getValue().asText());
                } else {
                  collect(one.getValue(), found);
                }
              });
    } else {
      node.forEach(one -> collect(one, found));
    }
  }

  private static Role role(JsonNode object, String namespace, String name) {
    List<RoleRule> rules = new ArrayList<>();
    for (JsonNode rule : object.path("rules")) {
      rules.add(
          new RoleRule(
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
        OF_EVERY_CLUSTER.contains(name)
            && object.at("/roleRef/name").asText().equals(name)
            && namespace.isEmpty(),
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
    return new RbacSnapshot(
        source,
        accounts,
        List.copyOf(roles.values()),
        List.copyOf(bindings.values()),
        workloads.values().stream().flatMap(List::stream).toList(),
        gaps);
  }
}
