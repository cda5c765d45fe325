package io.github.tidydag.airflow;

import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.RunTable;
import io.github.tidydag.tables.Runs;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One operator over the provider's versions. */
public final class OperatorInfo {
  private static final String POD_CLASS = OperatorKind.POD.className();

  private final OperatorKind kind;
  private final Runs<String> modules;
  private final RunTable<Boolean> templated;
  private final ArgumentTable arguments;

  OperatorInfo(OperatorKind kind, Json json, Optional<ArgumentTable> pod) {
    this.kind = kind;
    this.modules = Runs.of(json.get("module"), run -> run.get("module").text());
    Runs<String> bases = Runs.of(json.get("base"), run -> run.get("class").text());
    this.templated = new RunTable<>(json.get("template_fields"), (name, run) -> true);
    this.arguments =
        new ArgumentTable(
            json, v -> v, pod, v -> bases.at(v).filter(POD_CLASS::equals).isPresent());
  }

  public OperatorKind kind() {
    return kind;
  }

  /** Its arguments without those of Airflow's BaseOperator, inherited ones included. */
  public ArgumentTable arguments() {
    return arguments;
  }

  /** What a provider says about an argument; empty if it refuses it. */
  public Optional<ArgumentFact> argument(String name, Version provider) {
    return modules.at(provider).flatMap(module -> arguments.argument(name, provider));
  }

  /** The arguments that a provider accepts. */
  public Set<String> names(Version provider) {
    return modules.at(provider).isPresent() ? arguments.names(provider) : Set.of();
  }

  /** The provider versions that accept an argument: see {@link ArgumentTable#versionsOf}. */
  public List<VersionRange> versionsOf(String name) {
    return arguments.versionsOf(name);
  }

  /** The accepted name that is spelt most like what was written. */
  public Optional<String> nearest(String written, Version provider) {
    return arguments.nearest(written, provider);
  }

  /** Whether Airflow renders Jinja in this argument; in others braces are sent literally. */
  public boolean isTemplated(String name, Version provider) {
    return templatedSince(name).stream().anyMatch(range -> range.contains(provider));
  }

  /** The provider versions that render Jinja in this argument. */
  public List<VersionRange> templatedSince(String name) {
    return templated.find(name).map(Runs::ranges).orElse(List.of());
  }
}
