package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the LimitRanges of a namespace let a pod in: {@code plugin/pkg/admission/limitranger} of
 * kubernetes 1.36.
 */
final class LimitRangeInspection implements Inspection {
  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (PodNeed pod : needs.pods()) {
      Fact<List<JsonNode>> fact = facts.list(FactKind.LIMIT_RANGE, pod.namespace());
      if (fact instanceof Fact.Unknown<List<JsonNode>> unknown) {
        results.unknown(
            CheckKind.LIMIT_RANGE,
            pod,
            pod.place("resources"),
            pod.namespace(),
            unknown.reason(),
            "look at kubectl describe limitrange -n " + pod.namespace());
      } else if (fact instanceof Fact.Known<List<JsonNode>> known) {
        check(pod, known.value(), results);
      }
    }
  }

  private static void check(PodNeed pod, List<JsonNode> ranges, Results results) {
    if (!ranges.isEmpty() && pod.unknown().isPresent()) {
      results.unknown(
          CheckKind.LIMIT_RANGE,
          pod,
          pod.place("resources"),
          pod.shown(),
          pod.unknown().get(),
          "compare with kubectl describe limitrange -n " + pod.namespace());
      return;
    }
    Set<String> refused = new LinkedHashSet<>();
    JsonNode spec = Defaulted.spec(pod.spec(), ranges);
    Pods.containers(spec).forEach(container -> refused.addAll(aboveLimit(container)));
    for (JsonNode range : ranges) {
      for (JsonNode limit : range.at("/spec/limits")) {
        refused.addAll(refused(spec, limit));
      }
    }
    if (!refused.isEmpty()) {
      results.failed(
          CheckKind.LIMIT_RANGE,
          pod,
          pod.place("resources"),
          pod.shown(),
          String.join("; ", refused),
          "write resources within it, or have the LimitRange of " + pod.namespace() + " changed");
    } else {
      results.ok(
          CheckKind.LIMIT_RANGE,
          pod,
          pod.place("resources"),
          pod.namespace(),
          ranges.isEmpty() ? "has no LimitRange" : "its LimitRange lets these pods in");
    }
  }

  /** A default limit may be lower than what the container requests. */
  private static List<String> aboveLimit(JsonNode container) {
    List<String> refused = new ArrayList<>();
    for (Map.Entry<String, JsonNode> limit :
        container.path("resources").path("limits").properties()) {
      String resource = limit.getKey();
      Optional<BigDecimal> request = Pods.amount(container, "requests", resource);
      if (request.isPresent() && request.get().compareTo(bound(limit.getValue())) > 0) {
        refused.add(
            "container "
                + container.path("name").asText()
                + " requests more "
                + resource
                + " than its limit, "
                + limit.getValue().asText());
      }
    }
    return refused;
  }

  /** What one limit of a range says against a pod, with its defaults in it. */
  static List<String> refused(JsonNode spec, JsonNode limit) {
    List<String> refused = new ArrayList<>();
    switch (limit.path("type").asText()) {
      case "Container" -> {
        for (JsonNode container : Pods.containers(spec)) {
          String name = "container " + container.path("name").asText();
          Amounts amounts = (part, resource) -> Pods.amount(container, part, resource);
          check(name, amounts, limit, refused);
        }
      }
      case "Pod" ->
          check(
              "the pod",
              (part, resource) -> {
                BigDecimal total = Pods.total(spec, part, resource);
                return total.signum() == 0 && !Pods.resources(spec, part).contains(resource)
                    ? Optional.empty()
                    : Optional.of(total);
              },
              limit,
              refused);
      default -> {} // of claims, and of what nobody knows
    }
    return refused;
  }

  @FunctionalInterface
  private interface Amounts {
    Optional<BigDecimal> of(String part, String resource);
  }

  private static void check(String who, Amounts amounts, JsonNode limit, List<String> refused) {
    limit
        .path("min")
        .properties()
        .forEach(
            least -> {
              String resource = least.getKey();
              BigDecimal bound = bound(least.getValue());
              Optional<BigDecimal> request = amounts.of("requests", resource);
              if (request.isEmpty()) {
                refused.add(who + " requests no " + resource + ", and must");
              } else if (request.get().compareTo(bound) < 0) {
                refused.add(
                    who + " requests less " + resource + " than " + least.getValue().asText());
              } else if (amounts
                  .of("limits", resource)
                  .filter(amount -> amount.compareTo(bound) < 0)
                  .isPresent()) {
                refused.add(
                    who
                        + " has a lower limit of "
                        + resource
                        + " than "
                        + least.getValue().asText());
              }
            });
    limit
        .path("max")
        .properties()
        .forEach(
            most -> {
              String resource = most.getKey();
              BigDecimal bound = bound(most.getValue());
              Optional<BigDecimal> limited = amounts.of("limits", resource);
              if (limited.isEmpty()) {
                refused.add(who + " has no limit of " + resource + ", and must");
              } else if (limited.get().compareTo(bound) > 0) {
                refused.add(
                    who
                        + " has a higher limit of "
                        + resource
                        + " than "
                        + most.getValue().asText());
              } else if (amounts
                  .of("requests", resource)
                  .filter(amount -> amount.compareTo(bound) > 0)
                  .isPresent()) {
                refused.add(
                    who + " requests more " + resource + " than " + most.getValue().asText());
              }
            });
    limit
        .path("maxLimitRequestRatio")
        .properties()
        .forEach(
            ratio -> {
              String resource = ratio.getKey();
              Optional<BigDecimal> limited = amounts.of("limits", resource);
              Optional<BigDecimal> request = amounts.of("requests", resource);
              if (limited.isEmpty() || request.isEmpty() || request.get().signum() == 0) {
                refused.add(who + " has no limit and request of " + resource + ", and must");
              } else if (limited.get().compareTo(request.get().multiply(bound(ratio.getValue())))
                  > 0) {
                refused.add(
                    who
                        + " has a limit of "
                        + resource
                        + " above "
                        + ratio.getValue().asText()
                        + " times its request");
              }
            });
  }

  private static BigDecimal bound(JsonNode value) {
    return Pods.quantity(value.asText()).orElse(BigDecimal.ZERO);
  }
}
