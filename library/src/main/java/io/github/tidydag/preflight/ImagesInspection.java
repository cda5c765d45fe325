package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether images can be pulled, and stay what they are. */
final class ImagesInspection implements Inspection {
  private static final Set<String> PULL_TYPES =
      Set.of("kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg");

  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    List<PodNeed> pods = needs.pods();
    if (!needs.says(CheckKind.IMAGE_TAG) && !pods.isEmpty()) {
      results.ok(
          CheckKind.IMAGE_TAG,
          needs.at(),
          "",
          "lint finds nothing about the images: no rule of IMG that is on");
    }
    Set<String> onNodes = onNodes(facts);
    Set<String> unsure = new TreeSet<>();
    Set<String> held = new TreeSet<>();
    for (PodNeed pod : pods) {
      List<String> secrets = pullSecrets(pod, facts, results);
      secrets.forEach(secret -> pullSecret(pod, secret, facts, results));
      for (JsonNode container : Pods.containers(pod.spec())) {
        String image = container.path("image").asText();
        if (ObjectNames.isKnown(image)) {
          (onNodes.contains(ImageNames.normalized(image)) ? held : unsure).add(image);
        }
      }
    }
    if (!held.isEmpty()) {
      results.ok(CheckKind.IMAGE_PULL, needs.at(), String.join(", ", held), "is on a node already");
    }
    if (!unsure.isEmpty()) {
      results.unknown(
          CheckKind.IMAGE_PULL,
          needs.at(),
          String.join(", ", unsure),
          "no cluster tells whether its nodes can pull an image that none of them has",
          "try it once: kubectl run pull --rm -it --restart=Never -n NAMESPACE --image=IMAGE");
    }
  }

  /** What nodes say of the images that they have; the 50 largest each. */
  private static Set<String> onNodes(ClusterFacts facts) {
    Set<String> found = new HashSet<>();
    for (JsonNode node : facts.list(FactKind.NODE, "").orElse(List.of())) {
      for (JsonNode image : node.at("/status/images")) {
        image.path("names").forEach(name -> found.add(ImageNames.normalized(name.asText())));
      }
    }
    return found;
  }

  /** Its own, else those of its account. */
  private static List<String> pullSecrets(PodNeed pod, ClusterFacts facts, Results results) {
    List<String> names = names(pod.spec().path("imagePullSecrets"));
    if (!names.isEmpty() || !ObjectNames.isKnown(pod.account())) {
      return names;
    }
    Fact<Optional<JsonNode>> account =
        facts.object(FactKind.SERVICE_ACCOUNT, pod.namespace(), pod.account());
    if (account instanceof Fact.Unknown<Optional<JsonNode>> unknown) {
      results.unknown(
          CheckKind.PULL_SECRET,
          pod,
          pod.place("serviceAccountName"),
          pod.namespace() + "/" + pod.account(),
          "may have pull secrets, and cannot be read: " + unknown.reason(),
          "ask for get on serviceaccounts in " + pod.namespace());
      return names;
    }
    return ((Fact.Known<Optional<JsonNode>>) account)
        .value()
        .map(found -> names(found.path("imagePullSecrets")))
        .orElse(names);
  }

  private static List<String> names(JsonNode references) {
    List<String> names = new ArrayList<>();
    references.forEach(one -> names.add(one.path("name").asText()));
    return names;
  }

  private static void pullSecret(PodNeed pod, String name, ClusterFacts facts, Results results) {
    if (!ObjectNames.isKnown(name)) {
      return;
    }
    var at = pod.place("imagePullSecrets");
    String shown = pod.namespace() + "/" + name;
    Fact<Optional<JsonNode>> fact = facts.object(FactKind.SECRET, pod.namespace(), name);
    if (fact instanceof Fact.Unknown<Optional<JsonNode>> unknown) {
      results.unknown(
          CheckKind.PULL_SECRET,
          pod,
          at,
          shown,
          unknown.reason(),
          "look whether kubectl get secret " + name + " -n " + pod.namespace() + " shows it");
      return;
    }
    Optional<JsonNode> secret = ((Fact.Known<Optional<JsonNode>>) fact).value();
    if (secret.isEmpty()) {
      results.failed(
          CheckKind.PULL_SECRET,
          pod,
          at,
          shown,
          "there is no such Secret, so the image is pulled as nobody",
          "kubectl create secret docker-registry " + name + " -n " + pod.namespace());
    } else if (!PULL_TYPES.contains(secret.get().path("type").asText())) {
      results.failed(
          CheckKind.PULL_SECRET,
          pod,
          at,
          shown,
          "is of the type "
              + secret.get().path("type").asText()
              + ", which the kubelet passes over",
          "make it anew by kubectl create secret docker-registry");
    } else {
      results.ok(CheckKind.PULL_SECRET, pod, at, shown, "is there");
    }
  }
}
