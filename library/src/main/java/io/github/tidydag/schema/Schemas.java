package io.github.tidydag.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** Small schemas to build others of. */
final class Schemas {
  static final String DURATION = "^(?=.)([0-9]{1,9}d)?([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?$";
  static final String VERSION = "^[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$";
  static final String ACCOUNT = "^[a-z0-9-]+/[a-z0-9.-]+$";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Schemas() {}

  static ObjectNode schema() {
    return NODES.objectNode();
  }

  static ObjectNode type(String name) {
    return schema().put("type", name);
  }

  static ObjectNode text() {
    return type("string");
  }

  static ObjectNode text(String pattern) {
    return text().put("pattern", pattern);
  }

  static ObjectNode duration() {
    return text(DURATION).put("description", "A number and a unit, such as 30s, 5m, 1h30m or 2d.");
  }

  static ObjectNode count() {
    return type("integer").put("minimum", 1);
  }

  static ObjectNode oneOf(Collection<String> texts) {
    ArrayNode values = NODES.arrayNode();
    texts.forEach(values::add);
    return schema().set("enum", values);
  }

  static ObjectNode list(JsonNode item) {
    return type("array").set("items", item);
  }

  static ObjectNode map(JsonNode value) {
    return type("object").set("additionalProperties", value);
  }

  static ObjectNode ref(String definition) {
    return schema().put("$ref", "#/$defs/" + definition);
  }

  /** One text, or a list of them. */
  static ObjectNode texts() {
    return any(List.of(text(), list(text())));
  }

  static ObjectNode any(List<ObjectNode> choices) {
    if (choices.size() == 1) {
      return choices.get(0);
    }
    ArrayNode all = NODES.arrayNode();
    choices.forEach(all::add);
    return schema().set("anyOf", all);
  }

  /** An object without other keys than those that {@link #property} gives it. */
  static ObjectNode closed() {
    ObjectNode object = type("object");
    object.putObject("properties");
    return object.put("additionalProperties", false);
  }

  static void property(ObjectNode object, String name, JsonNode schema) {
    ((ObjectNode) object.path("properties")).set(name, schema);
  }

  static void property(ObjectNode object, String name, ObjectNode schema, String description) {
    property(object, name, schema.put("description", description));
  }

  static ObjectNode require(ObjectNode object, String... names) {
    ArrayNode required = object.withArray("required");
    for (String name : names) {
      required.add(name);
    }
    return object;
  }
}
