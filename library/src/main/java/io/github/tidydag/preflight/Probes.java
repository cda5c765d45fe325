package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be asked of a cluster from inside Airflow, where nobody computes: what must be there,
 * what must be allowed, and what the API server must take.
 *
 * @param rights those of the DAG
 */
public record Probes(List<Thing> things, List<RunNeeds.Rights> rights, List<Creation> creations) {
  private static final String PULL_SECRET = "pull secret";
  private static final List<String> FREE =
      List.of("args", "arguments", "command", "sparkConf", "hadoopConf");

  public Probes {
    things = List.copyOf(things);
    rights = List.copyOf(rights);
    creations = List.copyOf(creations);
  }

  /**
   * Something that must be there.
   *
   * @param what the kind of object, where more than its existence is looked at
   * @param path below the API server's address
   */
  public record Thing(CheckKind kind, String what, String path, String name, String todo) {}

  /**
   * What a task creates.
   *
   * @param path of all objects of its kind
   * @param body empty if only a run knows it
   */
  public record Creation(String task, String path, Optional<JsonNode> body) {}

  /** The probes of what tasks need. */
  public static Probes of(RunNeeds needs) {
    Map<String, Thing> things = new LinkedHashMap<>();
    for (String namespace : needs.namespaces()) {
      add(things, CheckKind.NAMESPACE, FactKind.NAMESPACE, "", namespace);
    }
    for (RunNeeds.Application application : needs.applications()) {
      String version = application.application().path("apiVersion").asText();
      String path = "/apis/" + version;
      things.putIfAbsent(
          path,
          new Thing(
              CheckKind.SPARK_OPERATOR,
              "served",
              path,
              version,
              "install the Spark operator, or write the apiVersion that the cluster has"));
    }
    for (PodNeed pod : needs.pods()) {
      add(
          things,
          CheckKind.SERVICE_ACCOUNT,
          FactKind.SERVICE_ACCOUNT,
          pod.namespace(),
          pod.account());
      pod.spec()
          .path("imagePullSecrets")
          .forEach(
              one ->
                  add(
                      things,
                      CheckKind.PULL_SECRET,
                      FactKind.SECRET,
                      pod.namespace(),
                      one.path("name").asText()));
      add(
          things,
          CheckKind.PRIORITY_CLASS,
          FactKind.PRIORITY_CLASS,
          "",
          pod.spec().path("priorityClassName").asText());
      add(
          things,
          CheckKind.RUNTIME_CLASS,
          FactKind.RUNTIME_CLASS,
          "",
          pod.spec().path("runtimeClassName").asText());
      for (Reference reference : Reference.of(pod.spec())) {
        if (!reference.isOptional()) {
          add(
              things,
              reference.kind(),
              reference.object(),
              reference.object() == FactKind.STORAGE_CLASS ? "" : pod.namespace(),
              reference.name());
        }
      }
    }
    return new Probes(List.copyOf(things.values()), needs.rights(), creations(needs));
  }

  private static void add(
      Map<String, Thing> things, CheckKind kind, FactKind object, String namespace, String name) {
    if (!ObjectNames.isKnown(name)) {
      return;
    }
    String path = object.path(namespace) + "/" + name;
    String what = kind == CheckKind.PULL_SECRET ? PULL_SECRET : object.plural();
    things.putIfAbsent(
        kind + path,
        new Thing(
            kind,
            what,
            path,
            object + " " + (namespace.isEmpty() ? "" : namespace + "/") + name,
            "make it, or write another name in the spec"));
  }

  /** Pods of tasks that create pods themselves, and SparkApplications. */
  private static List<Creation> creations(RunNeeds needs) {
    List<Creation> found = new ArrayList<>();
    for (PodNeed pod : needs.pods()) {
      String path = "/api/v1/namespaces/" + pod.namespace() + "/pods";
      if (pod.role().equals("pod")) {
        found.add(
            new Creation(
                pod.task(),
                path,
                pod.unseen().isPresent()
                    ? Optional.empty()
                    : body(pod.pod(), "v1", "Pod", pod.namespace())));
      } else if (pod.role().equals("job")) {
        found.add(
            new Creation(pod.task(), path, Optional.empty())); // what the operator makes of it
      }
    }
    for (RunNeeds.Application one : needs.applications()) {
      String version = one.application().path("apiVersion").asText();
      String namespace = one.application().at("/metadata/namespace").asText();
      if (ObjectNames.isKnown(namespace)) {
        String path = "/apis/" + version + "/namespaces/" + namespace + "/sparkapplications";
        found.add(
            new Creation(
                one.task(), path, body(one.application(), version, "SparkApplication", namespace)));
      }
    }
    return found;
  }

  /**
   * Under another name, and without what only a run fills in, or what nobody who decides looks at
   * and may be secret: values of variables, arguments, Spark's configuration. Empty if what only a
   * run knows is in its spec.
   */
  private static Optional<JsonNode> body(
      JsonNode object, String version, String kind, String namespace) {
    if (!(object instanceof ObjectNode whole)) {
      return Optional.empty();
    }
    ObjectNode body = whole.deepCopy();
    bare(body.path("spec"));
    if (!isWhole(body.path("spec"))) {
      return Optional.empty();
    }
    body.put("apiVersion", version).put("kind", kind);
    ObjectNode metadata = body.withObjectProperty("metadata");
    metadata.put("name", "tidydag-preflight").put("namespace", namespace);
    for (String part : List.of("labels", "annotations")) {
      if (metadata.path(part) instanceof ObjectNode values) {
        List<String> unknown = new ArrayList<>();
        values
            .properties()
            .forEach(
                one -> {
                  if (!one.getValue().asText().isEmpty()
                      && !ObjectNames.isKnown(one.getValue().asText())) {
                    unknown.add(one.getKey());
                  }
                });
        values.remove(unknown);
      }
    }
    return Optional.of(body);
  }

  private static void bare(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(FREE);
      if (object.path("value").isValueNode() && object.has("name")) {
        object.put("value", "");
      }
    }
    node.forEach(Probes::bare);
  }

  private static boolean isWhole(JsonNode node) {
    if (node.isTextual()) {
      return node.asText().isEmpty() || ObjectNames.isKnown(node.asText());
    }
    for (JsonNode child : node) {
      if (!isWhole(child)) {
        return false;
      }
    }
    return true;
  }
}
