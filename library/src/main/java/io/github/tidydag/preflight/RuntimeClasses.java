package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What the API server puts into pods that name a RuntimeClass: overhead, and where they run. */
final class RuntimeClasses {
  private RuntimeClasses() {}

  /** The needs with that in their pods, as far as the classes can be read. */
  static RunNeeds applied(RunNeeds needs, ClusterFacts facts) {
    List<PodNeed> pods = needs.pods().stream().map(pod -> applied(pod, facts)).toList();
    return new RunNeeds(
        needs.at(),
        pods,
        needs.rights(),
        needs.applications(),
        needs.anchors(),
        needs.settings(),
        needs.said());
  }

  private static PodNeed applied(PodNeed need, ClusterFacts facts) {
    String name = need.spec().path("runtimeClassName").asText();
    if (!ObjectNames.isKnown(name)
        || !(need.pod() instanceof ObjectNode pod)
        || !(facts.object(FactKind.RUNTIME_CLASS, "", name)
            instanceof Fact.Known<Optional<JsonNode>> known)
        || known.value().isEmpty()) {
      return need;
    }
    ObjectNode copy = pod.deepCopy();
    ObjectNode spec = copy.withObjectProperty("spec");
    JsonNode overhead = known.value().get().at("/overhead/podFixed");
    if (overhead.isObject()) {
      spec.set("overhead", overhead);
    }
    known
        .value()
        .get()
        .at("/scheduling/nodeSelector")
        .properties()
        .forEach(
            label -> spec.withObjectProperty("nodeSelector").set(label.getKey(), label.getValue()));
    known
        .value()
        .get()
        .at("/scheduling/tolerations")
        .forEach(toleration -> spec.withArrayProperty("tolerations").add(toleration));
    return need.with(copy);
  }
}
