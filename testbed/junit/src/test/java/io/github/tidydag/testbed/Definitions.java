package io.github.tidydag.testbed;

import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.spark.CustomResources;
import io.github.tidydag.spark.ResourceFields;
import io.github.tidydag.spark.SparkField;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Custom resource definitions out of the tables that the schema rules read. */
final class Definitions {
  private final CustomResourceTable table;
  private final Version release;

  private Definitions(CustomResourceTable table, Version release) {
    this.table = table;
    this.release = release;
  }

  /**
   * A definition.
   *
   * @param object as the API server takes it
   */
  record Definition(String group, String version, String plural, Map<String, Object> object) {
    /** Where the objects of a namespace are. */
    String path(String namespace) {
      return "/apis/%s/%s/namespaces/%s/%s".formatted(group, version, namespace, plural);
    }
  }

  /** The definition of a kind in a release. */
  static Definition of(CustomResources family, String kind, Version release) {
    CustomResourceTable table = family.table(kind);
    Version read = table.releaseFor(release).orElseThrow();
    String version = table.versions(read).get(0);
    String singular = kind.toLowerCase(Locale.ROOT);
    String plural = singular + "s";
    Map<String, Object> schema = new Definitions(table, read).root();
    Map<String, Object> served =
        Map.of(
            "name",
            version,
            "served",
            true,
            "storage",
            true,
            "schema",
            Map.of("openAPIV3Schema", schema));
    Map<String, Object> object =
        Map.of(
            "apiVersion",
            "apiextensions.k8s.io/v1",
            "kind",
            "CustomResourceDefinition",
            "metadata",
            Map.of(
                "name",
                plural + "." + family.group(),
                "annotations",
                Map.of("api-approved.kubernetes.io", "unapproved, testing only")),
            "spec",
            Map.of(
                "group", family.group(),
                "scope", "Namespaced",
                "names", Map.of("kind", kind, "plural", plural, "singular", singular),
                "versions", List.of(served)));
    return new Definition(family.group(), version, plural, object);
  }

  /** Of metadata the API server knows all by itself; a status comes from operators alone. */
  private Map<String, Object> root() {
    Map<String, Object> root = parts(table.root());
    Map<String, Object> properties = new LinkedHashMap<>();
    if (root.get("properties") instanceof Map<?, ?> fields) {
      fields.forEach((key, value) -> properties.put((String) key, value));
    }
    properties.put("metadata", Map.of("type", "object"));
    properties.put("status", open());
    root.put("properties", properties);
    return root;
  }

  private Map<String, Object> parts(ValueType type) {
    ResourceFields fields = table.fields(type, false, release);
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.byKey().forEach((key, field) -> properties.put(key, field(field)));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    List<String> required =
        fields.byKey().values().stream()
            .filter(SparkField::required)
            .map(SparkField::name)
            .toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private Map<String, Object> field(SparkField field) {
    Map<String, Object> schema =
        new LinkedHashMap<>(field.open() ? open() : of(field.type(), field));
    if (field.nullable()) {
      schema.put("nullable", true);
    }
    field
        .defaultValue()
        .ifPresent(
            text ->
                schema.put(
                    "default", field.type() == ValueType.Scalar.INT ? Long.valueOf(text) : text));
    if (!field.keys().isEmpty()) {
      schema.put("x-kubernetes-list-type", "map");
      schema.put("x-kubernetes-list-map-keys", field.keys());
    }
    return schema;
  }

  private Map<String, Object> of(ValueType type, SparkField field) {
    if (type instanceof ValueType.ListOf list) {
      return Map.of("type", "array", "items", of(list.item(), field));
    }
    if (type instanceof ValueType.MapOf map) {
      return Map.of("type", "object", "additionalProperties", of(map.value(), field));
    }
    if (!(type instanceof ValueType.Scalar scalar)) {
      return parts(type);
    }
    return scalar == ValueType.Scalar.DICT ? open() : scalar(scalar, field);
  }

  private static Map<String, Object> scalar(ValueType.Scalar type, SparkField field) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (isEither(type, field)) {
      schema.put("x-kubernetes-int-or-string", true);
      schema.put("anyOf", List.of(Map.of("type", "integer"), Map.of("type", "string")));
    } else {
      switch (type) {
        case INT -> {
          schema.put("type", "integer");
          boolean isShort = field.maximum().filter(most -> most == Integer.MAX_VALUE).isPresent();
          schema.put("format", isShort ? "int32" : "int64");
        }
        case FLOAT -> schema.put("type", "number");
        case BOOL -> schema.put("type", "boolean");
        case DATETIME -> {
          schema.put("type", "string");
          schema.put("format", "date-time");
        }
        default -> schema.put("type", "string");
      }
    }
    if (!field.values().isEmpty()) {
      schema.put("enum", new ArrayList<Object>(field.values()));
    }
    field.minimum().ifPresent(least -> schema.put("minimum", least));
    field.maximum().ifPresent(most -> schema.put("maximum", most));
    field.pattern().map(Pattern::pattern).ifPresent(pattern -> schema.put("pattern", pattern));
    return schema;
  }

  /** Quantities, and ports by number or name. */
  private static boolean isEither(ValueType.Scalar type, SparkField field) {
    if (type == ValueType.Scalar.INT_OR_STRING || type == ValueType.Scalar.OBJECT) {
      return true;
    }
    Grammar.Kind kind = field.grammar().map(Grammar::kind).orElse(null);
    return type == ValueType.Scalar.STR
        && (kind == Grammar.Kind.QUANTITY || kind == Grammar.Kind.INT_OR_STRING);
  }

  private static Map<String, Object> open() {
    return Map.of("type", "object", "x-kubernetes-preserve-unknown-fields", true);
  }
}
