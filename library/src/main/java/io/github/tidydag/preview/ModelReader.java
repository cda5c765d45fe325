package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a dictionary into client objects and back, as {@code ApiClient.__deserialize} and {@code
 * sanitize_for_serialization} of the Python kubernetes client do: unknown fields are dropped,
 * values become what the field is declared to be, an object without a required field is refused.
 */
final class ModelReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  private final PodModel model;
  private final String source;
  private final boolean rendered;
  private final Remarks remarks;

  /**
   * A reader.
   *
   * @param source whose values these are, for the remarks
   * @param rendered whether Airflow may render Jinja in them
   */
  ModelReader(PodModel model, String source, boolean rendered, Remarks remarks) {
    this.model = model;
    this.source = source;
    this.rendered = rendered;
    this.remarks = remarks;
  }

  /** Reads an object of a class; null and scalars become the empty object. */
  ObjectNode read(String className, @Nullable JsonNode data, String pointer) {
    ObjectNode object = NODES.objectNode();
    Map<String, PodModel.Field> fields = model.fieldsOf(className);
    if (fields == null) {
      return data instanceof ObjectNode known ? known.deepCopy() : object;
    }
    if (data instanceof ObjectNode given) {
      fields.forEach(
          (name, field) -> {
            JsonNode value = given.get(name);
            if (value != null && !value.isNull()) {
              object.set(name, readValue(field.type(), value, pointer + "/" + name));
            }
          });
      for (String dropped : unknown(given, fields.keySet())) {
        remarks.add(
            pointer + "/" + dropped,
            "%s sets %s, which the Kubernetes client %s of this provider does not know: it is"
                + " dropped",
            source,
            dropped,
            model.client());
      }
    }
    fields.forEach(
        (name, field) -> {
          if (field.required() && object.get(name) == null) {
            throw new UnusablePod(
                pointer + "/" + name,
                source + " lacks " + name + " in " + className + ": Airflow fails to read it");
          }
        });
    return object;
  }

  /** Reads a list of objects of a class. */
  ArrayNode readList(String className, JsonNode data, String pointer) {
    return list(new FieldType(FieldType.Kind.MODEL, className), data, pointer);
  }

  private static Set<String> unknown(ObjectNode given, Set<String> known) {
    Set<String> names = new LinkedHashSet<>();
    given.fieldNames().forEachRemaining(names::add);
    names.removeAll(known);
    return names;
  }

  private JsonNode readValue(FieldType type, JsonNode value, String pointer) {
    if (value.isNull()) {
      return NullNode.getInstance();
    }
    return switch (type.kind()) {
      case ANY -> value.deepCopy();
      case TEXT -> text(value, pointer);
      case WHOLE -> whole(value, pointer);
      case FLAG -> flag(value, pointer);
      case TIME -> time(value);
      case LIST -> list(type.element(), value, pointer);
      case MAP -> map(type.element(), value, pointer);
      case MODEL -> read(type.of(), value, pointer);
    };
  }

  private JsonNode text(JsonNode value, String pointer) {
    String text = PythonText.of(value);
    if (value.isBoolean() || (value.isFloatingPointNumber() && !pointer.contains("/resources/"))) {
      remarks.add(
          pointer, "%s writes %s without quotes: Airflow sends \"%s\"", source, value, text);
    }
    if (!rendered && PodNames.isTemplated(text)) {
      remarks.add(
          pointer, "%s has %s, but its Jinja is not rendered: it is sent as it is", source, value);
    }
    return TextNode.valueOf(text);
  }

  private JsonNode whole(JsonNode value, String pointer) {
    if (value.isIntegralNumber() || value.isContainerNode()) {
      return value;
    }
    if (value.isBoolean()) {
      return IntNode.valueOf(value.booleanValue() ? 1 : 0);
    }
    try {
      BigInteger number =
          value.isNumber()
              ? value.decimalValue().toBigInteger()
              : new BigDecimal(value.textValue().strip()).toBigIntegerExact();
      return NODES.numberNode(number);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new UnusablePod(
          pointer, source + " has " + value + " where a whole number belongs: Airflow fails");
    }
  }

  private JsonNode flag(JsonNode value, String pointer) {
    boolean truthy = FieldType.isTruthyValue(value);
    if (value.isTextual()) {
      remarks.add(
          pointer, "%s writes %s in quotes: Airflow takes any text for true", source, value);
    }
    return BooleanNode.valueOf(truthy);
  }

  private static JsonNode time(JsonNode value) {
    try {
      return TextNode.valueOf(ISO.format(OffsetDateTime.parse(value.asText())));
    } catch (DateTimeParseException e) {
      return value;
    }
  }

  private ArrayNode list(FieldType element, JsonNode value, String pointer) {
    List<JsonNode> items = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(items::add);
    } else if (value.isTextual()) {
      remarks.add(
          pointer,
          "%s has the text %s where a list belongs: Airflow sends a list of its characters",
          source,
          value);
      value
          .textValue()
          .codePoints()
          .forEach(point -> items.add(TextNode.valueOf(Character.toString(point))));
    } else if (value.isObject()) {
      value.fieldNames().forEachRemaining(name -> items.add(TextNode.valueOf(name)));
    } else {
      throw new UnusablePod(
          pointer, source + " has " + value + " where a list belongs: Airflow fails");
    }
    ArrayNode read = NODES.arrayNode();
    for (int i = 0; i < items.size(); i++) {
      read.add(readValue(element, items.get(i), pointer + "/" + i));
    }
    return read;
  }

  private ObjectNode map(FieldType element, JsonNode value, String pointer) {
    if (!value.isObject()) {
      throw new UnusablePod(
          pointer, source + " has " + value + " where a map belongs: Airflow fails");
    }
    ObjectNode read = NODES.objectNode();
    value
        .properties()
        .forEach(
            entry ->
                read.set(
                    entry.getKey(),
                    readValue(
                        element,
                        entry.getValue(),
                        pointer + "/" + Remarks.escape(entry.getKey()))));
    return read;
  }
}
