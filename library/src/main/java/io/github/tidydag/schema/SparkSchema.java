package io.github.tidydag.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.spark.SparkField;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The schema of a SparkApplication as the newest operator release knows it. */
final class SparkSchema {
  private static final String JINJA = "\\{[{%#]";

  private final CustomResourceTable table;
  private final Version release;
  private final TypeSchemas types;
  private final Map<String, Set<String>> keys = new TreeMap<>();
  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  SparkSchema(CustomResourceTable table, TypeSchemas types) {
    this.table = table;
    this.types = types;
    release = table.releases().get(table.releases().size() - 1);
  }

  /** The parts, by name. */
  Map<String, ObjectNode> definitions() {
    return definitions;
  }

  /** The application, as it stands below {@code application}. */
  ObjectNode application() {
    ObjectNode application = fields("");
    application.put(
        "description",
        "A SparkApplication of Spark operator "
            + release
            + ". apiVersion, kind and metadata.name may be left out.");
    Schemas.property(application, "apiVersion", Schemas.oneOf(List.of(table.apiVersion())));
    Schemas.property(application, "kind", Schemas.oneOf(List.of("SparkApplication")));
    application.remove("required");
    return Schemas.require(application, "spec");
  }

  /** The object at a path; each kind of object is one definition. */
  private ObjectNode object(String path, String kind) {
    Map<String, SparkField> children = table.children(path, release);
    String name = "Spark" + kind.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
    for (int i = 2; keys.containsKey(name) && !keys.get(name).equals(children.keySet()); i++) {
      name = name.replaceAll("~.*", "") + "~" + i;
    }
    if (!keys.containsKey(name)) {
      keys.put(name, Set.copyOf(children.keySet()));
      definitions.put(name, fields(path));
    }
    return Schemas.ref(name.replace("~", "~0"));
  }

  private ObjectNode fields(String path) {
    ObjectNode object = Schemas.closed();
    for (Map.Entry<String, SparkField> child : table.children(path, release).entrySet()) {
      String below = path.isEmpty() ? child.getKey() : path + "." + child.getKey();
      SparkField field = child.getValue();
      ObjectNode schema = value(below, field.type(), field);
      List<VersionRange> ranges = path.startsWith("spec") ? table.versionsOf(below) : List.of();
      if (!ranges.isEmpty() && !ranges.get(0).from().equals(table.releases().get(0))) {
        schema.put("description", "Spark operator " + TypeSchemas.Texts.joined(ranges) + ".");
      }
      Schemas.property(object, child.getKey(), schema);
      if (field.needed() && !path.isEmpty()) {
        Schemas.require(object, child.getKey());
      }
    }
    return object;
  }

  private ObjectNode value(String path, ValueType type, SparkField field) {
    if (type instanceof ValueType.Struct struct) {
      return object(path, struct.path());
    }
    if (type instanceof ValueType.Kubernetes kubernetes) {
      return object(path, kubernetes.name());
    }
    if (type instanceof ValueType.ListOf list) {
      return Schemas.list(value(path + "[]", list.item(), field));
    }
    if (type instanceof ValueType.MapOf map) {
      return Schemas.map(value(path + ".*", map.value(), field));
    }
    return scalar(type, field);
  }

  /** Jinja may stand for any value. */
  private ObjectNode scalar(ValueType type, SparkField field) {
    List<ObjectNode> choices = new ArrayList<>();
    if (!field.values().isEmpty()) {
      choices.add(Schemas.oneOf(field.values()));
    } else if (field.grammar().isPresent()) {
      choices.add(types.field(type, field.grammar()));
    } else {
      ObjectNode plain = types.of(type);
      field.minimum().ifPresent(least -> plain.put("minimum", least));
      choices.add(plain);
    }
    boolean text = choices.get(0).path("type").asText().equals("string");
    if (!text && !choices.get(0).isEmpty()) {
      choices.add(Schemas.text(JINJA));
    }
    return Schemas.any(choices);
  }
}
