package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.kubernetes.Field;
import io.github.tidydag.kubernetes.KubernetesType;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A type of Kubernetes as its newest client knows it, ready for walks over whole documents. */
final class NewestType {
  private final KubernetesType type;
  private final Map<String, Field> fields;
  private final List<Field> required;

  NewestType(KubernetesType type, Version newest) {
    this.type = type;
    fields =
        type.fields(newest).stream()
            .collect(Collectors.toUnmodifiableMap(Field::jsonName, Function.identity()));
    required =
        type.fields(newest).stream()
            .filter(
                field -> field.required() || PodDemands.isRequired(type.name(), field.jsonName()))
            .filter(field -> !PodDemands.mayBeEmpty(type.name(), field.jsonName()))
            .toList();
  }

  String name() {
    return type.name();
  }

  KubernetesType type() {
    return type;
  }

  /** The field of a key; null if there is none. */
  @Nullable Field field(String key) {
    return fields.get(key);
  }

  Map<String, Field> fields() {
    return fields;
  }

  /** The fields that Kubernetes asks for. */
  List<Field> required() {
    return required;
  }
}
