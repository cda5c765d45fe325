package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether objects say whose they are, and who else may refuse or change them. */
final class OwnershipInspection implements Inspection {
  private static final Set<String> LOOKED_AT =
      Set.of("pods", "jobs", "sparkapplications", "configmaps", "*", "*/*", "pods/*");

  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    if (!needs.says(CheckKind.LABELS)) {
      results.ok(
          CheckKind.LABELS,
          needs.at(),
          "",
          "no label is missing of those that lint.rules.OBJ001 requires, if any");
    }
    admission(needs, facts, results);
  }

  /** What they decide is in their own code. */
  private static void admission(RunNeeds needs, ClusterFacts facts, Results results) {
    Set<String> names = new TreeSet<>();
    List<String> reasons = new ArrayList<>();
    for (FactKind kind : List.of(FactKind.MUTATING_WEBHOOK, FactKind.VALIDATING_WEBHOOK)) {
      collect(facts.list(kind, ""), "webhooks", names, reasons);
    }
    Fact<List<JsonNode>> policies = facts.list(FactKind.ADMISSION_POLICY, "");
    if (policies instanceof Fact.Known<List<JsonNode>> known) {
      known
          .value()
          .forEach(
              policy -> {
                if (isAbout(policy.at("/spec/matchConstraints/resourceRules"))) {
                  names.add(policy.at("/metadata/name").asText());
                }
              });
    } else if (policies instanceof Fact.Unknown<List<JsonNode>> unknown) {
      reasons.add(unknown.reason());
    }
    if (!names.isEmpty()) {
      results.unknown(
          CheckKind.ADMISSION,
          needs.at(),
          String.join(", ", names),
          "may change or refuse what the tasks create, and only they know how",
          "ask whose they are; kubectl create --dry-run=server -f FILE shows what they say");
    } else if (!reasons.isEmpty()) {
      results.unknown(
          CheckKind.ADMISSION,
          needs.at(),
          "",
          reasons.get(0),
          "ask who watches over pods: kubectl get validatingwebhookconfigurations");
    } else {
      results.ok(CheckKind.ADMISSION, needs.at(), "", "no webhook or policy is about pods or Jobs");
    }
  }

  private static void collect(
      Fact<List<JsonNode>> fact, String list, Set<String> names, List<String> reasons) {
    if (fact instanceof Fact.Unknown<List<JsonNode>> unknown) {
      reasons.add(unknown.reason());
    } else if (fact instanceof Fact.Known<List<JsonNode>> known) {
      for (JsonNode configuration : known.value()) {
        for (JsonNode hook : configuration.path(list)) {
          if (isAbout(hook.path("rules"))) {
            names.add(configuration.at("/metadata/name").asText());
          }
        }
      }
    }
  }

  private static boolean isAbout(JsonNode rules) {
    for (JsonNode rule : rules) {
      boolean creates = false;
      for (JsonNode operation : rule.path("operations")) {
        creates |= operation.asText().equals("CREATE") || operation.asText().equals("*");
      }
      for (JsonNode resource : rule.path("resources")) {
        if (creates && LOOKED_AT.contains(resource.asText())) {
          return true;
        }
      }
    }
    return false;
  }
}
