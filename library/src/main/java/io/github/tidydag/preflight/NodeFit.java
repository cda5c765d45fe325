package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** Whether a node could take a pod if it were empty, as the scheduler decides. */
final class NodeFit {
  private static final java.util.Set<String> REPELLING =
      java.util.Set.of("NoSchedule", "NoExecute");

  private NodeFit() {}

  /** Why a node does not; empty if it does. */
  static Optional<String> reason(JsonNode node, JsonNode spec) {
    for (JsonNode taint : node.at("/spec/taints")) {
      if (REPELLING.contains(taint.path("effect").asText()) && !isTolerated(taint, spec)) {
        String value = taint.path("value").asText();
        return Optional.of(
            "has the taint " + taint.path("key").asText() + (value.isEmpty() ? "" : "=" + value));
      }
    }
    for (var wanted : spec.path("nodeSelector").properties()) {
      if (!wanted.getValue().asText().equals(label(node, wanted.getKey()).orElse(null))) {
        return Optional.of("is not labelled " + wanted.getKey() + "=" + wanted.getValue().asText());
      }
    }
    if (!isChosen(node, spec)) {
      return Optional.of("does not fit the required node affinity");
    }
    for (String resource : Pods.resources(spec, "requests")) {
      BigDecimal wanted = Pods.total(spec, "requests", resource);
      BigDecimal there =
          Pods.quantity(node.at("/status/allocatable").path(resource).asText())
              .orElse(BigDecimal.ZERO);
      if (wanted.compareTo(there) > 0) {
        return Optional.of(
            "has %s of %s and the pod requests %s"
                .formatted(Amount.of(resource, there), resource, Amount.of(resource, wanted)));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> label(JsonNode node, String key) {
    JsonNode value = node.path("metadata").path("labels").path(key);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  private static boolean isTolerated(JsonNode taint, JsonNode spec) {
    for (JsonNode toleration : spec.path("tolerations")) {
      String effect = toleration.path("effect").asText();
      String key = toleration.path("key").asText();
      boolean exists = toleration.path("operator").asText().equals("Exists");
      boolean isOfKey = key.isEmpty() ? exists : key.equals(taint.path("key").asText());
      boolean isOfValue =
          exists || toleration.path("value").asText().equals(taint.path("value").asText());
      if ((effect.isEmpty() || effect.equals(taint.path("effect").asText()))
          && isOfKey
          && isOfValue) {
        return true;
      }
    }
    return false;
  }

  /** One of the terms must fit, all of it. */
  private static boolean isChosen(JsonNode node, JsonNode spec) {
    JsonNode terms =
        spec.at(
            "/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms");
    if (terms.isMissingNode()) {
      return true;
    }
    for (JsonNode term : terms) {
      if (fits(node, term)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(JsonNode node, JsonNode term) {
    boolean isEmpty = true;
    for (JsonNode one : term.path("matchExpressions")) {
      isEmpty = false;
      if (!fits(label(node, one.path("key").asText()), one)) {
        return false;
      }
    }
    for (JsonNode one : term.path("matchFields")) {
      isEmpty = false;
      if (!fits(Optional.of(node.at("/metadata/name").asText()), one)) {
        return false;
      }
    }
    return !isEmpty;
  }

  private static boolean fits(Optional<String> label, JsonNode expression) {
    java.util.List<String> values = new java.util.ArrayList<>();
    expression.path("values").forEach(value -> values.add(value.asText()));
    return switch (expression.path("operator").asText()) {
      case "In" -> label.isPresent() && values.contains(label.get());
      case "NotIn" -> label.isEmpty() || !values.contains(label.get());
      case "Exists" -> label.isPresent();
      case "DoesNotExist" -> label.isEmpty();
      case "Gt" -> compare(label, values) > 0;
      case "Lt" -> compare(label, values) < 0;
      default -> false;
    };
  }

  /** Zero if one is no whole number. */
  private static int compare(Optional<String> label, java.util.List<String> values) {
    try {
      return label.isEmpty() || values.size() != 1
          ? 0
          : Long.compare(Long.parseLong(label.get()), Long.parseLong(values.get(0)));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
