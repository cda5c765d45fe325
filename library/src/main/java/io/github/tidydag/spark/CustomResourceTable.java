package io.github.tidydag.spark;

import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.Runs;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The fields of one kind of custom resource by operator release: see {@link CustomResources}. */
public final class CustomResourceTable {
  private final CustomResources family;
  private final String kind;
  private final ValueType root;
  private final Runs<List<String>> served;
  private final List<Version> releases;
  private final Map<Place, ResourceFields> places = new ConcurrentHashMap<>();

  /** Equal by hand, as the types in it are. */
  private record Place(ValueType type, boolean open, Version release) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place place
          && open == place.open
          && type.equals(place.type)
          && release.equals(place.release);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + release.hashCode();
    }
  }

  private record Step(ValueType type, boolean open) {}

  CustomResourceTable(CustomResources family, String kind, Json about) {
    this.family = family;
    this.kind = kind;
    root = new ValueType.Struct(about.get("root").text());
    served = Runs.of(about.get("served"), run -> run.get("versions").texts());
    releases =
        family.releases().stream().filter(release -> served.at(release).isPresent()).toList();
  }

  /** Reads the table of the Kubeflow operator's SparkApplication. */
  public static CustomResourceTable sparkApplication(KubernetesTypes kubernetes) {
    return CustomResources.kubeflow(kubernetes).table("SparkApplication");
  }

  /** {@code SparkApplication}. */
  public String kind() {
    return kind;
  }

  /** What manifests for the newest release write: {@code sparkoperator.k8s.io/v1beta2}. */
  public String apiVersion() {
    return family.group() + "/" + served.last().fact().get(0);
  }

  /** The versions that a release serves, the one to write first; empty if it lacks the kind. */
  public List<String> versions(Version operator) {
    return releaseFor(operator).flatMap(served::at).orElse(List.of());
  }

  /** The type of a document of this kind. */
  public ValueType root() {
    return root;
  }

  /** The releases that were read and have the kind, oldest first. */
  public List<Version> releases() {
    return releases;
  }

  /** The release whose definition speaks for a version: the newest read that is not newer. */
  public Optional<Version> releaseFor(Version operator) {
    for (int i = releases.size() - 1; i >= 0; i--) {
      if (operator.isAtLeast(releases.get(i))) {
        return Optional.of(releases.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * The fields of a part; none for a type that has no fields.
   *
   * @param open whether the definition leaves the part unchecked: all fields of Kubernetes count
   * @param release one of {@link #releases}
   */
  public ResourceFields fields(ValueType type, boolean open, Version release) {
    Place place = new Place(type, open, release);
    ResourceFields known = places.get(place);
    return known != null
        ? known
        : places.computeIfAbsent(place, p -> family.fields(p.type(), p.open(), p.release()));
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
    Optional<Step> place = Optional.of(new Step(root, false));
    for (String step : steps(path)) {
      place = place.flatMap(from -> down(from, step, release.get()));
    }
    return place.map(at -> fields(at.type(), at.open(), release.get()).byKey()).orElse(Map.of());
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

  private Optional<Step> down(Step from, String step, Version release) {
    if (from.type() instanceof ValueType.ListOf list) {
      return step.equals("[]") ? Optional.of(new Step(list.item(), from.open())) : Optional.empty();
    }
    if (from.type() instanceof ValueType.MapOf map) {
      return Optional.of(new Step(map.value(), from.open()));
    }
    return fields(from.type(), from.open(), release)
        .find(step)
        .map(
            field -> new Step(field.type(), from.open() || field.open() || isMetadata(from, step)));
  }

  /** The API server itself checks the top's metadata, against all of ObjectMeta. */
  private boolean isMetadata(Step from, String step) {
    return from.type().equals(root) && step.equals("metadata");
  }
}
