package io.github.tidydag.airflow;

import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.RunTable;
import io.github.tidydag.tables.Runs;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The constructor arguments of one Python class over its versions. */
public final class ArgumentTable {
  private final RunTable<Declared> declared;
  private final RunTable<Effect> effects;
  private final UnaryOperator<Version> precision;
  private final Optional<ArgumentTable> base;
  private final Predicate<Version> inherits;

  private record Declared(ValueType type, Optional<String> defaultSource, boolean required) {
    static Declared of(Json json) {
      return new Declared(
          ValueType.parse(json.get("type").text()),
          json.findText("default"),
          json.flag("required"));
    }
  }

  /**
   * @param precision what of a version counts in this table
   * @param base the table of the base class, if that is in a table too
   * @param inherits in which versions it is the base class
   */
  ArgumentTable(
      Json json,
      UnaryOperator<Version> precision,
      Optional<ArgumentTable> base,
      Predicate<Version> inherits) {
    this.declared = new RunTable<>(json.get("arguments"), (name, run) -> Declared.of(run));
    this.effects = new RunTable<>(json.get("effects"), (name, run) -> Effect.of(run));
    this.precision = precision;
    this.base = base;
    this.inherits = inherits;
  }

  /** What a version says about an argument; empty if that version refuses it. */
  public Optional<ArgumentFact> argument(String name, Version version) {
    Version exact = precision.apply(version);
    Optional<Declared> own = declared.at(name, exact);
    if (own.isPresent()) {
      return Optional.of(fact(name, own.get(), false, effect(name, exact)));
    }
    if (!inherits.test(exact)) {
      return Optional.empty();
    }
    return base.flatMap(table -> table.argument(name, exact))
        .map(
            fact ->
                new ArgumentFact(
                    name,
                    fact.type(),
                    fact.defaultSource(),
                    fact.required(),
                    true,
                    effects.names().contains(name) ? effect(name, exact) : fact.effect()));
  }

  private static ArgumentFact fact(
      String name, Declared declared, boolean inherited, Optional<Effect> effect) {
    return new ArgumentFact(
        name, declared.type(), declared.defaultSource(), declared.required(), inherited, effect);
  }

  private Optional<Effect> effect(String name, Version exact) {
    return effects.at(name, exact);
  }

  /** The names that a version accepts, the class's own first. */
  public Set<String> names(Version version) {
    Version exact = precision.apply(version);
    Set<String> names = new LinkedHashSet<>();
    for (String name : declared.names()) {
      if (declared.at(name, exact).isPresent()) {
        names.add(name);
      }
    }
    if (inherits.test(exact)) {
      base.ifPresent(table -> names.addAll(table.names(exact)));
    }
    return names;
  }

  /**
   * The versions that accept an argument, oldest first; a change of type or default begins another
   * range. Empty if none ever did. Of an inherited argument, the versions of the base class.
   */
  public List<VersionRange> versionsOf(String name) {
    return declared
        .find(name)
        .map(Runs::ranges)
        .or(() -> base.map(table -> table.versionsOf(name)))
        .orElse(List.of());
  }

  /** The accepted name that is spelt most like what was written. */
  public Optional<String> nearest(String written, Version version) {
    return Spelling.nearest(written, names(version));
  }
}
