package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pod that KubernetesPodOperator makes of its arguments alone, before it is merged into a
 * template: its {@code __init__} and the middle of {@code build_pod_request_obj}.
 */
final class PodArguments {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String CONTAINER = "/spec/containers/0";

  private final PodRequest request;
  private final KpoRules rules;
  private final Remarks remarks;
  private final ModelReader reader;
  private final Map<String, String> written = new LinkedHashMap<>();
  private final ObjectNode metadata = NODES.objectNode();
  private final ObjectNode spec = NODES.objectNode();
  private final ObjectNode container = NODES.objectNode();

  private PodArguments(PodRequest request, PodModel model, KpoRules rules, Remarks remarks) {
    this.request = request;
    this.rules = rules;
    this.remarks = remarks;
    this.reader = new ModelReader(model, "an argument", true, remarks);
  }

  static PodArguments of(PodRequest request, PodModel model, KpoRules rules, Remarks remarks) {
    PodArguments arguments = new PodArguments(request, model, rules, remarks);
    arguments.fillMetadata();
    arguments.fillContainer();
    arguments.fillSpec();
    return arguments;
  }

  /** The pod; a field that Airflow leaves None is absent. */
  ObjectNode pod() {
    ObjectNode pod = NODES.objectNode().put("apiVersion", "v1").put("kind", "Pod");
    pod.set("metadata", metadata);
    pod.set("spec", spec);
    return pod;
  }

  /** The arguments that the user wrote, by their places in the pod. */
  Map<String, String> written() {
    return written;
  }

  /** The name of the main container: base_container_name, or base. */
  static String containerName(PodRequest request) {
    JsonNode name = request.argument("base_container_name");
    return name != null && FieldType.isTruthyValue(name) ? name.asText() : "base";
  }

  private void fillMetadata() {
    raw(metadata, "/metadata", "namespace", "namespace");
    ObjectNode labels = orEmptyMap("labels");
    if (rules.emptiesLabels()) {
      labels
          .properties()
          .forEach(
              label -> {
                if (label.getValue().isNull()) {
                  label.setValue(TextNode.valueOf(""));
                }
              });
    }
    set(metadata, "/metadata", "labels", "labels", labels);
    JsonNode name = request.argument("name");
    if (name != null) {
      set(metadata, "/metadata", "name", "name", TextNode.valueOf(name(name.asText())));
    }
    set(metadata, "/metadata", "annotations", "annotations", orEmptyMap("annotations"));
  }

  private String name(String name) {
    if (PodNames.isTemplated(name)) {
      remarks.add(
          "/metadata/name",
          "the name %s is a template: after rendering, all but a-z, 0-9 and - become -",
          name);
      return name;
    }
    return PodNames.sanitized(name);
  }

  private void fillContainer() {
    raw(container, CONTAINER, "image", "image");
    container.put("name", containerName(request));
    set(container, CONTAINER, "command", "cmds", orEmptyList("cmds"));
    set(container, CONTAINER, "ports", "ports", models("ports", "V1ContainerPort"));
    raw(container, CONTAINER, "imagePullPolicy", "image_pull_policy");
    model(container, CONTAINER, "resources", "container_resources", "V1ResourceRequirements");
    ArrayNode mounts = models("volume_mounts", "V1VolumeMount");
    set(container, CONTAINER, "volumeMounts", "volume_mounts", mounts);
    set(container, CONTAINER, "args", "arguments", orEmptyList("arguments"));
    container.set("env", env());
    container.set("envFrom", envFrom());
    dictionary(container, CONTAINER, "securityContext", "container_security_context");
    raw(container, CONTAINER, "terminationMessagePolicy", "termination_message_policy");
    if (!request.arguments().containsKey("termination_message_policy")) {
      container.put("terminationMessagePolicy", "File");
    }
  }

  private ArrayNode env() {
    ArrayNode env = NODES.arrayNode();
    JsonNode given = request.argument("env_vars");
    if (given instanceof ObjectNode map) {
      map.properties()
          .forEach(
              entry -> {
                ObjectNode variable = env.addObject().put("name", entry.getKey());
                if (!entry.getValue().isNull()) {
                  variable.set("value", entry.getValue());
                }
              });
    } else if (FieldType.isTruthyValue(given)) {
      if (!(given instanceof ArrayNode list)) {
        throw new UnusablePod(CONTAINER + "/env", "env_vars is neither a map nor a list");
      }
      env.addAll(reader.readList("V1EnvVar", list, CONTAINER + "/env"));
    }
    return env.addAll(models("pod_runtime_info_envs", "V1EnvVar"));
  }

  private ArrayNode envFrom() {
    ArrayNode sources = models("env_from", "V1EnvFromSource");
    orEmptyList("configmaps")
        .forEach(name -> sources.addObject().putObject("configMapRef").set("name", name));
    return sources;
  }

  private void fillSpec() {
    argumentSince(rules.runtimeClass(), "runtimeClassName", "runtime_class_name", "10.15.0");
    set(spec, "/spec", "nodeSelector", "node_selector", orEmptyMap("node_selector"));
    JsonNode affinity = request.argument("affinity");
    if (FieldType.isTruthyValue(affinity)) {
      model(spec, "/spec", "affinity", "affinity", "V1Affinity");
    } else if (affinity != null) {
      written.put("/spec/affinity", "affinity");
    }
    set(spec, "/spec", "tolerations", "tolerations", models("tolerations", "V1Toleration"));
    spec.set("initContainers", models("init_containers", "V1Container"));
    if (request.argument("host_aliases") != null) {
      set(spec, "/spec", "hostAliases", "host_aliases", models("host_aliases", "V1HostAlias"));
    }
    spec.putArray("containers").add(container);
    set(spec, "/spec", "imagePullSecrets", "image_pull_secrets", imagePullSecrets());
    raw(spec, "/spec", "serviceAccountName", "service_account_name");
    argumentSince(
        rules.automount(),
        "automountServiceAccountToken",
        "automount_service_account_token",
        "10.5.0");
    if (!request.arguments().containsKey("hostnetwork")) {
      spec.set("hostNetwork", BooleanNode.FALSE);
    }
    raw(spec, "/spec", "hostNetwork", "hostnetwork");
    raw(spec, "/spec", "hostname", "hostname");
    raw(spec, "/spec", "subdomain", "subdomain");
    dictionary(spec, "/spec", "securityContext", "security_context");
    raw(spec, "/spec", "dnsPolicy", "dnspolicy");
    model(spec, "/spec", "dnsConfig", "dns_config", "V1PodDNSConfig");
    raw(spec, "/spec", "schedulerName", "schedulername");
    spec.put("restartPolicy", "Never");
    raw(spec, "/spec", "priorityClassName", "priority_class_name");
    spec.set("volumes", models("volumes", "V1Volume"));
    raw(spec, "/spec", "activeDeadlineSeconds", "active_deadline_seconds");
    argumentSince(
        rules.gracePeriod(), "terminationGracePeriodSeconds", "termination_grace_period", "10.9.0");
  }

  /** {@code convert_image_pull_secrets}: a text is cut at its commas, blanks stay. */
  private ArrayNode imagePullSecrets() {
    JsonNode given = request.argument("image_pull_secrets");
    if (given == null || !given.isTextual() || given.textValue().isEmpty()) {
      return models("image_pull_secrets", "V1LocalObjectReference");
    }
    ArrayNode names = NODES.arrayNode();
    for (String name : given.textValue().split(",", -1)) {
      names.addObject().put("name", name);
    }
    return names;
  }

  private void argumentSince(boolean there, String field, String argument, String version) {
    if (there) {
      raw(spec, "/spec", field, argument);
    } else if (request.argument(argument) != null) {
      remarks.add(
          "/spec/" + field, "the argument %s has no effect before provider %s", argument, version);
    }
  }

  /** A value that Airflow passes on untouched; None is left out. */
  private void raw(ObjectNode object, String place, String field, String argument) {
    JsonNode value = request.argument(argument);
    if (value != null) {
      set(object, place, field, argument, value);
    }
  }

  /** A dictionary; when it is empty it is left out, see {@link PodPreview}. */
  private void dictionary(ObjectNode object, String place, String field, String argument) {
    JsonNode value = request.argument(argument);
    if (FieldType.isTruthyValue(value)) {
      raw(object, place, field, argument);
    } else if (value != null) {
      written.put(place + "/" + field, argument);
    }
  }

  private void model(
      ObjectNode object, String place, String field, String argument, String className) {
    JsonNode value = request.argument(argument);
    if (value != null) {
      String pointer = place + "/" + field;
      set(object, place, field, argument, reader.read(className, value, pointer));
    }
  }

  private void set(
      ObjectNode object, String place, String field, String argument, @Nullable JsonNode value) {
    object.set(field, value);
    if (request.argument(argument) != null) {
      written.put(place + "/" + field, argument);
    }
  }

  private ArrayNode models(String argument, String className) {
    JsonNode given = request.argument(argument);
    return given != null && FieldType.isTruthyValue(given)
        ? reader.readList(className, given, "/" + argument)
        : NODES.arrayNode();
  }

  private JsonNode orEmptyList(String argument) {
    JsonNode given = request.argument(argument);
    return given != null && FieldType.isTruthyValue(given) ? given.deepCopy() : NODES.arrayNode();
  }

  private ObjectNode orEmptyMap(String argument) {
    return request.argument(argument) instanceof ObjectNode map
        ? map.deepCopy()
        : NODES.objectNode();
  }
}
