package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A pod as it is when quotas look at it: with what the API server and LimitRanges fill in. */
final class Defaulted {
  private Defaulted() {}

  /** The pod's spec with the defaults of a namespace; the given one is left as it is. */
  static JsonNode spec(JsonNode spec, List<JsonNode> ranges) {
    if (!spec.isObject()) {
      return spec;
    }
    ObjectNode copy = spec.deepCopy();
    for (JsonNode container : Pods.containers(copy)) {
      if (container instanceof ObjectNode one) {
        requestsOfLimits(one);
        ranges.forEach(range -> defaults(one, range));
      }
    }
    return copy;
  }

  /** A container with a limit and no request requests the limit. */
  private static void requestsOfLimits(ObjectNode container) {
    JsonNode limits = container.path("resources").path("limits");
    limits
        .properties()
        .forEach(limit -> fill(container, "requests", limit.getKey(), limit.getValue()));
  }

  private static void defaults(ObjectNode container, JsonNode range) {
    for (JsonNode item : range.at("/spec/limits")) {
      if (item.path("type").asText().equals("Container")) {
        item.path("default")
            .properties()
            .forEach(one -> fill(container, "limits", one.getKey(), one.getValue()));
        item.path("defaultRequest")
            .properties()
            .forEach(one -> fill(container, "requests", one.getKey(), one.getValue()));
      }
    }
  }

  private static void fill(ObjectNode container, String part, String resource, JsonNode value) {
    ObjectNode of = container.withObjectProperty("resources").withObjectProperty(part);
    if (!of.has(resource)) {
      of.set(resource, value);
    }
  }
}
