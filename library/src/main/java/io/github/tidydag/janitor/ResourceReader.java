package io.github.tidydag.janitor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reduces objects, as the API server and {@code kubectl get -o json} show them, to what decides.
 * Nothing of a Secret but its metadata is looked at.
 */
public final class ResourceReader {
  /** The label or annotation that keeps an object, and all that would go with it. */
  public static final String KEEP = "tidydag.io/keep";

  private static final String CONTENT_HEADER =
      "#Java properties built from Kubernetes config map with name: ";
  private static final Set<String> REFERENCES =
      Set.of(
          "configMap",
          "configMapRef",
          "configMapKeyRef",
          "secret",
          "secretRef",
          "secretKeyRef",
          "imagePullSecrets",
          "persistentVolumeClaim",
          "configMaps",
          "secrets",
          "sources");
  private static final Set<String> NAMED =
      Set.of("name", "claimName", "secretName", "sparkConfigMap", "hadoopConfigMap");

  /** Tools that would put back what is deleted, or that know better when to. */
  private static final Map<String, String> MANAGERS =
      Map.of(
          "meta.helm.sh/release-name", "Helm",
          "argocd.argoproj.io/tracking-id", "Argo CD",
          "argocd.argoproj.io/instance", "Argo CD",
          "kustomize.toolkit.fluxcd.io/name", "Flux",
          "helm.toolkit.fluxcd.io/name", "Flux",
          "objectset.rio.cattle.io/id", "Fleet",
          "configmanagement.gke.io/managed", "Config Sync",
          "kapp.k14s.io/app", "kapp",
          "olm.owner", "the Operator Lifecycle Manager");

  /**
   * What Argo CD before 3.0 marks its objects by, and charts set, too; operators copy it to what
   * they make, so that it tells something of a SparkApplication only.
   */
  private static final String INSTANCE = "app.kubernetes.io/instance";

  /** Source: api/v1beta2/sparkapplication_types.go of kubeflow/spark-operator 1.1 to 2.5. */
  private static final Set<String> KUBEFLOW_ENDS = Set.of("COMPLETED", "FAILED");

  /** Source: ApplicationStateSummary.isTerminated of apache/spark-kubernetes-operator. */
  private static final Set<String> APACHE_ENDS =
      Set.of("ResourceReleased", "TerminatedWithoutReleaseResources");

  private ResourceReader() {}

  /**
   * An object, of whatever kind; empty for one that says nothing about Spark's garbage.
   *
   * @param apiVersion where the object, being in a list, does not say it
   * @param kindName the same for its kind
   */
  public static Optional<Resource> read(JsonNode object, String apiVersion, String kindName) {
    return read(object, apiVersion, kindName, true);
  }

  /**
   * An object of which only the metadata were asked for; empty for one that says nothing about
   * Spark's garbage.
   */
  public static Optional<Resource> readMetadata(
      JsonNode object, String apiVersion, String kindName) {
    return read(object, apiVersion, kindName, false);
  }

  /** What an object lacks that every object of a cluster has; empty if nothing. */
  public static String problem(JsonNode object, String apiVersion, String kindName) {
    JsonNode metadata = object.path("metadata");
    String name = metadata.path("name").asText();
    if (text(object, "kind", kindName).isEmpty()) {
      return "without kind";
    }
    if (name.isEmpty()) {
      return "without metadata.name";
    }
    return metadata.path("uid").asText().isEmpty() ? name + " without metadata.uid" : "";
  }

  private static Optional<Resource> read(
      JsonNode object, String apiVersion, String kindName, boolean isWhole) {
    String version = text(object, "apiVersion", apiVersion);
    String named = text(object, "kind", kindName);
    if (named.equals("PartialObjectMetadata")) {
      version = apiVersion;
      named = kindName;
    }
    Optional<ResourceKind> kind = ResourceKind.of(version, named);
    JsonNode metadata = object.path("metadata");
    if (kind.isEmpty() || metadata.path("uid").asText().isEmpty()) {
      return Optional.empty();
    }
    Resource resource = read(object, kind, version, named, isWhole);
    return counts(resource, kind.get()) ? Optional.of(resource) : Optional.empty();
  }

  /** An object that is nothing but an owner of others. */
  public static Resource owner(JsonNode object, String apiVersion, String kindName) {
    return read(object, ResourceKind.of(apiVersion, kindName), apiVersion, kindName, false);
  }

  private static boolean counts(Resource resource, ResourceKind kind) {
    return kind.decides()
        || SparkNames.isShaped(resource.name())
        || hasSparkLabels(resource)
        || !resource.owners().isEmpty();
  }

  static boolean hasSparkLabels(Resource resource) {
    return resource.labels().keySet().stream()
        .anyMatch(
            name ->
                name.equals(SparkNames.SELECTOR)
                    || name.equals(SparkNames.ROLE)
                    || name.equals(SparkNames.KUBEFLOW_APPLICATION)
                    || name.equals(SparkNames.APACHE_APPLICATION));
  }

  private static Resource read(
      JsonNode object,
      Optional<ResourceKind> kind,
      String apiVersion,
      String kindName,
      boolean isWhole) {
    JsonNode metadata = object.path("metadata");
    JsonNode status = object.path("status");
    Map<String, String> labels = texts(metadata.path("labels"));
    String name = metadata.path("name").asText();
    Life life = kind.isEmpty() ? Life.NONE : life(kind.get(), status);
    Optional<Instant> ended =
        life == Life.ENDED && kind.isPresent() ? ended(kind.get(), status) : Optional.empty();
    return new Resource(
        kind,
        apiVersion,
        kindName,
        metadata.path("namespace").asText(),
        name,
        metadata.path("uid").asText(),
        metadata.path("resourceVersion").asText(),
        time(metadata.path("creationTimestamp")),
        metadata.hasNonNull("deletionTimestamp"),
        labels,
        marks(kind, labels, texts(metadata.path("annotations"))),
        owners(metadata.path("ownerReferences")),
        life,
        state(status),
        ended,
        ended.flatMap(time -> expires(object, time)),
        life == Life.ENDED && kind.isPresent() && kind.get() == ResourceKind.POD
            ? List.of()
            : names(object, kind),
        isWhole && kind.isPresent() && kind.get() == ResourceKind.CONFIG_MAP
            ? content(object, name)
            : Content.UNREAD,
        run(kind, name, labels, status));
  }

  private static Resource.Run run(
      Optional<ResourceKind> kind, String name, Map<String, String> labels, JsonNode status) {
    if (kind.isPresent() && kind.get().isSparkApplication()) {
      return new Resource.Run(
          status.path("sparkApplicationId").asText(),
          name,
          status.path("submissionID").asText(),
          status.path("driverInfo").path("podName").asText());
    }
    return new Resource.Run(
        labels.getOrDefault(SparkNames.SELECTOR, ""),
        labels.getOrDefault(
            SparkNames.KUBEFLOW_APPLICATION,
            labels.getOrDefault(SparkNames.APACHE_APPLICATION, "")),
        labels.getOrDefault(SparkNames.KUBEFLOW_SUBMISSION, ""),
        "");
  }

  private static Life life(ResourceKind kind, JsonNode status) {
    return switch (kind) {
      case POD ->
          Set.of("Succeeded", "Failed").contains(status.path("phase").asText())
              ? Life.ENDED
              : Life.LIVE;
      case SPARK_APPLICATION ->
          KUBEFLOW_ENDS.contains(status.path("applicationState").path("state").asText())
              ? Life.ENDED
              : Life.LIVE;
      case APACHE_SPARK_APPLICATION ->
          APACHE_ENDS.contains(status.path("currentState").path("currentStateSummary").asText())
              ? Life.ENDED
              : Life.LIVE;
      case SCHEDULED, SPARK_CONNECT, SPARK_CLUSTER -> Life.LIVE;
      default -> Life.NONE;
    };
  }

  private static String state(JsonNode status) {
    String phase = status.path("phase").asText();
    if (!phase.isEmpty()) {
      return phase;
    }
    String kubeflow = status.path("applicationState").path("state").asText();
    return kubeflow.isEmpty()
        ? status.path("currentState").path("currentStateSummary").asText()
        : kubeflow;
  }

  /**
   * A Kubeflow application may be FAILED without a time (kubeflow/spark-operator#1761); no driver
   * of its began later than its last submission, and what it owns says more.
   */
  private static Optional<Instant> ended(ResourceKind kind, JsonNode status) {
    return switch (kind) {
      case SPARK_APPLICATION ->
          time(status.path("terminationTime"))
              .or(() -> time(status.path("lastSubmissionAttemptTime")));
      case APACHE_SPARK_APPLICATION -> time(status.path("currentState").path("lastTransitionTime"));
      default -> podEnded(status);
    };
  }

  /** An evicted pod has no statuses of containers, but conditions that have changed. */
  private static Optional<Instant> podEnded(JsonNode status) {
    List<Instant> times = new ArrayList<>();
    status
        .path("containerStatuses")
        .forEach(
            c -> time(c.path("state").path("terminated").path("finishedAt")).ifPresent(times::add));
    if (times.isEmpty()) {
      status
          .path("conditions")
          .forEach(c -> time(c.path("lastTransitionTime")).ifPresent(times::add));
    }
    return times.stream().max(Instant::compareTo);
  }

  private static Optional<Instant> expires(JsonNode object, Instant ended) {
    JsonNode ttl = object.path("spec").path("timeToLiveSeconds");
    return ttl.isIntegralNumber() && ttl.asLong() > 0
        ? Optional.of(ended.plusSeconds(ttl.asLong()))
        : Optional.empty();
  }

  private static List<Owner> owners(JsonNode references) {
    List<Owner> owners = new ArrayList<>();
    references.forEach(
        r ->
            owners.add(
                new Owner(
                    r.path("apiVersion").asText(),
                    r.path("kind").asText(),
                    r.path("name").asText(),
                    r.path("uid").asText())));
    return owners;
  }

  private static List<String> marks(
      Optional<ResourceKind> kind, Map<String, String> labels, Map<String, String> annotations) {
    Set<String> marks = new TreeSet<>();
    for (Map<String, String> map : List.of(labels, annotations)) {
      String keep = map.get(KEEP);
      if (keep != null && !keep.equals("false")) {
        marks.add("carries " + KEEP);
      }
      MANAGERS.forEach(
          (key, manager) -> {
            if (map.containsKey(key)) {
              marks.add("is managed by " + manager + " (" + key + ")");
            }
          });
    }
    String manager = labels.getOrDefault("app.kubernetes.io/managed-by", "");
    if (manager.toLowerCase(Locale.ROOT).equals("helm")) {
      marks.add("is managed by Helm (app.kubernetes.io/managed-by)");
    }
    if (kind.filter(ResourceKind::isSparkApplication).isPresent() && labels.containsKey(INSTANCE)) {
      marks.add("may be managed by Argo CD or a chart (" + INSTANCE + ")");
    }
    return List.copyOf(marks);
  }

  /** Names in references, and every text that looks like one of Spark's names. */
  private static List<String> names(JsonNode object, Optional<ResourceKind> kind) {
    if (kind.isEmpty() || !kind.get().decides()) {
      return List.of();
    }
    Set<String> names = new TreeSet<>();
    collect(object.path("spec"), false, names);
    return List.copyOf(names);
  }

  private static void collect(JsonNode node, boolean isReference, Set<String> names) {
    if (node.isTextual()) {
      if (isReference || SparkNames.isShaped(node.asText())) {
        names.add(node.asText());
      }
    } else if (node.isArray()) {
      node.forEach(item -> collect(item, isReference, names));
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String key = field.getKey();
        JsonNode value = field.getValue();
        boolean isName =
            (isReference && NAMED.contains(key))
                || key.endsWith("ConfigMap")
                || key.endsWith("configMapName")
                || key.endsWith("claimName")
                || key.endsWith("secretName");
        if (isName && value.isTextual()) {
          names.add(value.asText());
        }
        if (key.startsWith("spark.kubernetes.")) {
          secrets(key, value.asText(), names);
        }
        if (key.equals("envSecretKeyRefs")) {
          value.forEach(reference -> collect(reference, true, names));
        }
        collect(value, REFERENCES.contains(key) || (isReference && value.isArray()), names);
      }
    }
  }

  /** What a key of Spark's configuration names. */
  private static void secrets(String key, String value, Set<String> names) {
    int mounted = key.indexOf(".secrets.");
    if (mounted >= 0) {
      names.add(key.substring(mounted + ".secrets.".length()));
    } else if (key.contains(".secretKeyRef.")) {
      names.add(value.replaceFirst(":.*", ""));
    } else if (key.endsWith(".tokenSecret.name")) {
      names.add(value);
    } else if (key.endsWith(".pullSecrets")) {
      for (String name : value.split(",", -1)) {
        names.add(name.strip());
      }
    }
  }

  private static Content content(JsonNode object, String name) {
    JsonNode data = object.path("data");
    if (data.isEmpty() && object.path("binaryData").isEmpty()) {
      return Content.EMPTY;
    }
    String properties = data.path("spark.properties").asText();
    if (properties.startsWith(CONTENT_HEADER)) {
      String header = properties.substring(CONTENT_HEADER.length()).lines().findFirst().orElse("");
      return header.strip().equals(name) ? Content.SPARK : Content.COPY;
    }
    return data.size() == 1 && data.has("podspec-configmap-key") ? Content.SPARK : Content.FOREIGN;
  }

  private static Map<String, String> texts(JsonNode map) {
    Map<String, String> texts = new HashMap<>();
    map.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  private static String text(JsonNode object, String name, String otherwise) {
    String text = object.path(name).asText();
    return text.isEmpty() ? otherwise : text;
  }

  private static Optional<Instant> time(JsonNode text) {
    if (!text.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text.asText()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // a time that cannot be read is one that is not known
    }
  }
}
