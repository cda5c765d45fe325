package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What the Python kubernetes client declares a field to be.
 *
 * @param kind the shape
 * @param of the declared type of the elements of a list or the values of a map; the class of a
 *     model; empty otherwise
 */
record FieldType(Kind kind, String of) {
  /** The shapes of {@code openapi_types}. */
  enum Kind {
    TEXT,
    WHOLE,
    FLAG,
    TIME,
    ANY,
    LIST,
    MAP,
    MODEL
  }

  static final FieldType ANYTHING = new FieldType(Kind.ANY, "");

  /** Reads a declaration such as {@code list[V1Container]}. */
  static FieldType parse(String declared) {
    if (declared.startsWith("list[")) {
      return new FieldType(Kind.LIST, declared.substring(5, declared.length() - 1));
    }
    if (declared.startsWith("dict[")) {
      return new FieldType(Kind.MAP, declared.substring(5, declared.length() - 1));
    }
    return switch (declared) {
      case "str" -> new FieldType(Kind.TEXT, "");
      case "int" -> new FieldType(Kind.WHOLE, "");
      case "bool" -> new FieldType(Kind.FLAG, "");
      case "datetime" -> new FieldType(Kind.TIME, "");
      case "object" -> ANYTHING;
      default -> new FieldType(Kind.MODEL, declared);
    };
  }

  FieldType element() {
    return parse(of);
  }

  /**
   * Whether Python takes the value for true. Every merge rule of Airflow asks this: a client model
   * is true even when nothing is set in it, an empty list, map or text, 0 and False are not.
   */
  boolean isTruthy(@Nullable JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return false;
    }
    return kind == Kind.MODEL || isTruthyValue(value);
  }

  /** The same for a value that is no client model: Python's own types. */
  static boolean isTruthyValue(@Nullable JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return false;
    }
    if (value.isContainerNode()) {
      return !value.isEmpty();
    }
    if (value.isTextual()) {
      return !value.textValue().isEmpty();
    }
    return value.isBoolean() ? value.booleanValue() : value.decimalValue().signum() != 0;
  }
}
