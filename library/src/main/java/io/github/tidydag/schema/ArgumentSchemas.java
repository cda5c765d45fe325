package io.github.tidydag.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.airflow.ArgumentFact;
import io.github.tidydag.airflow.ArgumentTable;
import io.github.tidydag.airflow.Effect;
import io.github.tidydag.airflow.OperatorInfo;
import io.github.tidydag.airflow.OperatorKind;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Schemas of arguments: those of every supported version, as the newest one that has each. */
final class ArgumentSchemas {
  private final Tables tables;
  private final TypeSchemas types;

  ArgumentSchemas(Tables tables) {
    this.tables = tables;
    types = new TypeSchemas(tables.kubernetes(), this::enumeration);
  }

  TypeSchemas types() {
    return types;
  }

  private Collection<String> enumeration(String name) {
    Set<String> values = new LinkedHashSet<>();
    tables
        .operators()
        .versions()
        .forEach(version -> values.addAll(tables.operators().enumValues(name, version)));
    if (values.isEmpty()) {
      tables
          .core()
          .releases()
          .forEach(release -> values.addAll(tables.core().enumValues(name, release)));
    }
    return values;
  }

  /** What every task takes. */
  Map<String, ObjectNode> task() {
    return of(tables.core().task(), tables.core().releases(), "Airflow", Optional.empty());
  }

  /** What a DAG takes. */
  Map<String, ObjectNode> dag() {
    return of(tables.core().dag(), tables.core().releases(), "Airflow", Optional.empty());
  }

  /** What an operator takes. */
  Map<String, ObjectNode> operator(OperatorKind kind) {
    OperatorInfo info = tables.operators().operator(kind);
    return of(info.arguments(), tables.operators().versions(), "provider", Optional.of(info));
  }

  private Map<String, ObjectNode> of(
      ArgumentTable table, List<Version> versions, String word, Optional<OperatorInfo> operator) {
    Map<String, ArgumentFact> facts = new LinkedHashMap<>();
    for (int i = versions.size() - 1; i >= 0; i--) {
      for (String name : table.names(versions.get(i))) {
        Version version = versions.get(i);
        facts.computeIfAbsent(name, n -> table.argument(n, version).orElseThrow());
      }
    }
    Map<String, ObjectNode> schemas = new TreeMap<>();
    facts.forEach(
        (name, fact) -> {
          if (fact.effect().filter(e -> e.kind() == Effect.Kind.HARMFUL).isEmpty()) {
            ObjectNode schema = types.orPython(fact.type());
            String description =
                description(fact, table.versionsOf(name), versions.get(0), word, operator);
            if (!description.isEmpty()) {
              schema.put("description", description);
            }
            fact.effect()
                .filter(e -> e.kind() == Effect.Kind.DEPRECATED)
                .ifPresent(e -> schema.put("deprecated", true));
            schemas.put(name, schema);
          }
        });
    return schemas;
  }

  private static String description(
      ArgumentFact fact,
      List<VersionRange> ranges,
      Version oldest,
      String word,
      Optional<OperatorInfo> operator) {
    List<String> sentences = new ArrayList<>();
    boolean always =
        ranges.isEmpty()
            || (oldest.isAtLeast(ranges.get(0).from())
                && ranges.get(ranges.size() - 1).to().isEmpty());
    if (!always) {
      VersionRange all = new VersionRange(ranges.get(0).from(), ranges.get(ranges.size() - 1).to());
      sentences.add("In " + word + " " + all + ".");
    }
    operator
        .map(info -> info.templatedSince(fact.name()))
        .filter(templated -> !templated.isEmpty())
        .ifPresent(
            templated -> {
              boolean from = oldest.isAtLeast(templated.get(0).from());
              sentences.add(
                  "Jinja is rendered"
                      + (from ? "" : " (" + TypeSchemas.Texts.joined(templated) + ")")
                      + ".");
            });
    fact.effect()
        .ifPresent(
            effect ->
                sentences.add(
                    sentence(
                        effect.note() + effect.instead().map(i -> "; write " + i).orElse(""))));
    return String.join(" ", sentences);
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
