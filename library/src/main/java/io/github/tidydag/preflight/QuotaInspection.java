package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.source.Location;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether the ResourceQuotas of a namespace let the pods of a task in, each task for itself: {@code
 * pkg/quota/v1/evaluator/core} of kubernetes 1.36.
 */
final class QuotaInspection implements Inspection {
  /** Of these, a quota demands that each container says them. */
  private static final Map<String, String> DEMANDED =
      Map.of(
          "cpu", "requests.cpu",
          "memory", "requests.memory",
          "requests.cpu", "requests.cpu",
          "requests.memory", "requests.memory",
          "limits.cpu", "limits.cpu",
          "limits.memory", "limits.memory");

  private static final Set<String> COUNTS_OF_PODS = Set.of("pods", "count/pods");

  /** The driver's and the executors' settings. */
  private static final int MAPS_OF_DRIVER = 2;

  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (String namespace : needs.namespaces()) {
      List<PodNeed> pods =
          needs.pods().stream().filter(p -> p.namespace().equals(namespace)).toList();
      Location at = pods.isEmpty() ? needs.at() : pods.get(0).place("resources");
      Fact<List<JsonNode>> fact = facts.list(FactKind.RESOURCE_QUOTA, namespace);
      if (fact instanceof Fact.Unknown<List<JsonNode>> unknown) {
        results.unknown(
            CheckKind.QUOTA,
            at,
            namespace,
            unknown.reason(),
            "look at kubectl describe quota -n " + namespace);
        continue;
      }
      List<JsonNode> quotas = ((Fact.Known<List<JsonNode>>) fact).value();
      Fact<List<JsonNode>> defaults = facts.list(FactKind.LIMIT_RANGE, namespace);
      List<JsonNode> ranges = defaults.orElse(List.of());
      boolean hasDefaults = defaults instanceof Fact.Known<?>;
      boolean hasAnchor = needs.anchors().contains(namespace);
      for (List<PodNeed> task : byTask(pods).values()) {
        check(task, quotas, ranges, hasDefaults, results);
        objects(task, hasAnchor, quotas, results);
      }
    }
  }

  private static Map<String, List<PodNeed>> byTask(List<PodNeed> pods) {
    Map<String, List<PodNeed>> found = new LinkedHashMap<>();
    pods.forEach(pod -> found.computeIfAbsent(pod.task(), t -> new ArrayList<>()).add(pod));
    return found;
  }

  /** What a task makes beside its pods, and the Job that owns the run. */
  private static void objects(
      List<PodNeed> task, boolean hasAnchor, List<JsonNode> quotas, Results results) {
    PodNeed first = task.get(0);
    Map<String, Integer> made = new TreeMap<>();
    int jobs = (hasAnchor ? 1 : 0) + (first.role().equals("job") ? 1 : 0);
    made.put("count/jobs.batch", jobs);
    if (first.role().equals("driver")) {
      made.put("count/sparkapplications.sparkoperator.k8s.io", 1);
      made.put("count/services", 1);
      made.put("services", 1);
      made.put("count/configmaps", MAPS_OF_DRIVER);
      made.put("configmaps", MAPS_OF_DRIVER);
    }
    Set<String> never = new LinkedHashSet<>();
    Set<String> now = new LinkedHashSet<>();
    for (JsonNode quota : quotas) {
      made.forEach(
          (hard, count) -> {
            if (quota.at("/spec/hard").has(hard)) {
              compare(quota, hard, BigDecimal.valueOf(count), never, now);
            }
          });
    }
    never.addAll(now);
    if (!never.isEmpty()) {
      results.add(
          CheckKind.QUOTA,
          never.size() > now.size() ? Status.FAILED : Status.UNKNOWN,
          first.at(),
          List.of(first.task()),
          first.role().equals("pod")
              ? first.namespace() + " (the run's Job)"
              : first.task() + " in " + first.namespace(),
          String.join("; ", never),
          "have the quota raised"
              + (hasAnchor ? ": a run keeps one Job of its own while it lasts" : ""));
    }
  }

  /**
   * @param hasDefaults whether the LimitRanges, which may say what a pod does not, could be read
   */
  private static void check(
      List<PodNeed> pods,
      List<JsonNode> quotas,
      List<JsonNode> ranges,
      boolean hasDefaults,
      Results results) {
    Optional<PodNeed> unknown = pods.stream().filter(p -> p.unknown().isPresent()).findFirst();
    if (!quotas.isEmpty() && unknown.isPresent()) {
      PodNeed pod = unknown.get();
      results.unknown(
          CheckKind.QUOTA,
          pod,
          pod.place("resources"),
          pod.task(),
          pod.unknown().orElseThrow(),
          "compare with kubectl describe quota -n " + pod.namespace());
      return;
    }
    Set<String> never = new LinkedHashSet<>();
    Set<String> now = new LinkedHashSet<>();
    for (JsonNode quota : quotas) {
      never.addAll(refused(pods, quota, ranges, now));
    }
    PodNeed first = pods.get(0);
    Location at = first.place("resources");
    String todo = "write smaller resources, or have the quota of " + first.namespace() + " raised";
    if (!never.isEmpty() && !hasDefaults) {
      results.unknown(
          CheckKind.QUOTA,
          first,
          at,
          first.task(),
          String.join("; ", never) + "; unless a LimitRange, which cannot be read, says it",
          todo);
    } else if (!never.isEmpty()) {
      results.failed(CheckKind.QUOTA, first, at, first.task(), String.join("; ", never), todo);
    } else if (!now.isEmpty()) {
      results.unknown(
          CheckKind.QUOTA,
          first,
          at,
          first.task(),
          String.join("; ", now) + "; it fits when others end",
          todo);
    } else {
      results.ok(
          CheckKind.QUOTA,
          first,
          at,
          first.namespace(),
          quotas.isEmpty() ? "has no ResourceQuota" : "its quota has room for these tasks");
    }
  }

  /**
   * Why a quota never lets the pods in.
   *
   * @param now takes what it does not let in as long as others use so much
   */
  static List<String> refused(
      List<PodNeed> pods, JsonNode quota, List<JsonNode> ranges, Set<String> now) {
    List<String> never = new ArrayList<>();
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    for (PodNeed pod : pods) {
      JsonNode spec = Defaulted.spec(pod.spec(), ranges);
      if (!Scopes.match(quota, spec)) {
        continue;
      }
      never.addAll(unsaid(pod, spec, quota));
      quota
          .at("/spec/hard")
          .fieldNames()
          .forEachRemaining(
              hard ->
                  sums.merge(
                      hard,
                      used(hard, spec).multiply(BigDecimal.valueOf(pod.count())),
                      BigDecimal::add));
    }
    sums.forEach((hard, sum) -> compare(quota, hard, sum, never, now));
    return never;
  }

  private static List<String> unsaid(PodNeed pod, JsonNode spec, JsonNode quota) {
    Set<String> missing = new TreeSet<>();
    DEMANDED.forEach(
        (hard, wanted) -> {
          if (quota.at("/spec/hard").has(hard)) {
            String[] parts = wanted.split("\\.", 2);
            boolean isSaidOfAll = Pods.amount(spec, parts[0], parts[1]).isPresent();
            for (JsonNode container : Pods.containers(spec)) {
              if (!isSaidOfAll && Pods.amount(container, parts[0], parts[1]).isEmpty()) {
                missing.add(wanted + " for " + container.path("name").asText());
              }
            }
          }
        });
    return missing.isEmpty()
        ? List.of()
        : List.of(
            pod.shown()
                + " must say "
                + String.join(", ", missing)
                + ", since the quota counts it");
  }

  /** What a pod takes of a hard limit. */
  private static BigDecimal used(String hard, JsonNode spec) {
    if (COUNTS_OF_PODS.contains(hard)) {
      return BigDecimal.ONE;
    }
    if (hard.startsWith("limits.")) {
      return Pods.total(spec, "limits", hard.substring("limits.".length()));
    }
    String resource = hard.startsWith("requests.") ? hard.substring("requests.".length()) : hard;
    return Pods.total(spec, "requests", resource);
  }

  private static void compare(
      JsonNode quota,
      String hard,
      BigDecimal wanted,
      java.util.Collection<String> never,
      Set<String> now) {
    String most = quota.at("/spec/hard").path(hard).asText();
    BigDecimal bound = Pods.quantity(most).orElse(null);
    if (bound == null || wanted.signum() == 0) {
      return;
    }
    String name = quota.at("/metadata/name").asText();
    JsonNode usedText = quota.at("/status/used").path(hard);
    BigDecimal used = Pods.quantity(usedText.asText()).orElse(BigDecimal.ZERO);
    if (wanted.compareTo(bound) > 0) {
      never.add(
          "%s needs %s of %s, and the quota %s has %s"
              .formatted("it", Amount.of(hard, wanted), hard, name, most));
    } else if (wanted.add(used).compareTo(bound) > 0) {
      now.add(
          "it needs %s of %s, and of the quota %s, %s, now %s is used"
              .formatted(Amount.of(hard, wanted), hard, name, most, usedText.asText()));
    }
  }
}
