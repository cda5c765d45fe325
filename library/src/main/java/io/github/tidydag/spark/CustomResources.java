package io.github.tidydag.spark;

import io.github.tidydag.kubernetes.KubernetesType;
import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.RunTable;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The custom resources of one operator by its release: read from the custom resource definitions
 * that the releases ship. Where a resource embeds a Kubernetes type, the types of its fields come
 * from {@link KubernetesTypes}; which fields the definition of a release has, and what it asks of
 * them, stands in the table.
 */
public final class CustomResources {
  private final String group;
  private final List<Version> releases;
  private final KubernetesTypes kubernetes;
  private final Map<String, CustomResourceTable> tables = new LinkedHashMap<>();
  private final Map<String, Json> structs;
  private final Map<String, Json> embedded;
  private final Map<String, RunTable<SparkField>> read = new ConcurrentHashMap<>();

  private CustomResources(String resource, KubernetesTypes kubernetes) {
    Json json = Json.resource(CustomResources.class, resource);
    this.kubernetes = kubernetes;
    group = json.get("group").text();
    releases = releases(json);
    structs = json.get("structs").fields();
    embedded = json.get("kubernetes").fields();
    json.get("kinds")
        .fields()
        .forEach((kind, about) -> tables.put(kind, new CustomResourceTable(this, kind, about)));
  }

  /** Reads the table of the Kubeflow operator: {@code sparkoperator.k8s.io}. */
  public static CustomResources kubeflow(KubernetesTypes kubernetes) {
    return new CustomResources("kubeflow.json", kubernetes);
  }

  /** Reads the table of the Apache operator: {@code spark.apache.org}. */
  public static CustomResources apache(KubernetesTypes kubernetes) {
    return new CustomResources("apache.json", kubernetes);
  }

  /**
   * The releases of an operator that were read, oldest first.
   *
   * @param operator {@code kubeflow} or {@code apache}
   */
  public static List<Version> releases(String operator) {
    return releases(Json.resource(CustomResources.class, operator + ".json"));
  }

  private static List<Version> releases(Json json) {
    return json.get("releases").texts().stream().map(Version::parse).toList();
  }

  /** The API group. */
  public String group() {
    return group;
  }

  /** The releases that were read, oldest first. */
  public List<Version> releases() {
    return releases;
  }

  /** The kinds, in any release. */
  public Set<String> kinds() {
    return tables.keySet();
  }

  /**
   * The resource of a kind.
   *
   * @throws IllegalArgumentException if there is none
   */
  public CustomResourceTable table(String kind) {
    CustomResourceTable table = tables.get(kind);
    if (table == null) {
      throw new IllegalArgumentException("no kind " + kind + " in " + group);
    }
    return table;
  }

  /** The fields of a part in a release, as the definition has them. */
  ResourceFields fields(ValueType type, boolean open, Version release) {
    Map<String, SparkField> fields = new LinkedHashMap<>();
    if (type instanceof ValueType.Struct named) {
      RunTable<SparkField> struct = struct(named.path());
      for (String key : struct.names()) {
        struct.at(key, release).ifPresent(field -> fields.put(key, field));
      }
    } else if (type instanceof ValueType.Kubernetes named) {
      KubernetesType known = kubernetes.type(named.name());
      if (open) {
        known.fields().forEach(field -> fields.put(field.jsonName(), SparkField.of(field)));
      } else {
        RunTable<SparkField> table = embedded(known);
        for (String key : table.names()) {
          table.at(key, release).ifPresent(field -> fields.put(key, field));
        }
      }
    }
    return new ResourceFields(fields);
  }

  private RunTable<SparkField> struct(String path) {
    return read.computeIfAbsent(
        path,
        key -> {
          Json json = structs.get(key);
          return new RunTable<>(json == null ? Json.parse("{}") : json, SparkField::of);
        });
  }

  private RunTable<SparkField> embedded(KubernetesType type) {
    return read.computeIfAbsent(
        "k8s:" + type.name(),
        key -> {
          Json json = embedded.get(type.name());
          return new RunTable<>(
              json == null ? Json.parse("{}") : json,
              (name, run) -> SparkField.of(type.field(name).orElseThrow(), run));
        });
  }
}
