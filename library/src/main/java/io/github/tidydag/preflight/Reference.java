package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * An object that a pod needs by its name.
 *
 * @param key of it; empty for all
 * @param place the key of the pod's spec that names it
 */
record Reference(
    CheckKind kind, FactKind object, String name, String key, boolean isOptional, String place) {

  /** All of a pod's spec, each once. */
  static List<Reference> of(JsonNode spec) {
    List<Reference> found = new ArrayList<>();
    spec.path("volumes").forEach(volume -> volume(volume, found));
    for (JsonNode container : Pods.containers(spec)) {
      for (JsonNode variable : container.path("env")) {
        JsonNode from = variable.path("valueFrom");
        add(from.path("secretKeyRef"), "name", FactKind.SECRET, "env", found);
        add(from.path("configMapKeyRef"), "name", FactKind.CONFIG_MAP, "env", found);
      }
      for (JsonNode from : container.path("envFrom")) {
        add(from.path("secretRef"), "name", FactKind.SECRET, "envFrom", found);
        add(from.path("configMapRef"), "name", FactKind.CONFIG_MAP, "envFrom", found);
      }
    }
    return List.copyOf(new LinkedHashSet<>(found));
  }

  private static void volume(JsonNode volume, List<Reference> found) {
    add(volume.path("secret"), "secretName", FactKind.SECRET, "volumes", found);
    add(volume.path("configMap"), "name", FactKind.CONFIG_MAP, "volumes", found);
    add(volume.path("persistentVolumeClaim"), "claimName", FactKind.CLAIM, "volumes", found);
    add(volume.at("/csi/nodePublishSecretRef"), "name", FactKind.SECRET, "volumes", found);
    add(
        volume.at("/ephemeral/volumeClaimTemplate/spec"),
        "storageClassName",
        FactKind.STORAGE_CLASS,
        "volumes",
        found);
    for (JsonNode source : volume.at("/projected/sources")) {
      add(source.path("secret"), "name", FactKind.SECRET, "volumes", found);
      add(source.path("configMap"), "name", FactKind.CONFIG_MAP, "volumes", found);
    }
  }

  private static void add(
      JsonNode reference, String nameKey, FactKind object, String place, List<Reference> found) {
    String name = reference.path(nameKey).asText();
    if (name.isEmpty()) {
      return;
    }
    CheckKind kind =
        switch (object) {
          case SECRET -> CheckKind.SECRET;
          case CONFIG_MAP -> CheckKind.CONFIG_MAP;
          case CLAIM -> CheckKind.CLAIM;
          default -> CheckKind.STORAGE_CLASS;
        };
    boolean isOptional = reference.path("optional").asBoolean();
    if (reference.path("items").isEmpty()) {
      String key = place.equals("env") ? reference.path("key").asText() : "";
      found.add(new Reference(kind, object, name, key, isOptional, place));
    }
    reference
        .path("items")
        .forEach(
            item ->
                found.add(
                    new Reference(
                        kind, object, name, item.path("key").asText(), isOptional, place)));
  }
}
