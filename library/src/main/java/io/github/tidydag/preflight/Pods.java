package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.kubernetes.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What Kubernetes reads out of a pod's spec. */
final class Pods {
  private Pods() {}

  /** All containers, those first that run first. */
  static List<JsonNode> containers(JsonNode spec) {
    List<JsonNode> all = new ArrayList<>();
    spec.path("initContainers").forEach(all::add);
    spec.path("containers").forEach(all::add);
    return all;
  }

  /** An amount that a container, or a pod's spec, has below {@code requests} or {@code limits}. */
  static Optional<BigDecimal> amount(JsonNode container, String part, String resource) {
    JsonNode value = container.path("resources").path(part).path(resource);
    return value.isValueNode() && !value.isNull() ? quantity(value.asText()) : Optional.empty();
  }

  static Optional<BigDecimal> quantity(String text) {
    return Quantity.tryParse(text).map(Quantity::value);
  }

  /** The resources that any container names. */
  static Set<String> resources(JsonNode spec, String part) {
    Set<String> names = new TreeSet<>();
    spec.path("resources").path(part).fieldNames().forEachRemaining(names::add);
    for (JsonNode container : containers(spec)) {
      container.path("resources").path(part).fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  /**
   * What the scheduler and quotas count of a pod: the sum of its containers and sidecars, or what
   * an init container needs beside the sidecars that were started before it, if that is more; or
   * what the pod itself says (1.34); and its overhead.
   */
  static BigDecimal total(JsonNode spec, String part, String resource) {
    BigDecimal running = BigDecimal.ZERO;
    for (JsonNode container : spec.path("containers")) {
      running = running.add(amount(container, part, resource).orElse(BigDecimal.ZERO));
    }
    BigDecimal sidecars = BigDecimal.ZERO;
    BigDecimal starting = BigDecimal.ZERO;
    for (JsonNode container : spec.path("initContainers")) {
      BigDecimal own = amount(container, part, resource).orElse(BigDecimal.ZERO);
      if (container.path("restartPolicy").asText().equals("Always")) {
        sidecars = sidecars.add(own);
        starting = starting.max(sidecars);
      } else {
        starting = starting.max(sidecars.add(own));
      }
    }
    BigDecimal overhead =
        quantity(spec.path("overhead").path(resource).asText()).orElse(BigDecimal.ZERO);
    return amount(spec, part, resource).orElse(running.add(sidecars).max(starting)).add(overhead);
  }
}
