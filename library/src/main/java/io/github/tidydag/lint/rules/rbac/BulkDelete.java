package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.AccessObject;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.rbac.Binding;
import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A role that lets delete all objects of a kind with one request. */
final class BulkDelete implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "RBA011",
          "bulk-delete",
          Severity.WARNING,
          "A role that is not for Spark gives `deletecollection`",
          """
          One request without a name empties the namespace of that kind: a selector that is missing, or
          empty, is enough. Who removes what they know of needs `delete` alone: that is how Airflow, `kubectl delete`,
          Helm and `tidydag janitor` do it.

          Spark's drivers and the operator do need it (RBA001). So a role is let be that is named after
          Spark, or is bound only to accounts that are, or that drivers act as.
          """,
          "Take it out, or write `delete` for it.",
          Set.of(DocumentKind.ROLE, DocumentKind.CLUSTER_ROLE));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    for (RoleView.PolicyRule rule : RoleView.of(document).rules()) {
      Node.Scalar verb = RoleView.find(rule, "verbs", "deletecollection");
      if (verb != null && !rule.resources().isEmpty() && !isSparks(document)) {
        Set<String> resources = new TreeSet<>();
        rule.resources().forEach(resource -> resources.add(resource.text()));
        sink.value(
            verb,
            "deletes "
                + Rights.words(resources)
                + " all at once, with one request; take it out, delete is for one at a time");
      }
    }
  }

  private static boolean isSparks(Document document) {
    Optional<String> name =
        Document.known(document.root(), "metadata", "name").map(Node.Scalar::text);
    Optional<String> namespace =
        AccessObject.namespace(document.root(), document.kind(), document.source().file());
    if (name.isEmpty() || name.get().toLowerCase(Locale.ROOT).contains("spark")) {
      return true; // or nobody knows
    }
    if (namespace.isEmpty()) {
      return false;
    }
    Surroundings around = document.surroundings();
    List<Binding> bindings = around.bindingsOf(namespace.get(), name.get());
    return !bindings.isEmpty()
        && bindings.stream()
            .flatMap(binding -> binding.subjects().stream())
            .allMatch(
                subject ->
                    subject.asAccount().filter(a -> Sharing.isOfDrivers(a, around)).isPresent());
  }
}
