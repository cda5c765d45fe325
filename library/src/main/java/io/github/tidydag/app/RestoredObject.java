package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.janitor.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An object as it was, without what a server gives to each anew. */
final class RestoredObject {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> KEPT = List.of("name", "namespace", "labels", "annotations");
  private static final String NONE = "None";

  /** An annotation of what may own others: a restore that goes on finds what the last one made. */
  private static final String FORMER_UID = "tidydag.io/former-uid";

  /** What would bind a claim to a volume or node that it had; without them it is bound anew. */
  private static final List<String> OF_A_VOLUME =
      List.of(
          "pv.kubernetes.io/bind-completed",
          "pv.kubernetes.io/bound-by-controller",
          "volume.kubernetes.io/selected-node");

  private RestoredObject() {}

  /** Whether an object has a uid, or was restored from the object that had it. */
  static boolean isOrWas(JsonNode object, String uid) {
    JsonNode metadata = object.path("metadata");
    return !uid.isEmpty()
        && (metadata.path("uid").asText().equals(uid)
            || metadata.path("annotations").path(FORMER_UID).asText().equals(uid));
  }

  /**
   * What to create.
   *
   * @param owners the uid that an owner has now, by an entry of ownerReferences; empty if it is not
   *     there, and the object is to have none, or Kubernetes would collect it at once
   */
  static ObjectNode of(
      ObjectNode saved, ResourceKind kind, Function<JsonNode, Optional<String>> owners) {
    ObjectNode object = saved.deepCopy();
    object.remove("status");
    ObjectNode metadata = object.putObject("metadata");
    JsonNode before = saved.path("metadata");
    for (String name : KEPT) {
      if (before.has(name)) {
        metadata.set(name, before.get(name).deepCopy());
      }
    }
    if (metadata.get("annotations") instanceof ObjectNode annotations) {
      annotations.remove(OF_A_VOLUME);
    }
    if (kind.decides()) {
      ObjectNode annotations =
          metadata.get("annotations") instanceof ObjectNode known
              ? known
              : metadata.putObject("annotations");
      annotations.put(FORMER_UID, before.path("uid").asText());
    }
    ArrayNode references = JSON.createArrayNode();
    for (JsonNode owner : before.path("ownerReferences")) {
      owners
          .apply(owner)
          .ifPresent(uid -> references.add(((ObjectNode) owner.deepCopy()).put("uid", uid)));
    }
    if (!references.isEmpty()) {
      metadata.set("ownerReferences", references);
    }
    if (object.get("spec") instanceof ObjectNode spec) {
      adapt(spec, kind);
    }
    return object;
  }

  private static void adapt(ObjectNode spec, ResourceKind kind) {
    switch (kind) {
      case SERVICE -> {
        if (!spec.path("clusterIP").asText().equals(NONE)) {
          spec.remove(List.of("clusterIP", "clusterIPs"));
        }
      }
      case PERSISTENT_VOLUME_CLAIM -> spec.remove("volumeName"); // its data are gone
      case POD -> {
        spec.remove("nodeName");
        // so that it never runs again: it is there to be looked at
        spec.put("schedulerName", "tidydag.io-restored"); // nobody has that name
        spec.putArray("schedulingGates").addObject().put("name", "tidydag.io/restored");
      }
      default -> {}
    }
  }
}
