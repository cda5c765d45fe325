package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code PodGenerator.reconcile_pods}: the base pod has what the client pod does not say. The trees
 * are client objects: what they hold is what {@link ModelReader} leaves, and an absent field is
 * None.
 */
final class PodMerge {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> CONTAINER_LISTS =
      List.of("volumeMounts", "env", "envFrom", "ports", "volumeDevices");

  /** What is put together before the objects around it are merged. */
  private static final Set<String> COMBINED =
      Set.of(
          "metadata", "spec", "labels", "annotations", "containers", "initContainers", "volumes");

  private final PodModel model;
  private final KpoRules rules;
  private final MergeRemarks remarks;

  PodMerge(PodModel model, KpoRules rules, MergeRemarks remarks) {
    this.model = model;
    this.rules = rules;
    this.remarks = remarks;
  }

  /** Merges two pods; neither is changed. */
  ObjectNode pods(ObjectNode base, ObjectNode client) {
    ObjectNode merged = client.deepCopy();
    put(merged, "spec", specs(object(base, "spec"), object(client, "spec")));
    put(merged, "metadata", metadata(object(base, "metadata"), object(client, "metadata")));
    return objects("V1Pod", base, merged, "");
  }

  /**
   * Labels and annotations are added up. Airflow means to add up finalizers, ownerReferences and
   * managedFields too, but throws the result away: whichever of them the client has replaces the
   * base's.
   */
  private @Nullable ObjectNode metadata(@Nullable ObjectNode base, @Nullable ObjectNode client) {
    if (base == null || client == null) {
      return base == null ? client : base;
    }
    ObjectNode merged = client.deepCopy();
    put(merged, "labels", maps(base.get("labels"), client.get("labels")));
    put(merged, "annotations", maps(base.get("annotations"), client.get("annotations")));
    return objects("V1ObjectMeta", base, merged, "/metadata");
  }

  private @Nullable ObjectNode specs(@Nullable ObjectNode base, @Nullable ObjectNode client) {
    if (base == null || client == null) {
      return base == null ? client : base;
    }
    ObjectNode merged = client.deepCopy();
    merged.set("containers", containers(list(base, "containers"), list(client, "containers")));
    ArrayNode baseInit = list(base, "initContainers");
    ArrayNode clientInit = list(client, "initContainers");
    if (rules.mergesInitContainers() && !baseInit.isEmpty() && !clientInit.isEmpty()) {
      merged.set("initContainers", initContainers(baseInit, clientInit));
    } else {
      extend(base, merged, "initContainers");
    }
    extend(base, merged, "volumes");
    return objects("V1PodSpec", base, merged, "/spec");
  }

  /** By place, not by name: whatever stands first is taken for the main container. */
  private ArrayNode containers(ArrayNode base, ArrayNode client) {
    ArrayNode merged = NODES.arrayNode();
    for (int i = 0; i < Math.max(base.size(), client.size()); i++) {
      if (i < base.size() && i < client.size()) {
        String pointer = "/spec/containers/" + i;
        merged.add(container((ObjectNode) base.get(i), (ObjectNode) client.get(i), pointer));
      } else {
        merged.add((i < base.size() ? base : client).get(i));
      }
    }
    return merged;
  }

  private ArrayNode initContainers(ArrayNode base, ArrayNode client) {
    Map<String, ObjectNode> byName = new LinkedHashMap<>();
    client.forEach(container -> byName.put(name(container), (ObjectNode) container));
    Set<String> matched = new HashSet<>();
    ArrayNode merged = NODES.arrayNode();
    for (JsonNode container : base) {
      ObjectNode same = byName.get(name(container));
      if (same == null) {
        merged.add(container);
      } else {
        String pointer = "/spec/initContainers/" + merged.size();
        merged.add(container((ObjectNode) container, same, pointer));
        matched.add(name(container));
      }
    }
    client.forEach(
        container -> {
          if (!matched.contains(name(container))) {
            merged.add(container);
          }
        });
    return merged;
  }

  private ObjectNode container(ObjectNode base, ObjectNode client, String pointer) {
    ObjectNode merged = client.deepCopy();
    CONTAINER_LISTS.forEach(field -> extend(base, merged, field));
    return objects("V1Container", base, merged, pointer);
  }

  /** {@code extend_object_field}: the base's elements, then the client's. */
  private static void extend(ObjectNode base, ObjectNode merged, String field) {
    ArrayNode first = list(base, field);
    if (first.isEmpty()) {
      return;
    }
    merged.set(field, first.deepCopy().addAll(list(merged, field)));
  }

  /** {@code merge_objects} of two models. */
  private ObjectNode objects(String name, ObjectNode base, ObjectNode client, String pointer) {
    ObjectNode merged = client.deepCopy();
    base.properties()
        .forEach(
            entry -> {
              String field = entry.getKey();
              FieldType type = model.typeOf(name, field);
              JsonNode given = client.get(field);
              String place = pointer + "/" + field;
              if (type.isTruthy(given)) {
                if (!isCombined(field)) {
                  remarks.replaced(type, place, entry.getValue(), given);
                }
              } else if (rules.keepsFalsy() || type.isTruthy(entry.getValue())) {
                merged.set(field, entry.getValue());
                remarks.kept(type, place, entry.getValue(), given);
              } else {
                remarks.lost(place, entry.getValue(), given);
              }
            });
    return merged;
  }

  private static boolean isCombined(String field) {
    return COMBINED.contains(field) || CONTAINER_LISTS.contains(field);
  }

  /** {@code merge_objects} of two dictionaries. */
  private static @Nullable JsonNode maps(@Nullable JsonNode base, @Nullable JsonNode client) {
    if (!(base instanceof ObjectNode old) || old.isEmpty()) {
      return client;
    }
    if (!(client instanceof ObjectNode added) || added.isEmpty()) {
      return base;
    }
    ObjectNode merged = old.deepCopy();
    added.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
    return merged;
  }

  private static void put(ObjectNode object, String field, @Nullable JsonNode value) {
    if (value == null) {
      object.remove(field);
    } else {
      object.set(field, value);
    }
  }

  private static @Nullable ObjectNode object(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode found ? found : null;
  }

  private static ArrayNode list(ObjectNode parent, String field) {
    return parent.get(field) instanceof ArrayNode found ? found : NODES.arrayNode();
  }

  private static String name(JsonNode container) {
    return container.path("name").asText();
  }
}
