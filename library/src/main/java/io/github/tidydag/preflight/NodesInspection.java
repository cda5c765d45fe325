package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether some node fits a pod. */
final class NodesInspection implements Inspection {
  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    if (needs.pods().isEmpty()) {
      return;
    }
    Fact<List<JsonNode>> fact = facts.list(FactKind.NODE, "");
    if (fact instanceof Fact.Unknown<List<JsonNode>> unknown) {
      results.unknown(
          CheckKind.NODES,
          needs.at(),
          "",
          unknown.reason(),
          "ask for list on nodes, or compare nodeSelector, tolerations and requests by hand");
      return;
    }
    List<JsonNode> nodes = ((Fact.Known<List<JsonNode>>) fact).value();
    for (PodNeed pod : needs.pods()) {
      check(pod, nodes, facts, results);
    }
  }

  private static void check(
      PodNeed pod, List<JsonNode> nodes, ClusterFacts facts, Results results) {
    var at = pod.place("nodeSelector", "affinity", "tolerations", "resources");
    JsonNode spec = pod.spec();
    if (pod.unknown().isPresent()) {
      results.unknown(
          CheckKind.NODES,
          pod,
          at,
          pod.shown(),
          pod.unknown().get(),
          "look at kubectl get nodes --show-labels");
      return;
    }
    List<JsonNode> ranges = facts.list(FactKind.LIMIT_RANGE, pod.namespace()).orElse(List.of());
    JsonNode defaulted = Defaulted.spec(spec, ranges);
    Map<String, Integer> reasons = new TreeMap<>();
    int fitting = 0;
    for (JsonNode node : nodes) {
      Optional<String> reason = NodeFit.reason(node, defaulted);
      if (reason.isEmpty()) {
        fitting++;
      } else {
        reasons.merge(reason.get(), 1, Integer::sum);
      }
    }
    if (fitting > 0) {
      results.ok(
          CheckKind.NODES,
          pod,
          at,
          fitting + " of " + nodes.size() + (nodes.size() == 1 ? " node" : " nodes"),
          "could take these pods if empty");
      return;
    }
    List<String> words = new ArrayList<>();
    reasons.forEach((reason, count) -> words.add(count + " " + reason));
    results.failed(
        CheckKind.NODES,
        pod,
        at,
        pod.shown(),
        nodes.isEmpty()
            ? "the cluster has no node, and the pod stays Pending"
            : "no node of "
                + nodes.size()
                + " fits, and the pod stays Pending: "
                + String.join("; ", words),
        "write the toleration, selector or requests that fit; an autoscaler may add a node that"
            + " does");
  }
}
