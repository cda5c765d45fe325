package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.source.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether accounts are there, and may do what they will do. */
final class AccountsInspection implements Inspection {
  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (PodNeed pod : needs.pods()) {
      if (pod.unseen().isPresent() && pod.spec().path("serviceAccountName").isMissingNode()) {
        results.unknown(
            CheckKind.SERVICE_ACCOUNT,
            pod,
            pod.at(),
            pod.shown(),
            pod.unseen().get(),
            "look whether the account that it names is there");
      } else if (ObjectNames.isKnown(pod.account())) {
        account(
            Subject.account(pod.namespace(), pod.account()),
            List.of(pod.task()),
            pod.place("serviceAccountName"),
            facts,
            results);
      }
    }
    for (RunNeeds.Rights rights : needs.rights()) {
      rights
          .who()
          .filter(who -> rights.kind() == CheckKind.AIRFLOW_RIGHTS)
          .ifPresent(who -> account(who, List.of(), rights.at(), facts, results));
      rights(rights, facts, results);
    }
  }

  private static void account(
      Subject account, List<String> tasks, Location at, ClusterFacts facts, Results results) {
    String shown = account.namespace() + "/" + account.name();
    Fact<Optional<JsonNode>> fact =
        facts.object(FactKind.SERVICE_ACCOUNT, account.namespace(), account.name());
    if (fact instanceof Fact.Unknown<Optional<JsonNode>> unknown) {
      results.add(
          CheckKind.SERVICE_ACCOUNT,
          Status.UNKNOWN,
          at,
          tasks,
          shown,
          unknown.reason(),
          "ask for get on serviceaccounts in " + account.namespace());
    } else if (fact instanceof Fact.Known<Optional<JsonNode>> known && known.value().isEmpty()) {
      results.add(
          CheckKind.SERVICE_ACCOUNT,
          Status.FAILED,
          at,
          tasks,
          shown,
          tasks.isEmpty()
              ? "there is no such account"
              : "there is no such account, and the API server takes no pod that names it",
          "kubectl create serviceaccount " + account.name() + " -n " + account.namespace());
    } else {
      results.add(CheckKind.SERVICE_ACCOUNT, Status.OK, at, tasks, shown, "is there", "");
    }
  }

  private static void rights(RunNeeds.Rights rights, ClusterFacts facts, Results results) {
    Map<String, List<String>> refused = new TreeMap<>();
    List<String> reasons = new ArrayList<>();
    for (Action action : rights.actions()) {
      Fact<Boolean> may = facts.may(rights.who(), action);
      if (may instanceof Fact.Unknown<Boolean> unknown) {
        reasons.add(unknown.reason());
      } else if (may instanceof Fact.Known<Boolean> known && !known.value()) {
        refused.computeIfAbsent(resource(action), r -> new ArrayList<>()).add(action.verb());
      }
    }
    String namespace = rights.actions().isEmpty() ? "" : rights.actions().get(0).namespace();
    String who =
        rights.who().map(account -> account.namespace() + "/" + account.name()).orElse("you");
    String hint =
        rights.who().isPresent()
            ? ""
            : "; asked for you, since no airflow_service_account is in .tidydag.yaml";
    if (!refused.isEmpty()) {
      List<String> lacking = new ArrayList<>();
      refused.forEach((resource, verbs) -> lacking.add(String.join(", ", verbs) + " " + resource));
      results.failed(
          rights.kind(),
          rights.at(),
          who,
          "may not, in " + namespace + ": " + String.join("; ", lacking) + hint,
          "bind a Role with that; with rbac in the spec, tidydag generate writes it");
    } else if (!reasons.isEmpty()) {
      results.unknown(
          rights.kind(),
          rights.at(),
          who,
          reasons.get(0),
          "ask for create on subjectaccessreviews.authorization.k8s.io, or run preflight as that"
              + " account");
    } else {
      results.ok(
          rights.kind(),
          rights.at(),
          who,
          "may do all that is needed in "
              + namespace
              + " ("
              + rights.actions().size()
              + " rights)"
              + hint);
    }
  }

  private static String resource(Action action) {
    return action.resource() + (action.group().isEmpty() ? "" : "." + action.group());
  }
}
