package io.github.tidydag.spark;

import io.github.tidydag.kubernetes.Field;
import io.github.tidydag.kubernetes.KubernetesType;
import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.RunTable;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the Kubeflow operator's SparkApplication ({@code sparkoperator.k8s.io/v1beta2}) by
 * operator release: read from the custom resource definitions that the releases ship. Where the
 * resource embeds a Kubernetes type, its fields come from {@link KubernetesTypes}, less those that
 * the definition of that release lacks.
 */
public final class SparkApplicationTable {
  private final String apiVersion;
  private final List<Version> releases;
  private final KubernetesTypes kubernetes;
  private final Map<String, RunTable<SparkField>> structs = new LinkedHashMap<>();
  private final Map<String, RunTable<Boolean>> embedded = new LinkedHashMap<>();

  private record Place(ValueType type, boolean open) {}

  private SparkApplicationTable(Json json, KubernetesTypes kubernetes) {
    this.kubernetes = kubernetes;
    apiVersion = json.get("group").text() + "/" + json.get("version").text();
    releases = json.get("releases").texts().stream().map(Version::parse).toList();
    json.get("structs").fields().forEach((path, fields) -> structs.put(path, struct(fields)));
    json.get("kubernetes")
        .fields()
        .forEach((type, fields) -> embedded.put(type, new RunTable<>(fields, (key, run) -> true)));
  }

  private static RunTable<SparkField> struct(Json fields) {
    return new RunTable<>(fields, SparkField::of);
  }

  /** Reads the table of the Kubeflow operator. */
  public static SparkApplicationTable load(KubernetesTypes kubernetes) {
    Json json = Json.resource(SparkApplicationTable.class, "kubeflow-sparkapplication.json");
    return new SparkApplicationTable(json, kubernetes);
  }

  /** {@code sparkoperator.k8s.io/v1beta2}. */
  public String apiVersion() {
    return apiVersion;
  }

  /** The releases that were read, oldest first. */
  public List<Version> releases() {
    return releases;
  }

  /** The release whose definition speaks for a version: the newest read that is not newer. */
  public Optional<Version> releaseFor(Version operator) {
    return releases.stream().filter(operator::isAtLeast).reduce((older, newer) -> newer);
  }

  /**
   * A field of a release.
   *
   * @param path keys with dots from the top; {@code []} or {@code [3]} after a list, {@code *} for
   *     a key of a map: {@code spec.driver.env[].valueFrom}
   */
  public Optional<SparkField> field(String path, Version operator) {
    int dot = path.lastIndexOf('.');
    String key = path.substring(dot + 1);
    return Optional.ofNullable(children(dot < 0 ? "" : path.substring(0, dot), operator).get(key));
  }

  /**
   * The fields below a path by key; empty if the path has none, or is not in that release.
   *
   * @param path as in {@link #field}; empty for the top
   */
  public Map<String, SparkField> children(String path, Version operator) {
    Optional<Version> release = releaseFor(operator);
    if (release.isEmpty()) {
      return Map.of();
    }
    Optional<Place> place = Optional.of(new Place(new ValueType.Struct("/"), false));
    for (String step : steps(path)) {
      place = place.flatMap(from -> down(from, step, release.get()));
    }
    return place.map(at -> fieldsOf(at, release.get())).orElse(Map.of());
  }

  /** The operator releases that have a field: one range for each stretch. */
  public List<VersionRange> versionsOf(String path) {
    List<VersionRange> ranges = new ArrayList<>();
    Optional<Version> start = Optional.empty();
    Optional<Version> last = Optional.empty();
    for (Version release : releases) {
      if (field(path, release).isPresent()) {
        start = start.or(() -> Optional.of(release));
        last = Optional.of(release);
      } else if (start.isPresent()) {
        ranges.add(new VersionRange(start.get(), last));
        start = Optional.empty();
      }
    }
    start.ifPresent(from -> ranges.add(new VersionRange(from, Optional.empty())));
    return List.copyOf(ranges);
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String key : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
      int bracket = key.indexOf('[');
      steps.add(bracket < 0 ? key : key.substring(0, bracket));
      if (bracket >= 0) {
        steps.add("[]");
      }
    }
    return steps;
  }

  private Optional<Place> down(Place from, String step, Version release) {
    if (from.type() instanceof ValueType.ListOf list) {
      return step.equals("[]")
          ? Optional.of(new Place(list.item(), from.open()))
          : Optional.empty();
    }
    if (from.type() instanceof ValueType.MapOf map) {
      return Optional.of(new Place(map.value(), from.open()));
    }
    return Optional.ofNullable(fieldsOf(from, release).get(step))
        .map(
            field ->
                new Place(field.type(), from.open() || field.open() || isMetadata(from, step)));
  }

  /** The API server itself checks the top's metadata, against all of ObjectMeta. */
  private static boolean isMetadata(Place from, String step) {
    return from.type().equals(new ValueType.Struct("/")) && step.equals("metadata");
  }

  private Map<String, SparkField> fieldsOf(Place place, Version release) {
    Map<String, SparkField> fields = new LinkedHashMap<>();
    if (place.type() instanceof ValueType.Struct named) {
      RunTable<SparkField> struct = structs.get(named.path());
      if (struct != null) {
        for (String key : struct.names()) {
          struct.at(key, release).ifPresent(field -> fields.put(key, field));
        }
      }
    } else if (place.type() instanceof ValueType.Kubernetes named) {
      KubernetesType type = kubernetes.type(named.name());
      RunTable<Boolean> known = embedded.get(named.name());
      for (Field field : type.fields()) {
        String key = field.jsonName();
        if (place.open() || (known != null && known.at(key, release).isPresent())) {
          fields.put(key, SparkField.of(field));
        }
      }
    }
    return fields;
  }
}
