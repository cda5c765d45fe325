package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.source.Location;
import java.util.Optional;

/** Whether an object that a pod names is there. */
final class Existence {
  private Existence() {}

  /**
   * Says so if it is not there, or not known; else gives it.
   *
   * @param namespace empty for what is in none
   */
  static Optional<JsonNode> check(
      CheckKind kind,
      FactKind object,
      PodNeed pod,
      Location at,
      String namespace,
      String name,
      ClusterFacts facts,
      Results results) {
    String shown = namespace.isEmpty() ? name : namespace + "/" + name;
    String kubectl =
        "kubectl get " + object + " " + name + (namespace.isEmpty() ? "" : " -n " + namespace);
    Fact<Optional<JsonNode>> fact = facts.object(object, namespace, name);
    if (fact instanceof Fact.Unknown<Optional<JsonNode>> unknown) {
      results.unknown(kind, pod, at, shown, unknown.reason(), "look at " + kubectl);
      return Optional.empty();
    }
    Optional<JsonNode> found = ((Fact.Known<Optional<JsonNode>>) fact).value();
    if (found.isEmpty()) {
      results.failed(
          kind, pod, at, shown, "is not there", "make it, or write another name; " + kubectl);
    }
    return found;
  }
}
