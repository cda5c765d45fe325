package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.source.Location;
import java.util.Optional;

/** Whether what pods mount and read is there. */
final class VolumesInspection implements Inspection {
  /** How the companion module calls the ConfigMaps that a run makes for itself. */
  private static final String OF_THE_RUN = "run_config_map";

  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (PodNeed pod : needs.pods()) {
      for (Reference reference : Reference.of(pod.spec())) {
        if (reference.name().contains(OF_THE_RUN)) {
          continue;
        }
        Location at = pod.place(reference.place(), "volumes");
        if (!ObjectNames.isKnown(reference.name())) {
          results.unknown(
              reference.kind(),
              pod,
              at,
              reference.name(),
              "only a run knows the name",
              "look whether it will be there");
        } else if (!reference.isOptional()) {
          check(pod, reference, at, facts, results);
        }
      }
    }
  }

  private static void check(
      PodNeed pod, Reference reference, Location at, ClusterFacts facts, Results results) {
    boolean isOfCluster = reference.object() == FactKind.STORAGE_CLASS;
    String namespace = isOfCluster ? "" : pod.namespace();
    Optional<JsonNode> found =
        Existence.check(
            reference.kind(),
            reference.object(),
            pod,
            at,
            namespace,
            reference.name(),
            facts,
            results);
    if (found.isEmpty()) {
      return;
    }
    String shown = isOfCluster ? reference.name() : namespace + "/" + reference.name();
    if (reference.object() == FactKind.CLAIM) {
      claim(pod, shown, found.get(), at, facts, results);
    } else if (reference.object() == FactKind.CONFIG_MAP
        && !reference.key().isEmpty()
        && !found.get().path("data").has(reference.key())
        && !found.get().path("binaryData").has(reference.key())) {
      results.failed(
          reference.kind(),
          pod,
          at,
          shown,
          "has no key " + reference.key(),
          "add the key, or write optional: true");
    } else {
      results.ok(
          reference.kind(),
          pod,
          at,
          shown,
          reference.object() == FactKind.SECRET && !reference.key().isEmpty()
              ? "is there; whether with the key " + reference.key() + " is not looked at"
              : "is there");
    }
  }

  private static void claim(
      PodNeed pod, String shown, JsonNode claim, Location at, ClusterFacts facts, Results results) {
    Fact<Boolean> waits = waits(claim, facts);
    String phase = claim.at("/status/phase").asText();
    if (claim.at("/metadata/deletionTimestamp").isTextual()) {
      results.failed(
          CheckKind.CLAIM,
          pod,
          at,
          shown,
          "is being deleted",
          "wait until it is gone, and make it anew");
    } else if (phase.equals("Bound")) {
      results.ok(CheckKind.CLAIM, pod, at, shown, "is bound");
    } else if (phase.equals("Pending") && waits instanceof Fact.Unknown<Boolean> no) {
      results.unknown(
          CheckKind.CLAIM,
          pod,
          at,
          shown,
          "is Pending, and its StorageClass cannot be read: " + no.reason(),
          "ask for get on storageclasses.storage.k8s.io");
    } else if (phase.equals("Pending") && waits.orElse(false)) {
      results.ok(CheckKind.CLAIM, pod, at, shown, "is bound when its first pod comes");
    } else {
      results.failed(
          CheckKind.CLAIM,
          pod,
          at,
          shown,
          "is " + phase + ", and pods with it stay Pending",
          "see kubectl describe pvc "
              + shown.substring(shown.indexOf('/') + 1)
              + " -n "
              + pod.namespace());
    }
  }

  private static Fact<Boolean> waits(JsonNode claim, ClusterFacts facts) {
    String name = claim.at("/spec/storageClassName").asText();
    return name.isEmpty()
        ? new Fact.Known<>(false)
        : facts
            .object(FactKind.STORAGE_CLASS, "", name)
            .map(
                found ->
                    found
                        .map(c -> c.path("volumeBindingMode").asText())
                        .filter("WaitForFirstConsumer"::equals)
                        .isPresent());
  }
}
