package io.github.tidydag.cleanup;

import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.cleanup.DagPlan.RunOwner;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Trees;
import io.github.tidydag.spec.Value;
import io.github.tidydag.tables.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the accounts of a DAG need, and no more: read in the operators and hooks of provider 8.0.1
 * to 10.25.0, in the companion module, and in Spark's driver.
 */
public final class Permissions {
  private static final String CORE = "";
  private static final String BATCH = "batch";
  private static final String SPARK = "sparkoperator.k8s.io";
  private static final Version SPARK_3_5 = Version.parse("3.5");

  private final Map<String, Map<Resource, Set<String>>> byNamespace = new TreeMap<>();

  private Permissions() {}

  /** A rule of a Role: verbs on one resource. */
  public record PolicyRule(String apiGroup, String resource, List<String> verbs) {}

  private record Resource(String apiGroup, String name) implements Comparable<Resource> {
    @Override
    public int compareTo(Resource other) {
      int byGroup = apiGroup.compareTo(other.apiGroup);
      return byGroup != 0 ? byGroup : name.compareTo(other.name);
    }
  }

  /** What Airflow's account (workers and triggerer) needs, by namespace. */
  public static Map<String, List<PolicyRule>> ofAirflow(DagPlan plan) {
    Permissions permissions = new Permissions();
    for (PlannedTask planned : plan.tasks()) {
      namespace(planned).ifPresent(n -> permissions.airflow(n, planned, plan.owner()));
    }
    return permissions.rules();
  }

  /** What the Spark drivers' account needs, by namespace. */
  public static Map<String, List<PolicyRule>> ofSpark(DagPlan plan) {
    Permissions permissions = new Permissions();
    for (PlannedTask planned : plan.tasks()) {
      if (planned.task() instanceof Task.SparkTask) {
        namespace(planned).ifPresent(n -> permissions.spark(n, planned));
      }
    }
    return permissions.rules();
  }

  private static Optional<String> namespace(PlannedTask planned) {
    return planned.arguments().get("namespace") instanceof Value.Text text
            && !text.text().contains("{{")
        ? Optional.of(text.text())
        : Optional.empty();
  }

  private void airflow(String namespace, PlannedTask planned, Optional<RunOwner> owner) {
    Task task = planned.task();
    if (task instanceof Task.PodTask) {
      pods(namespace, planned, "create", "delete");
    } else if (task instanceof Task.JobTask) {
      allow(namespace, BATCH, "jobs", "create", "delete");
      allow(namespace, BATCH, "jobs/status", "get");
      pods(namespace, planned, "delete");
    } else if (task instanceof Task.SparkTask) {
      allow(namespace, SPARK, "sparkapplications", "create", "delete");
      allow(namespace, SPARK, "sparkapplications/status", "get");
      pods(namespace, planned);
      if (isTrue(planned, "deferrable")) {
        // The trigger deletes the driver when somebody marks the deferred task.
        allow(namespace, CORE, "pods", "delete");
      }
    }
    if (planned.owned() && owner.isPresent()) {
      owner(namespace, task, owner.get());
    }
  }

  private void pods(String namespace, PlannedTask planned, String... more) {
    allow(namespace, CORE, "pods", "get", "list", "patch");
    allow(namespace, CORE, "pods", more);
    allow(namespace, CORE, "pods/log", "get");
    allow(namespace, CORE, "events", "list");
    if (isTrue(planned, "deferrable")) {
      allow(namespace, CORE, "events", "watch");
    }
    if (isTrue(planned, "do_xcom_push")) {
      allow(namespace, CORE, "pods/exec", "create", "get");
    }
  }

  private static boolean isTrue(PlannedTask planned, String argument) {
    return planned.arguments().get(argument) instanceof Value.Truth truth && truth.value();
  }

  private void owner(String namespace, Task task, RunOwner owner) {
    if (owner instanceof RunOwner.Anchor anchor) {
      allow(namespace, BATCH, "jobs", "create", "delete", "get", "patch");
      if (anchor.keepFailedFor().isPresent()) {
        allow(namespace, CORE, "pods", "list", "patch");
        if (task instanceof Task.JobTask) {
          allow(namespace, BATCH, "jobs", "list");
        }
      }
      if (anchor.keepFailedRuns().isPresent()) {
        allow(namespace, BATCH, "jobs", "list");
      }
      if (!anchor.configMaps().isEmpty()) {
        allow(namespace, CORE, "configmaps", "create", "get");
      }
      return;
    }
    allow(namespace, CORE, "pods", "delete", "list");
    if (!owner.configMaps().isEmpty()) {
      allow(namespace, CORE, "configmaps", "create", "delete", "get", "list");
    }
    if (task instanceof Task.JobTask) {
      allow(namespace, BATCH, "jobs", "delete", "list");
    }
    if (task instanceof Task.SparkTask) {
      allow(namespace, SPARK, "sparkapplications", "delete", "list");
    }
  }

  /**
   * What drivers of Spark 3.0 to 4.1 ask for: {@code KubernetesClusterSchedulerBackend} and the
   * allocator, lifecycle manager and snapshot sources of executor pods; {@code patch} is for the
   * labels of executors that are decommissioned, or kept.
   */
  private void spark(String namespace, PlannedTask planned) {
    String[] all = {"delete", "deletecollection", "list"};
    String[] forget = deletesCollections(planned) ? new String[] {"deletecollection"} : all;
    allow(namespace, CORE, "pods", "create", "get", "patch", "watch");
    allow(namespace, CORE, "pods", all);
    allow(namespace, CORE, "configmaps", "create");
    allow(namespace, CORE, "configmaps", forget);
    allow(namespace, CORE, "services", forget);
    if (claimsOnDemand(planned)) {
      allow(namespace, CORE, "persistentvolumeclaims", "create", "get");
      allow(namespace, CORE, "persistentvolumeclaims", all);
    }
  }

  /**
   * Whether the driver is known to delete by label in one call. Clients before 6.0 (Spark 3.3 has
   * 5.12.2) delete one by one what they have listed ({@code BaseOperation.delete}); Spark 3.5 has
   * 6.7.2, and the audit log of the scenarios shows it for 4.1.
   */
  private static boolean deletesCollections(PlannedTask planned) {
    return ((Task.SparkTask) planned.task()).manifest() instanceof Task.SparkManifest.Inline inline
        && Trees.child(Trees.map(inline.application()), "spec").get("sparkVersion")
            instanceof String version
        && Version.tryParse(version).filter(v -> v.isAtLeast(SPARK_3_5)).isPresent();
  }

  /**
   * Volumes that Spark makes claims for, by its configuration; a file may hold them behind Jinja.
   */
  private static boolean claimsOnDemand(PlannedTask planned) {
    Task.SparkManifest manifest = ((Task.SparkTask) planned.task()).manifest();
    if (manifest instanceof Task.SparkManifest.Inline inline) {
      return Trees.child(Trees.child(Trees.map(inline.application()), "spec"), "sparkConf")
          .keySet()
          .stream()
          .anyMatch(key -> key.contains(".volumes.persistentVolumeClaim."));
    }
    return ((Task.SparkManifest.File) manifest).text().contains(".volumes.persistentVolumeClaim.");
  }

  private void allow(String namespace, String group, String resource, String... verbs) {
    byNamespace
        .computeIfAbsent(namespace, n -> new TreeMap<>())
        .computeIfAbsent(new Resource(group, resource), r -> new TreeSet<>())
        .addAll(List.of(verbs));
  }

  private Map<String, List<PolicyRule>> rules() {
    Map<String, List<PolicyRule>> rules = new TreeMap<>();
    byNamespace.forEach(
        (namespace, resources) -> {
          List<PolicyRule> of = new ArrayList<>();
          resources.forEach(
              (resource, verbs) ->
                  of.add(new PolicyRule(resource.apiGroup(), resource.name(), List.copyOf(verbs))));
          rules.put(namespace, of);
        });
    return rules;
  }
}
