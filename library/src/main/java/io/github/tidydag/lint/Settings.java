package io.github.tidydag.lint;

import io.github.tidydag.tables.Version;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project says about its cluster and about rules.
 *
 * @param kubeflow the release of the Kubeflow operator that manifests are for
 * @param apache the release of the Apache operator that manifests are for
 * @param rules by id, what differs from the rule's own
 */
public record Settings(Version kubeflow, Version apache, Map<String, RuleSetting> rules) {
  /** What holds without a configuration: the newest releases that are known. */
  public static final Settings DEFAULT =
      new Settings(Version.parse("2.5.2"), Version.parse("1.0.0"), Map.of());

  /**
   * What a project says about a rule.
   *
   * @param severity empty for the rule's own
   * @param off whether the rule is not used
   * @param options by key
   */
  public record RuleSetting(
      Optional<Severity> severity, boolean off, Map<String, List<String>> options) {
    public RuleSetting {
      options = Map.copyOf(options);
    }
  }

  public Settings {
    rules = Map.copyOf(rules);
  }

  /** The same, without some rules. */
  public Settings without(Collection<RuleInfo> unwanted) {
    Map<String, RuleSetting> changed = new HashMap<>(rules);
    unwanted.forEach(
        rule -> changed.put(rule.id(), new RuleSetting(Optional.empty(), true, Map.of())));
    return new Settings(kubeflow, apache, changed);
  }

  /** Whether a rule is used. */
  public boolean uses(RuleInfo rule) {
    return uses(rule.id());
  }

  /** Whether the rule of an id is used. */
  public boolean uses(String id) {
    RuleSetting setting = rules.get(id);
    return setting == null || !setting.off();
  }

  /** The severity of a rule's findings. */
  public Severity severity(RuleInfo rule) {
    RuleSetting setting = rules.get(rule.id());
    return setting == null ? rule.severity() : setting.severity().orElse(rule.severity());
  }

  /** What an option is set to, or its default. */
  public List<String> option(RuleInfo rule, String key) {
    RuleSetting setting = rules.get(rule.id());
    List<String> chosen = setting == null ? null : setting.options().get(key);
    return chosen != null
        ? chosen
        : rule.options().stream()
            .filter(option -> option.key().equals(key))
            .findFirst()
            .orElseThrow()
            .byDefault();
  }
}
