package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Which pods a quota is about. */
final class Scopes {
  private Scopes() {}

  /** Whether all scopes of a quota fit a pod. */
  static boolean match(JsonNode quota, JsonNode spec) {
    for (JsonNode scope : quota.at("/spec/scopes")) {
      if (!fits(scope.asText(), "Exists", List.of(), spec)) {
        return false;
      }
    }
    for (JsonNode one : quota.at("/spec/scopeSelector/matchExpressions")) {
      List<String> values = new ArrayList<>();
      one.path("values").forEach(value -> values.add(value.asText()));
      if (!fits(one.path("scopeName").asText(), one.path("operator").asText(), values, spec)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String scope, String operator, List<String> values, JsonNode spec) {
    return switch (scope) {
      case "Terminating" -> spec.path("activeDeadlineSeconds").isNumber();
      case "NotTerminating" -> !spec.path("activeDeadlineSeconds").isNumber();
      case "BestEffort" -> isBestEffort(spec);
      case "NotBestEffort" -> !isBestEffort(spec);
      case "PriorityClass" -> {
        String name = spec.path("priorityClassName").asText();
        yield switch (operator) {
          case "In" -> values.contains(name);
          case "NotIn" -> !values.contains(name);
          case "Exists" -> !name.isEmpty();
          case "DoesNotExist" -> name.isEmpty();
          default -> false;
        };
      }
      default -> false; // affinity across namespaces, and what is new
    };
  }

  /** Nothing requested of what decides the class: cpu and memory. */
  private static boolean isBestEffort(JsonNode spec) {
    for (JsonNode container : Pods.containers(spec)) {
      for (String part : List.of("requests", "limits")) {
        for (String resource : List.of("cpu", "memory")) {
          if (Pods.amount(container, part, resource).filter(a -> a.signum() > 0).isPresent()) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
