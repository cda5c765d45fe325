package io.github.tidydag.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.lint.LintConfigReader;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.rules.Rules;
import java.util.List;

/** The schema of {@code lint} in {@code .tidydag.yaml}. */
final class LintSchema {
  private LintSchema() {}

  static ObjectNode of() {
    ObjectNode lint = Schemas.closed();
    Schemas.property(lint, "rules", rules(), "By id: how bad, and the rule's own options.");
    Schemas.property(lint, "exclude", Schemas.texts(), "Patterns of files that are not linted.");
    Schemas.property(
        lint,
        "pod_templates",
        Schemas.texts(),
        "Patterns of files whose Pods are Airflow's pod templates.");
    Schemas.property(
        lint, "suppress", Schemas.list(suppression()), "Findings that nobody wants to hear of.");
    return lint;
  }

  /** Ids of rules that are not ours are taken too: a jar may bring them. */
  private static ObjectNode rules() {
    ObjectNode rules = Schemas.closed();
    for (RuleInfo rule : Rules.infos()) {
      Schemas.property(rules, rule.id(), rule(rule.options()), rule.summary() + ".");
    }
    rules.set("additionalProperties", Schemas.any(List.of(level(), Schemas.type("object"))));
    rules.set("propertyNames", Schemas.text("^[A-Z]{3,4}[0-9]{3}$"));
    return rules;
  }

  private static ObjectNode rule(List<RuleInfo.Option> options) {
    ObjectNode settings = Schemas.closed();
    Schemas.property(settings, "severity", level());
    for (RuleInfo.Option option : options) {
      Schemas.property(settings, option.key(), Schemas.texts(), option.meaning());
    }
    return Schemas.any(List.of(level(), settings));
  }

  private static ObjectNode level() {
    return Schemas.oneOf(LintConfigReader.LEVELS);
  }

  private static ObjectNode suppression() {
    ObjectNode suppression = Schemas.closed();
    Schemas.property(suppression, "rule", Schemas.texts(), "One id, or a list.");
    Schemas.property(suppression, "path", Schemas.texts(), "One pattern of files, or a list.");
    Schemas.property(suppression, "reason", Schemas.text());
    Schemas.property(
        suppression, "until", Schemas.text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), "Its last day.");
    return Schemas.require(suppression, "rule", "path");
  }
}
