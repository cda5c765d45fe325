package io.github.tidydag.kubernetes;

import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.Runs;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A class of the Python client over its versions. */
public final class KubernetesType {
  private final String name;
  private final Runs<Boolean> clients;
  private final Optional<Grammar> objectName;
  private final Map<String, Runs<Field>> fields = new LinkedHashMap<>();

  KubernetesType(String name, Json json) {
    this.name = name;
    clients = Runs.of(json.get("clients"), run -> true);
    objectName = json.findText("object_name").map(Grammar::parse);
    json.get("fields").fields().forEach((key, runs) -> fields.put(key, read(key, runs)));
  }

  private Runs<Field> read(String key, Json list) {
    List<Runs.Run<Field>> runs = new ArrayList<>();
    for (Json item : list.items()) {
      Field field =
          new Field(
              key,
              item.get("python").text(),
              ValueType.parse(item.get("type").text()),
              item.flag("required"),
              item.findText("grammar").map(Grammar::parse));
      if (item.find("from").isPresent()) {
        runs.add(new Runs.Run<>(Runs.range(item), field));
      } else {
        clients.ranges().forEach(range -> runs.add(new Runs.Run<>(range, field)));
      }
    }
    return new Runs<>(runs);
  }

  /** The Python class, such as {@code V1Pod}. */
  public String name() {
    return name;
  }

  /** Whether a client has the class: a file that names a missing one does not import. */
  public boolean isIn(Version client) {
    return clients.at(client.major()).isPresent();
  }

  /** The majors of the client that have the class. */
  public List<VersionRange> clients() {
    return clients.ranges();
  }

  /** What {@code metadata.name} of such an object must look like. */
  public Optional<Grammar> objectName() {
    return objectName;
  }

  /** A field as the newest client that has it knows it. */
  public Optional<Field> field(String jsonName) {
    return Optional.ofNullable(fields.get(jsonName)).map(runs -> runs.last().fact());
  }

  /** A field as a client knows it; empty if that client does not. */
  public Optional<Field> field(String jsonName, Version client) {
    return Optional.ofNullable(fields.get(jsonName)).flatMap(runs -> runs.at(client.major()));
  }

  /** The client majors that have a field. */
  public List<VersionRange> versionsOf(String jsonName) {
    Runs<Field> runs = fields.get(jsonName);
    return runs == null ? List.of() : runs.ranges();
  }

  /** The fields as the newest client that has each knows them. */
  public Collection<Field> fields() {
    return fields.values().stream().map(runs -> runs.last().fact()).toList();
  }

  /** The fields of a client. */
  public Collection<Field> fields(Version client) {
    return fields.values().stream().flatMap(runs -> runs.at(client.major()).stream()).toList();
  }

  /** The field with a Python attribute's name, in any client: {@code secret_key_ref}. */
  public Optional<Field> byPythonName(String pythonName) {
    return fields.values().stream()
        .flatMap(runs -> runs.runs().stream())
        .map(Runs.Run::fact)
        .filter(field -> field.pythonName().equals(pythonName))
        .findFirst();
  }

  /** The field that is spelt most like what was written; snake_case counts as camelCase. */
  public Optional<String> nearest(String written) {
    return byPythonName(written)
        .map(Field::jsonName)
        .or(() -> Spelling.nearest(written, fields.keySet()));
  }

  @Override
  public String toString() {
    return name;
  }
}
