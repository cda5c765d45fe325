package io.github.tidydag.spark;

import io.github.tidydag.kubernetes.Field;
import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A field of a custom resource in one release of its operator.
 *
 * @param name its key
 * @param type what it holds; a {@link ValueType.Kubernetes} where it embeds a Kubernetes type
 * @param required whether the schema refuses an object without it
 * @param requiredLater whether the schema lets it be missing, and Kubernetes refuses the pod
 * @param values the texts allowed; empty if any is
 * @param minimum the least number allowed
 * @param maximum the greatest number allowed, where the schema or its integer format has one
 * @param pattern what the text must contain a match of; {@link #QUANTITY} where it is a quantity
 * @param defaultValue what the API server fills in
 * @param open whether the schema keeps keys that it does not know; elsewhere they are dropped
 * @param nullable whether null is a value
 * @param keys of a list: the keys that no two items may agree in
 * @param grammar what the text must look like, of fields of Kubernetes types
 */
public record SparkField(
    String name,
    ValueType type,
    boolean required,
    boolean requiredLater,
    List<String> values,
    Optional<Long> minimum,
    Optional<Long> maximum,
    Optional<Pattern> pattern,
    Optional<String> defaultValue,
    boolean open,
    boolean nullable,
    List<String> keys,
    Optional<Grammar> grammar) {

  /** The pattern that definitions give quantities. */
  public static final Pattern QUANTITY =
      Pattern.compile(
          "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))"
              + "(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$");

  public SparkField {
    values = List.copyOf(values);
    keys = List.copyOf(keys);
  }

  /** Whether somebody has to write it: nobody fills it in. */
  public boolean needed() {
    return (required || requiredLater) && defaultValue.isEmpty();
  }

  static SparkField of(String name, Json json) {
    return of(name, ValueType.parse(json.get("type").text()), json, false, Optional.empty());
  }

  /** A field of a Kubernetes type, as a definition has it. */
  static SparkField of(Field field, Json json) {
    ValueType type = json.findText("type").map(ValueType::parse).orElseGet(field::type);
    return of(
        field.jsonName(), type, json, field.required() && !json.flag("required"), field.grammar());
  }

  private static SparkField of(
      String name, ValueType type, Json json, boolean later, Optional<Grammar> grammar) {
    Optional<Long> largest =
        json.findText("format").filter("int32"::equals).map(format -> (long) Integer.MAX_VALUE);
    return new SparkField(
        name,
        type,
        json.flag("required"),
        later,
        json.find("enum").map(Json::texts).orElse(List.of()),
        json.findNumber("minimum"),
        json.findNumber("maximum").or(() -> largest),
        json.findText("pattern").map(p -> p.equals("quantity") ? QUANTITY : Pattern.compile(p)),
        json.findText("default"),
        json.flag("open"),
        json.flag("nullable"),
        json.find("keys").map(Json::texts).orElse(List.of()),
        grammar);
  }

  /** A field of a Kubernetes type, where the definition leaves it to Kubernetes. */
  static SparkField of(Field field) {
    return new SparkField(
        field.jsonName(),
        field.type(),
        field.required(),
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        true,
        List.of(),
        field.grammar());
  }
}
