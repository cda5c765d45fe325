package io.github.tidydag.spark;

import io.github.tidydag.kubernetes.Field;
import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * A field of the custom resource in one release of the operator.
 *
 * @param name its key
 * @param type what it holds; a {@link ValueType.Kubernetes} where it embeds a Kubernetes type
 * @param required whether the schema refuses an object without it
 * @param values the texts allowed; empty if any is
 * @param minimum the least number allowed
 * @param maximum the greatest number allowed, where the schema or its integer format has one
 * @param pattern a regular expression that the text must contain a match of
 * @param defaultValue what the API server fills in
 * @param open whether the schema keeps keys that it does not know; elsewhere they are dropped
 * @param grammar what the text must look like, of fields of Kubernetes types
 */
public record SparkField(
    String name,
    ValueType type,
    boolean required,
    List<String> values,
    Optional<Long> minimum,
    Optional<Long> maximum,
    Optional<String> pattern,
    Optional<String> defaultValue,
    boolean open,
    Optional<Grammar> grammar) {

  public SparkField {
    values = List.copyOf(values);
  }

  static SparkField of(String name, Json json) {
    Optional<Long> largest =
        json.findText("format").filter("int32"::equals).map(format -> (long) Integer.MAX_VALUE);
    return new SparkField(
        name,
        ValueType.parse(json.get("type").text()),
        json.flag("required"),
        json.find("enum").map(Json::texts).orElse(List.of()),
        json.findNumber("minimum"),
        json.findNumber("maximum").or(() -> largest),
        json.findText("pattern"),
        json.findText("default"),
        json.flag("open"),
        Optional.empty());
  }

  static SparkField of(Field field) {
    return new SparkField(
        field.jsonName(),
        field.type(),
        field.required(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        field.grammar());
  }
}
