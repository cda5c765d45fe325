package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.source.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The checklist before a deployment, against one cluster. */
public final class Preflight {
  private static final List<Inspection> INSPECTIONS =
      List.of(
          new ConnectionInspection(),
          new AccountsInspection(),
          new ImagesInspection(),
          new LimitRangeInspection(),
          new QuotaInspection(),
          new PodSecurityInspection(),
          new NodesInspection(),
          new ClassesInspection(),
          new EndInspection(),
          new VolumesInspection(),
          new XComInspection(),
          new OwnershipInspection());

  private Preflight() {}

  /**
   * Checks what the tasks of a DAG need.
   *
   * @param needs of those that run there
   * @return by the checklist
   */
  public static List<Check> check(RunNeeds needs, ClusterFacts facts) {
    Results results = new Results();
    needs.said().forEach(results::add);
    Set<String> missing = namespaces(needs, facts, results);
    RunNeeds there = RuntimeClasses.applied(without(needs, missing), facts);
    INSPECTIONS.forEach(inspection -> inspection.inspect(there, facts, results));
    return results.checks();
  }

  /** The namespaces that are not there, and nothing in them is. */
  private static Set<String> namespaces(RunNeeds needs, ClusterFacts facts, Results results) {
    Set<String> missing = new HashSet<>();
    for (String name : needs.namespaces()) {
      PodNeed pod =
          needs.pods().stream().filter(p -> p.namespace().equals(name)).findFirst().orElse(null);
      Location at = pod == null ? needs.at() : pod.place("namespace");
      Fact<Optional<JsonNode>> fact = facts.object(FactKind.NAMESPACE, "", name);
      if (fact instanceof Fact.Unknown<Optional<JsonNode>> unknown) {
        results.unknown(
            CheckKind.NAMESPACE,
            at,
            name,
            unknown.reason(),
            "look whether kubectl get namespace " + name + " shows it");
      } else if (fact instanceof Fact.Known<Optional<JsonNode>> known && known.value().isEmpty()) {
        missing.add(name);
        results.failed(
            CheckKind.NAMESPACE,
            at,
            name,
            "there is no such namespace",
            "kubectl create namespace " + name + ", or write another in the spec");
      } else if (fact instanceof Fact.Known<Optional<JsonNode>> known
          && known.value().orElseThrow().at("/status/phase").asText().equals("Terminating")) {
        results.failed(
            CheckKind.NAMESPACE,
            at,
            name,
            "is being deleted, and takes nothing new",
            "wait until it is gone, and make it anew");
      } else {
        results.ok(CheckKind.NAMESPACE, at, name, "is there");
      }
    }
    return missing;
  }

  private static RunNeeds without(RunNeeds needs, Set<String> missing) {
    return missing.isEmpty()
        ? needs
        : new RunNeeds(
            needs.at(),
            needs.pods().stream().filter(p -> !missing.contains(p.namespace())).toList(),
            needs.rights().stream()
                .filter(r -> r.actions().stream().noneMatch(a -> missing.contains(a.namespace())))
                .toList(),
            needs.applications(),
            needs.anchors().stream().filter(a -> !missing.contains(a)).collect(Collectors.toSet()),
            needs.settings(),
            needs.said());
  }
}
