package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the cluster answers, how old it is, and whether it knows SparkApplications. */
final class ConnectionInspection implements Inspection {
  /** Finished Jobs are deleted by themselves since then: KEP-592, stable in 1.23. */
  private static final int OLDEST_MINOR = 23;

  private static final String OPEN = "x-kubernetes-preserve-unknown-fields";

  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    Fact<String> version = facts.version();
    if (version instanceof Fact.Unknown<String> unknown) {
      results.unknown(
          CheckKind.CLUSTER, needs.at(), "", unknown.reason(), "ask for get on /version");
    } else if (version instanceof Fact.Known<String> known) {
      results.ok(CheckKind.CLUSTER, needs.at(), known.value(), "answers");
      age(needs, known.value(), results);
    }
    needs.applications().forEach(application -> served(application, facts, results));
  }

  private static void age(RunNeeds needs, String version, Results results) {
    Optional<Integer> minor = Minor.of(version);
    if (needs.anchors().isEmpty() || minor.isEmpty()) {
      return;
    }
    if (minor.get() < OLDEST_MINOR) {
      results.failed(
          CheckKind.VERSION,
          needs.at(),
          version,
          "does not delete finished Jobs by itself, so runs stay for ever where Airflow dies",
          "use a cluster of 1.23 or newer, or cleanup: {strategy: teardown}");
    } else {
      results.ok(CheckKind.VERSION, needs.at(), version, "deletes finished Jobs by itself");
    }
  }

  private static void served(RunNeeds.Application one, ClusterFacts facts, Results results) {
    String apiVersion = one.application().path("apiVersion").asText();
    int slash = apiVersion.indexOf('/');
    String group = apiVersion.substring(0, Math.max(0, slash));
    String version = apiVersion.substring(slash + 1);
    Fact<Boolean> served = facts.serves(group, version, "sparkapplications");
    if (served instanceof Fact.Unknown<Boolean> unknown) {
      results.add(
          CheckKind.SPARK_OPERATOR,
          Status.UNKNOWN,
          one.at(),
          List.of(one.task()),
          apiVersion,
          unknown.reason(),
          "look at kubectl api-resources --api-group " + group);
    } else if (served instanceof Fact.Known<Boolean> known && !known.value()) {
      results.add(
          CheckKind.SPARK_OPERATOR,
          Status.FAILED,
          one.at(),
          List.of(one.task()),
          apiVersion,
          "the cluster has no SparkApplications of this version",
          "install the Spark operator, or write the apiVersion that kubectl api-resources shows");
    } else {
      results.add(
          CheckKind.SPARK_OPERATOR,
          Status.OK,
          one.at(),
          List.of(one.task()),
          apiVersion,
          "SparkApplications are served",
          "");
      fields(one, facts.schema(group, version, "SparkApplication"), results);
    }
  }

  private static void fields(
      RunNeeds.Application one, Fact<Optional<JsonNode>> schema, Results results) {
    if (!(schema instanceof Fact.Known<Optional<JsonNode>> known) || known.value().isEmpty()) {
      results.add(
          CheckKind.SPARK_FIELDS,
          Status.UNKNOWN,
          one.at(),
          List.of(one.task()),
          "",
          schema instanceof Fact.Unknown<Optional<JsonNode>> unknown
              ? unknown.reason()
              : "the cluster tells no fields",
          "compare the operator's release with spark_operator in .tidydag.yaml");
      return;
    }
    JsonNode spec = known.value().get().at("/properties/spec");
    List<String> pruned = new ArrayList<>();
    pruned(one.application().path("spec"), spec, "spec", pruned);
    if (!pruned.isEmpty()) {
      results.add(
          CheckKind.SPARK_FIELDS,
          Status.FAILED,
          one.at(),
          List.of(one.task()),
          String.join(", ", pruned),
          "the cluster's operator does not have it, and the API server drops it without a word; "
              + release(one, spec),
          "leave out what is named, or install the release that has it");
      return;
    }
    results.add(
        CheckKind.SPARK_FIELDS,
        Status.OK,
        one.at(),
        List.of(one.task()),
        "",
        "knows all fields that the spec has; " + release(one, spec),
        "");
  }

  /** Which releases have the fields that the cluster has. */
  private static String release(RunNeeds.Application one, JsonNode spec) {
    Set<String> there = new HashSet<>();
    spec.path("properties").fieldNames().forEachRemaining(there::add);
    spec.at("/properties/driver/properties")
        .fieldNames()
        .forEachRemaining(name -> there.add("driver." + name));
    List<String> fitting =
        one.releases().entrySet().stream()
            .filter(release -> release.getValue().equals(there))
            .map(Map.Entry::getKey)
            .toList();
    if (fitting.isEmpty()) {
      return "its fields are those of no release that tidydag knows; .tidydag.yaml says "
          + one.release();
    }
    String range =
        fitting.size() == 1
            ? fitting.get(0)
            : fitting.get(0) + " to " + fitting.get(fitting.size() - 1);
    return "its fields are those of release "
        + range
        + (fitting.contains(one.release()) ? "" : ", and .tidydag.yaml says " + one.release());
  }

  private static void pruned(JsonNode value, JsonNode schema, String path, List<String> pruned) {
    if (schema.path(OPEN).asBoolean()) {
      return;
    }
    if (value.isArray()) {
      value.forEach(item -> pruned(item, schema.path("items"), path + "[]", pruned));
      return;
    }
    JsonNode fields = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    value
        .properties()
        .forEach(
            field -> {
              String below = path + "." + field.getKey();
              if (fields.has(field.getKey())) {
                pruned(field.getValue(), fields.path(field.getKey()), below, pruned);
              } else if (others.isObject()) {
                pruned(field.getValue(), others, below, pruned);
              } else if (fields.isObject() && !others.asBoolean() && !pruned.contains(below)) {
                pruned.add(below);
              }
            });
  }
}
