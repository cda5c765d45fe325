package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.spark.ResourceFields;
import io.github.tidydag.spark.SparkField;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What to say of keys that a resource does not have. */
final class UnknownKeys {
  /** Names that other parts of Kubernetes and other tools have for what Spark's have, too. */
  private static final Map<String, String> MISNAMED =
      Map.ofEntries(
          Map.entry("serviceAccountName", "serviceAccount"),
          Map.entry("replicas", "instances"),
          Map.entry("numExecutors", "instances"),
          Map.entry("args", "arguments"),
          Map.entry("conf", "sparkConf"),
          Map.entry("sparkConfig", "sparkConf"),
          Map.entry("class", "mainClass"),
          Map.entry("podTemplate", "template"),
          Map.entry("podTemplateSpec", "template"),
          Map.entry("containers", "sidecars"),
          Map.entry("environment", "env"),
          Map.entry("ttl", "timeToLiveSeconds"),
          Map.entry("ttlSecondsAfterFinished", "timeToLiveSeconds"));

  /** What to write for keys that have no one key in their place. */
  private static final Map<String, String> INSTEAD =
      Map.of(
          "resources", "write cores, coreRequest, coreLimit and memory",
          "requests", "write cores, coreRequest and memory",
          "limits", "write coreLimit and memoryLimit",
          "command", "write mainClass and mainApplicationFile, or an image with another entrypoint",
          "backoffLimit", "write onFailureRetries below spec.restartPolicy");

  /** Keys of so many parts that their name says nothing of their place. */
  private static final Set<String> ANYWHERE =
      Set.of("name", "key", "path", "type", "enabled", "hosts", "protocol", "quantity", "metadata");

  private static final int MOST_DEPTH = 6;

  private final Document document;
  private final Sink sink;
  private final SchemaTables schemas;
  private final CustomResourceTable table;
  private final Version release;

  UnknownKeys(
      Document document,
      Sink sink,
      SchemaTables schemas,
      CustomResourceTable table,
      Version release) {
    this.document = document;
    this.sink = sink;
    this.schemas = schemas;
    this.table = table;
    this.release = release;
  }

  void report(Trail trail, ResourceFields fields, Block at, Node.Entry entry) {
    String key = entry.name();
    if (document.isPartial() && key.startsWith("$")) {
      return; // says how to merge
    }
    if (document.isSubmitted() && isAirflows(trail.path(key))) {
      return;
    }
    String owner = trail.above() == null ? "the document" : trail.path();
    List<VersionRange> ranges = table.versionsOf(trail.path(key));
    if (!ranges.isEmpty()) {
      otherRelease(trail, entry, ranges);
      return;
    }
    String start = "is no key of %s, so it is dropped; ".formatted(owner);
    Optional<String> same =
        fields.byKey().keySet().stream().filter(name -> plain(name).equals(plain(key))).findFirst();
    if (same.isPresent()) {
      near(sink.under(Infos.UNKNOWN_KEY), entry, at, same.get(), start, fields);
      return;
    }
    Optional<String> elsewhere = elsewhere(trail, entry);
    if (elsewhere.isPresent()) {
      sink.under(Infos.WRONG_PLACE).key(entry, start + elsewhere.get());
      return;
    }
    Optional<String> meant =
        Optional.ofNullable(MISNAMED.get(key))
            .filter(name -> fields.find(name).isPresent())
            .or(() -> Spelling.nearest(key, fields.byKey().keySet()));
    if (meant.isPresent()) {
      near(sink.under(Infos.UNKNOWN_KEY), entry, at, meant.get(), start, fields);
      return;
    }
    sink.under(Infos.UNKNOWN_KEY)
        .key(entry, start + INSTEAD.getOrDefault(key, "remove it, or see whether it is misspelt"));
  }

  /** Whether SparkKubernetesOperator reads a key of its own there and makes others of it. */
  private boolean isAirflows(String path) {
    return switch (path) {
      case "apiGroup", "version" -> true;
      case "spec.driver.container_resources", "spec.executor.container_resources" -> true;
      case "spec.labels" -> document.kubernetesSection().isPresent();
      default -> false;
    };
  }

  /** A key of metadata: {@code start} is the message up to what to write. */
  void inMetadata(Node.Entry entry, String start) {
    List<String> homes = new ArrayList<>();
    places(table.root(), "", entry, homes, 0);
    if (homes.isEmpty() || ANYWHERE.contains(entry.name())) {
      sink.under(Infos.UNKNOWN_KEY).key(entry, start + "remove it");
    } else {
      sink.under(Infos.WRONG_PLACE)
          .key(entry, start + "write it below " + MessageParts.or(least(homes)));
    }
  }

  private void otherRelease(Trail trail, Node.Entry entry, List<VersionRange> ranges) {
    String operator = SchemaTables.operator(document);
    Version target = SchemaTables.target(document);
    boolean later = ranges.stream().anyMatch(range -> !target.isAtLeast(range.from()));
    if (later) {
      sink.under(Infos.TOO_NEW)
          .key(
              entry,
              "came with %s of %s and is dropped by %s; remove it, or run the newer one"
                  .formatted(ranges.get(ranges.size() - 1).from(), operator, target));
    } else {
      sink.under(Infos.GONE)
          .key(
              entry,
              "was in %s %s and is dropped by %s; %s"
                  .formatted(
                      operator,
                      ranges.get(ranges.size() - 1),
                      target,
                      elsewhere(trail, entry).orElse("remove it")));
    }
  }

  private static void near(
      Sink sink, Node.Entry entry, Block at, String meant, String start, ResourceFields fields) {
    SparkField field = fields.find(meant).orElseThrow();
    if (at.has(meant)) {
      sink.key(entry, start + "remove it: %s stands here, too".formatted(meant));
    } else if (Mistyped.fits(field.type(), entry.value())) {
      sink.key(entry, start + "write " + meant, rename(entry, meant));
    } else {
      sink.key(
          entry, start + "write %s, which holds %s".formatted(meant, Mistyped.words(field.type())));
    }
  }

  /** The same for a type of Kubernetes. */
  static void near(Sink sink, Node.Entry entry, Node.Entry owner, String meant, String start) {
    boolean there = owner.value() instanceof Node.Mapping body && body.entry(meant).isPresent();
    sink.key(entry, start + "write " + meant, there ? null : rename(entry, meant));
  }

  private static Fix rename(Node.Entry entry, String meant) {
    return new Fix(
        "rename %s to %s".formatted(entry.name(), meant),
        plain(entry.name()).equals(plain(meant)),
        List.of(Edits.rename(entry, meant)));
  }

  /** A name without what people vary most. */
  private static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** Where a key of this name and shape is at home, as the end of a message. */
  private Optional<String> elsewhere(Trail trail, Node.Entry entry) {
    String key = entry.name();
    if (key.startsWith("spark.") && !(trail.type() instanceof ValueType.Kubernetes)) {
      return Optional.of(
          "write it below " + (isScheduled() ? "spec.template" : "spec") + ".sparkConf");
    }
    if (trail.above() != null && hasField(trail.above().type(), entry)) {
      return Optional.of(
          "write it one level higher, in "
              + (trail.above().above() == null ? "the document" : trail.above().path()));
    }
    if (ANYWHERE.contains(key)) {
      return Optional.empty();
    }
    List<String> beside = beside(trail, entry);
    if (beside.size() == 1) {
      return Optional.of("write it below " + beside.get(0));
    }
    List<String> below = new ArrayList<>();
    for (SparkField field : table.fields(trail.type(), false, release).byKey().values()) {
      if (!field.name().equals("status") && hasField(field.type(), entry)) {
        below.add(trail.path(field.name()));
      }
    }
    if (below.isEmpty()) {
      places(table.root(), "", entry, below, 0);
    }
    if (below.isEmpty()) {
      return otherKind(entry);
    }
    List<String> nearest = least(below);
    return nearest.size() > 3
        ? Optional.empty()
        : Optional.of("write it below " + MessageParts.or(nearest));
  }

  /** The neighbours that have a key: podSecurityContext what is wrong in securityContext. */
  private List<String> beside(Trail trail, Node.Entry entry) {
    Trail above = trail.above();
    if (above == null || !(trail.type() instanceof ValueType.Kubernetes)) {
      return List.of();
    }
    return table.fields(above.type(), false, release).byKey().values().stream()
        .filter(field -> hasField(field.type(), entry))
        .map(field -> above.path(field.name()))
        .toList();
  }

  private static List<String> least(List<String> paths) {
    int least = paths.stream().mapToInt(UnknownKeys::depth).min().orElse(0);
    return paths.stream()
        .filter(path -> depth(path) == least)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '.').count();
  }

  /** Collects the parts of the operator's own that have the key. */
  private void places(
      ValueType type, String path, Node.Entry entry, List<String> found, int depth) {
    for (SparkField field : table.fields(type, false, release).byKey().values()) {
      if (depth < MOST_DEPTH
          && field.type() instanceof ValueType.Struct struct
          && !field.name().equals("status")) {
        String below = path.isEmpty() ? field.name() : path + "." + field.name();
        if (hasField(struct, entry)) {
          found.add(below);
        }
        places(struct, below, entry, found, depth + 1);
      }
    }
  }

  private boolean hasField(ValueType type, Node.Entry entry) {
    SparkField field = table.fields(type, false, release).get(entry.name());
    return field != null && Mistyped.fits(field.type(), entry.value());
  }

  private boolean isScheduled() {
    return document.kind() == DocumentKind.SCHEDULED_SPARK_APPLICATION;
  }

  private Optional<String> otherKind(Node.Entry entry) {
    return document.kind() == DocumentKind.SPARK_APPLICATION
            && schemas
                .kubeflow()
                .table("ScheduledSparkApplication")
                .field("spec." + entry.name(), release)
                .isPresent()
        ? Optional.of("a ScheduledSparkApplication has it; write one, or remove the key")
        : Optional.empty();
  }
}
