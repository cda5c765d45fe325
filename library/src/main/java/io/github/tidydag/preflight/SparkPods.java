package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.spark.SparkMemory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The pods that the Kubeflow operator and Spark make of a SparkApplication, as far as its spec
 * says: accounts, images, resources, where they run, and what they mount. A {@code sparkConf} that
 * says the same in Spark's own words is not read.
 */
public final class SparkPods {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final BigDecimal MIB = BigDecimal.valueOf(1L << 20);
  private static final BigDecimal LEAST_OVERHEAD = BigDecimal.valueOf(384);
  private static final String HEAP = "1g";

  /** Keys of driver and executor that are those of a pod's spec. */
  private static final List<String> OF_POD =
      List.of(
          "tolerations",
          "affinity",
          "hostNetwork",
          "priorityClassName",
          "schedulerName",
          "terminationGracePeriodSeconds");

  private SparkPods() {}

  /**
   * A pod.
   *
   * @param role {@code driver} or {@code executor}
   * @param count how many there are at most
   * @param unseen why that is not known
   */
  public record SparkPod(String role, int count, ObjectNode pod, Optional<String> unseen) {}

  /** Its pods: the driver, and one that stands for all executors. */
  public static List<SparkPod> of(JsonNode application) {
    JsonNode spec = application.path("spec");
    List<SparkPod> pods = new ArrayList<>();
    pods.add(new SparkPod("driver", 1, pod(spec, "driver"), Optional.empty()));
    JsonNode allocation = spec.path("dynamicAllocation");
    boolean isDynamic = allocation.path("enabled").asBoolean();
    int executors =
        isDynamic
            ? allocation.path("maxExecutors").asInt(1)
            : spec.at("/executor/instances").asInt(1);
    if (executors > 0) {
      pods.add(
          new SparkPod(
              "executor",
              executors,
              pod(spec, "executor"),
              isDynamic && !allocation.has("maxExecutors")
                  ? Optional.of("dynamicAllocation has no maxExecutors, so there may be any number")
                  : Optional.empty()));
    }
    return pods;
  }

  private static ObjectNode pod(JsonNode spec, String role) {
    JsonNode of = spec.path(role);
    ObjectNode pod =
        of.path("template") instanceof ObjectNode template
            ? template.deepCopy()
            : NODES.objectNode();
    ObjectNode podSpec = pod.withObjectProperty("spec");
    ObjectNode main = main(podSpec, role);
    String image = of.path("image").asText(spec.path("image").asText());
    if (!image.isEmpty()) {
      main.put("image", image);
    }
    resources(spec, of, main);
    copy(of, "env", main, "env");
    of.path("envSecretKeyRefs").properties().forEach(e -> secretVariable(main, e));
    copy(of, "envFrom", main, "envFrom");
    copy(of, "ports", main, "ports");
    copy(of, "securityContext", main, "securityContext");
    copy(of, "volumeMounts", main, "volumeMounts");
    OF_POD.forEach(key -> copy(of, key, podSpec, key));
    copy(of, "podSecurityContext", podSpec, "securityContext");
    // spark.kubernetes.authenticate.executor.serviceAccountName: the driver's if not set
    copy(spec.path("driver"), "serviceAccount", podSpec, "serviceAccountName");
    copy(of, "serviceAccount", podSpec, "serviceAccountName");
    spec.path("nodeSelector").properties().forEach(e -> selector(podSpec, e));
    of.path("nodeSelector").properties().forEach(e -> selector(podSpec, e));
    ArrayNode secrets = NODES.arrayNode();
    spec.path("imagePullSecrets").forEach(name -> secrets.addObject().put("name", name.asText()));
    if (!secrets.isEmpty()) {
      podSpec.set("imagePullSecrets", secrets);
    }
    of.path("initContainers").forEach(podSpec.withArray("initContainers")::add);
    of.path("sidecars").forEach(podSpec.withArray("containers")::add);
    volumes(spec, of, podSpec);
    ObjectNode labels = pod.withObjectProperty("metadata").withObjectProperty("labels");
    of.path("labels").properties().forEach(e -> labels.set(e.getKey(), e.getValue()));
    return pod;
  }

  /** The template's first container, which Spark makes its own. */
  private static ObjectNode main(ObjectNode podSpec, String role) {
    ArrayNode containers = podSpec.withArray("containers");
    if (!(containers.path(0) instanceof ObjectNode first)) {
      ObjectNode made = containers.addObject();
      made.put("name", "spark-kubernetes-" + role);
      return made;
    }
    return first;
  }

  private static void copy(JsonNode from, String key, ObjectNode to, String as) {
    if (from.has(key)) {
      to.set(as, from.get(key));
    }
  }

  private static void secretVariable(ObjectNode main, Map.Entry<String, JsonNode> variable) {
    ObjectNode made = main.withArray("env").addObject().put("name", variable.getKey());
    made.putObject("valueFrom").set("secretKeyRef", variable.getValue());
  }

  private static void selector(ObjectNode podSpec, Map.Entry<String, JsonNode> entry) {
    podSpec.withObjectProperty("nodeSelector").set(entry.getKey(), entry.getValue());
  }

  /** Memory and its overhead, which is also the limit unless the webhook writes another. */
  private static void resources(JsonNode spec, JsonNode of, ObjectNode main) {
    ObjectNode resources = NODES.objectNode();
    ObjectNode requests = resources.putObject("requests");
    ObjectNode limits = resources.putObject("limits");
    requests.put("cpu", of.path("coreRequest").asText(of.path("cores").asText("1")));
    if (of.has("coreLimit")) {
      limits.put("cpu", of.path("coreLimit").asText());
    }
    JsonNode gpu = of.path("gpu");
    if (gpu.has("name")) {
      limits.put(gpu.path("name").asText(), gpu.path("quantity").asText("1"));
      requests.put(gpu.path("name").asText(), gpu.path("quantity").asText("1"));
    }
    OptionalLong heap = SparkMemory.bytes(of.path("memory").asText(HEAP));
    if (heap.isPresent()) {
      BigDecimal mib = BigDecimal.valueOf(heap.getAsLong()).divide(MIB, 0, RoundingMode.FLOOR);
      String sum = mib.add(overhead(spec, of, mib)).toPlainString() + "Mi";
      requests.put("memory", sum);
      limits.put("memory", of.path("memoryLimit").asText(sum));
    }
    main.set("resources", resources);
  }

  /** MiB. */
  private static BigDecimal overhead(JsonNode spec, JsonNode of, BigDecimal heap) {
    OptionalLong said = SparkMemory.bytes(of.path("memoryOverhead").asText());
    if (said.isPresent()) {
      return BigDecimal.valueOf(said.getAsLong()).divide(MIB, 0, RoundingMode.FLOOR);
    }
    String byType = Set.of("Python", "R").contains(spec.path("type").asText()) ? "0.4" : "0.1";
    BigDecimal factor;
    try {
      factor = new BigDecimal(spec.path("memoryOverheadFactor").asText(byType));
    } catch (NumberFormatException e) {
      factor = new BigDecimal(byType);
    }
    return heap.multiply(factor).setScale(0, RoundingMode.FLOOR).max(LEAST_OVERHEAD);
  }

  /** Those that are mounted; others are not made. */
  private static void volumes(JsonNode spec, JsonNode of, ObjectNode podSpec) {
    ArrayNode volumes = NODES.arrayNode();
    Set<String> mounted = new java.util.HashSet<>();
    of.path("volumeMounts").forEach(mount -> mounted.add(mount.path("name").asText()));
    for (JsonNode volume : spec.path("volumes")) {
      if (mounted.contains(volume.path("name").asText())) {
        volumes.add(volume);
      }
    }
    for (JsonNode secret : of.path("secrets")) {
      String name = secret.path("name").asText();
      ObjectNode volume = volumes.addObject().put("name", name + "-volume");
      volume.putObject("secret").put("secretName", name);
    }
    for (JsonNode map : of.path("configMaps")) {
      configMap(map.path("name").asText(), volumes);
    }
    for (String key : List.of("sparkConfigMap", "hadoopConfigMap")) {
      configMap(spec.path(key).asText(), volumes);
    }
    if (!volumes.isEmpty()) {
      podSpec.withArray("volumes").addAll(volumes);
    }
  }

  private static void configMap(String name, ArrayNode volumes) {
    if (!name.isEmpty()) {
      ObjectNode volume = volumes.addObject().put("name", name + "-volume");
      volume.putObject("configMap").put("name", name);
    }
  }
}
