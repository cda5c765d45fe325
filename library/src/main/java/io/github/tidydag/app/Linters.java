package io.github.tidydag.app;

import io.github.tidydag.lint.LintConfig;
import io.github.tidydag.lint.LintConfigReader;
import io.github.tidydag.lint.Linter;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleFailure;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Settings;
import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.Tables;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Linters as configurations want them, each made once. */
final class Linters {
  /**
   * A linter.
   *
   * @param found the configuration that wants it so
   * @param problems what is wrong with what that says of rules
   */
  record Setup(Workspace.Found found, LintConfig config, Linter linter, Problems problems) {}

  private final List<Rule> rules;
  private final List<RuleInfo> infos;
  private final LocalDate today;
  private final Supplier<Surroundings> surroundings;
  private final Map<String, Setup> byConfig = new ConcurrentHashMap<>();

  /**
   * None as yet.
   *
   * @param ruleSources where users' own rules are
   * @param today tells which suppressions are expired
   * @param surroundings what is known of permissions beside a text
   * @throws TidydagException if a jar cannot be read, has no rules, or has one of a known id
   */
  Linters(
      RuleSources ruleSources,
      Tables tables,
      LocalDate today,
      Supplier<Surroundings> surroundings) {
    this.rules = OwnRules.with(ruleSources, tables);
    this.infos = OwnRules.infos(rules);
    this.today = today;
    this.surroundings = surroundings;
  }

  /** What there is to say about every rule that there is. */
  List<RuleInfo> infos() {
    return infos;
  }

  /** The linter of a configuration. */
  Setup of(Workspace.Found found) {
    return byConfig.computeIfAbsent(found.config().file(), file -> make(found));
  }

  /** Those that were asked for. */
  Collection<Setup> all() {
    return byConfig.values();
  }

  private Setup make(Workspace.Found found) {
    Problems problems = new Problems();
    LintConfig config =
        LintConfigReader.read(
            found.config().lint(), Optional.of(found.config().sparkOperator()), infos, problems);
    return new Setup(found, config, linter(config.settings()), problems);
  }

  /** A linter with other settings than a configuration's. */
  Linter linter(Settings settings) {
    return new Linter(rules, settings, today, surroundings);
  }

  /** That a rule breaks, as its user is told. */
  static TidydagException broken(RuleFailure failure) {
    return TidydagException.configuration(
        failure.getMessage() + "; switch it off below lint.rules in .tidydag.yaml, and report it");
  }
}
