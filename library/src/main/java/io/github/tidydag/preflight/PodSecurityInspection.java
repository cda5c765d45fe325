package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Whether the Pod Security level that a namespace enforces lets a pod in. */
final class PodSecurityInspection implements Inspection {
  private static final String LABEL = "pod-security.kubernetes.io/enforce";
  private static final int NEWEST = 36;

  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (PodNeed pod : needs.pods()) {
      Fact<Optional<JsonNode>> fact = facts.object(FactKind.NAMESPACE, "", pod.namespace());
      if (fact instanceof Fact.Unknown<Optional<JsonNode>> unknown) {
        results.unknown(
            CheckKind.POD_SECURITY,
            pod,
            pod.place("securityContext"),
            pod.namespace(),
            unknown.reason(),
            "ask which Pod Security level the namespace enforces");
      } else if (fact instanceof Fact.Known<Optional<JsonNode>> known
          && known.value().isPresent()) {
        JsonNode labels = known.value().get().path("metadata").path("labels");
        String pinned = labels.path(LABEL + "-version").asText();
        int minor = Minor.of(pinned).or(() -> Minor.of(facts.version().orElse(""))).orElse(NEWEST);
        check(pod, labels.path(LABEL).asText("privileged"), minor, results);
      }
    }
  }

  private static void check(PodNeed pod, String level, int minor, Results results) {
    if (!level.equals("privileged") && pod.unknown().isPresent()) {
      results.unknown(
          CheckKind.POD_SECURITY,
          pod,
          pod.place("securityContext"),
          pod.shown(),
          pod.unknown().get(),
          pod.namespace() + " enforces " + level + ": see what the pod says of it");
      return;
    }
    List<String> violations = PodSecurity.violations(pod.pod(), level, minor);
    if (violations.isEmpty()) {
      results.ok(
          CheckKind.POD_SECURITY,
          pod,
          pod.place("securityContext"),
          pod.namespace(),
          level.equals("privileged")
              ? "enforces no level, unless the cluster's configuration does"
              : "enforces " + level + ", which lets these pods in");
      return;
    }
    results.failed(
        CheckKind.POD_SECURITY,
        pod,
        pod.place("securityContext"),
        pod.shown(),
        pod.namespace() + " enforces " + level + ": " + String.join("; ", violations),
        "write it in the security contexts of pod and container, or have the level changed");
  }
}
