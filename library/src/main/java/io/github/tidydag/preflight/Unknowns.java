package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Parts of a pod that only a run knows, as far as somebody computes with them. */
final class Unknowns {
  private static final List<String> OF_POD =
      List.of("nodeSelector", "tolerations", "affinity", "securityContext", "overhead");
  private static final List<String> LISTS = List.of("containers", "initContainers", "volumes");
  private static final List<String> OF_CONTAINER = List.of("resources", "securityContext");

  private Unknowns() {}

  /** The key of the first part that is Jinja, or code; empty if there is none. */
  static Optional<String> part(JsonNode spec) {
    for (String list : LISTS) {
      if (spec.path(list).isTextual()) {
        return Optional.of(list);
      }
    }
    for (String key : OF_POD) {
      if (hasUnknown(spec.path(key))) {
        return Optional.of(key);
      }
    }
    for (JsonNode container : Pods.containers(spec)) {
      for (String key : OF_CONTAINER) {
        if (container.isTextual() || hasUnknown(container.path(key))) {
          return Optional.of(key);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean hasUnknown(JsonNode node) {
    if (node.isTextual()) {
      return !node.asText().isEmpty() && !ObjectNames.isKnown(node.asText());
    }
    for (JsonNode child : node) {
      if (hasUnknown(child)) {
        return true;
      }
    }
    return false;
  }
}
