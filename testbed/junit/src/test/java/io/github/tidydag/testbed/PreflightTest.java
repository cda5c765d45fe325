package io.github.tidydag.testbed;

import static io.github.tidydag.testbed.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.tidydag.cluster.ClusterConnection;
import io.github.tidydag.cluster.Power;
import io.github.tidydag.cluster.PreflightReader;
import io.github.tidydag.preflight.Check;
import io.github.tidydag.preflight.CheckKind;
import io.github.tidydag.preflight.PodNeed;
import io.github.tidydag.preflight.Preflight;
import io.github.tidydag.preflight.RunNeeds;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.source.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What preflight says of pods is what the API server says when it is asked to take them. */
@ExtendWith(TestCluster.class)
class PreflightTest {
  private static final int PODS = 1200;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Location AT = Location.startOf("generated");

  /** What the API server itself decides when a pod is made. */
  private static final Set<CheckKind> DECIDED_THERE =
      Set.of(
          CheckKind.SERVICE_ACCOUNT,
          CheckKind.LIMIT_RANGE,
          CheckKind.QUOTA,
          CheckKind.POD_SECURITY,
          CheckKind.PRIORITY_CLASS,
          CheckKind.RUNTIME_CLASS);

  private static final List<String> SYSCTLS =
      List.of("net.ipv4.tcp_syncookies", "net.ipv4.tcp_rmem", "kernel.msgmax");

  private static final List<String> LEVELS = List.of("privileged", "baseline", "restricted");

  private static final List<String> POLICIES =
      List.of(
          "",
          """
          {apiVersion: v1, kind: LimitRange, metadata: {name: one}, spec: {limits: [
            {type: Container, min: {cpu: 200m}, max: {memory: 1Gi}, default: {memory: 512Mi},
             defaultRequest: {cpu: 250m}}]}}
          """,
          """
          {apiVersion: v1, kind: LimitRange, metadata: {name: one}, spec: {limits: [
            {type: Pod, max: {cpu: "1"}}, {type: Container, maxLimitRequestRatio: {memory: "2"}}]}}
          """,
          """
          {apiVersion: v1, kind: LimitRange, metadata: {name: one}, spec: {limits: [
            {type: Container, default: {cpu: 300m, memory: 256Mi}}]}}
          """,
          """
          {apiVersion: v1, kind: ResourceQuota, metadata: {name: one}, spec: {hard: {requests.cpu: "1",
            limits.memory: 1Gi, pods: "3"}}}
          """,
          """
          {apiVersion: v1, kind: ResourceQuota, metadata: {name: one}, spec: {hard: {cpu: 600m},
            scopes: [NotTerminating]}}
          """,
          """
          {apiVersion: v1, kind: ResourceQuota, metadata: {name: one}, spec: {hard: {pods: "0"},
            scopes: [BestEffort]}}
          """,
          """
          {apiVersion: v1, kind: ResourceQuota, metadata: {name: one}, spec: {hard: {pods: "0"},
            scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [urgent]}]}}}
          """);

  private final Cluster cluster;
  private final KubernetesClient client;
  private final Random random = new Random(20261128);

  PreflightTest(Cluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean rarely() {
    return random.nextInt(6) == 0;
  }

  /** A namespace of each level with each policy. */
  private List<String> namespaces() {
    List<String> namespaces = new ArrayList<>();
    for (String level : LEVELS) {
      for (String policy : POLICIES) {
        String namespace = cluster.namespace();
        namespaces.add(namespace);
        client
            .namespaces()
            .withName(namespace)
            .edit(
                n -> {
                  Map<String, String> labels = n.getMetadata().getLabels();
                  labels.put("pod-security.kubernetes.io/enforce", level);
                  if (policy.isEmpty()) {
                    labels.put("pod-security.kubernetes.io/enforce-version", "v1.24");
                  }
                  return n;
                });
        if (!policy.isEmpty()) {
          new Garbage(cluster, namespace).create(policy);
        }
        if (policy.contains("ResourceQuota")) {
          until(() -> !used(namespace).isEmpty());
        }
        until(
            () ->
                client.serviceAccounts().inNamespace(namespace).withName("default").get() != null);
        if (policy.contains("limits.memory") && level.equals("baseline")) {
          fill(namespace);
        }
      }
    }
    return namespaces;
  }

  /** So many pods that a quota has no room for another now. */
  private void fill(String namespace) {
    for (int i = 0; i < 3; i++) {
      new Garbage(cluster, namespace)
          .create(
              """
              {apiVersion: v1, kind: Pod, metadata: {name: there-%d}, spec: {schedulerName: nobody,
               containers: [{name: main, image: main, resources: {requests: {cpu: 100m},
               limits: {memory: 32Mi}}}]}}
              """
                  .formatted(i));
    }
    until(() -> new Quantity("3").equals(used(namespace).get("pods")));
  }

  /** Empty until a controller has counted. */
  private Map<String, Quantity> used(String namespace) {
    ResourceQuotaStatus status =
        client.resourceQuotas().inNamespace(namespace).withName("one").get().getStatus();
    return Optional.ofNullable(status).map(ResourceQuotaStatus::getUsed).orElse(Map.of());
  }

  private ObjectNode pod() {
    ObjectNode pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", "generated");
    ObjectNode spec = pod.putObject("spec");
    ObjectNode context = spec.putObject("securityContext");
    security(context, true);
    int containers = 1 + random.nextInt(2);
    for (int i = 0; i < containers; i++) {
      container(spec.withArray("containers").addObject(), "main-" + i);
    }
    if (random.nextInt(3) == 0) {
      ObjectNode init = spec.withArray("initContainers").addObject();
      container(init, "init");
      if (random.nextBoolean()) {
        init.put("restartPolicy", "Always");
      }
    }
    if (random.nextInt(12) == 0) {
      spec.putObject("resources").putObject("requests").put("cpu", "8");
    }
    if (rarely()) {
      spec.put("serviceAccountName", "missing");
    }
    if (rarely()) {
      spec.put("priorityClassName", one(List.of("urgent", "missing")));
    }
    if (random.nextInt(12) == 0) {
      spec.put("runtimeClassName", "missing");
    }
    if (rarely()) {
      spec.put("activeDeadlineSeconds", 60);
    }
    if (rarely()) {
      // this API server refuses some sysctls beside the others
      boolean isFree = spec.at("/securityContext/sysctls").isMissingNode();
      spec.put(isFree ? one(List.of("hostNetwork", "hostPID", "hostIPC")) : "hostPID", true);
    }
    if (random.nextInt(3) == 0) {
      ObjectNode volume = spec.withArray("volumes").addObject().put("name", "some");
      switch (random.nextInt(4)) {
        case 0 -> volume.putObject("hostPath").put("path", "/tmp");
        case 1 -> volume.putObject("nfs").put("server", "nfs").put("path", "/");
        case 2 -> volume.putObject("secret").put("secretName", "some");
        default -> volume.putObject("emptyDir");
      }
    }
    return pod;
  }

  /** Mostly what the restricted level wants, so that its other demands are met, too. */
  private void security(ObjectNode context, boolean ofPod) {
    if (random.nextInt(4) > 0) {
      context.put("runAsNonRoot", true);
    }
    if (random.nextInt(4) > 0) {
      context.putObject("seccompProfile").put("type", rarely() ? "Unconfined" : "RuntimeDefault");
    }
    if (rarely()) {
      context.put("runAsUser", rarely() ? 0 : 1000);
    }
    if (rarely()) {
      context.putObject("seLinuxOptions").put(one(List.of("type", "user")), "container_t");
    }
    if (ofPod) {
      if (rarely()) {
        context.withArray("sysctls").addObject().put("name", one(SYSCTLS)).put("value", "1");
      }
      return;
    }
    if (random.nextInt(5) > 0) {
      context.put("allowPrivilegeEscalation", false);
    }
    if (random.nextInt(6) > 0) {
      ObjectNode capabilities = context.putObject("capabilities");
      capabilities.withArray("drop").add(rarely() ? "CHOWN" : "ALL");
      if (rarely()) {
        capabilities.withArray("add").add(one(List.of("NET_BIND_SERVICE", "CHOWN", "SYS_ADMIN")));
      }
    }
    if (random.nextInt(12) == 0) {
      context.put("procMount", "Default");
    }
  }

  private void container(ObjectNode container, String name) {
    container.put("name", name).put("image", "busybox:1");
    security(container.putObject("securityContext"), false);
    ObjectNode resources = container.putObject("resources");
    amounts(resources, "cpu", List.of("100m", "250m", "500m", "0.9", "2"));
    amounts(resources, "memory", List.of("128Mi", "200M", "512Mi", "1Gi", "1.5Gi"));
    if (rarely()) {
      int number = 80 + List.of("main-0", "main-1", "init").indexOf(name);
      ObjectNode port = container.withArray("ports").addObject().put("containerPort", number);
      if (random.nextBoolean()) {
        port.put("hostPort", number);
      }
    }
    if (random.nextInt(12) == 0 && !name.equals("init")) {
      container
          .withObjectProperty("lifecycle")
          .withObjectProperty("preStop")
          .putObject("httpGet")
          .put("port", 80)
          .put("host", "example.com");
    }
  }

  /** A request that is not above the limit, or one of them, or none. */
  private void amounts(ObjectNode resources, String resource, List<String> amounts) {
    int request = random.nextInt(amounts.size());
    if (random.nextInt(3) > 0) {
      resources.withObjectProperty("requests").put(resource, amounts.get(request));
    }
    if (random.nextInt(3) > 0) {
      int limit = request + random.nextInt(amounts.size() - request);
      resources.withObjectProperty("limits").put(resource, amounts.get(limit));
    }
  }

  private static RunNeeds needs(String namespace, JsonNode pod) {
    PodNeed need = new PodNeed("task", "pod", 1, namespace, pod, AT, Map.of(), Optional.empty());
    return new RunNeeds(AT, List.of(need), List.of(), List.of(), Set.of(), List.of(), List.of());
  }

  private Optional<String> refusal(String namespace, JsonNode pod) {
    try {
      Pod made = Serialization.unmarshal(pod.toString(), Pod.class);
      client.pods().inNamespace(namespace).resource(made).dryRun(true).create();
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void says_what_the_api_server_says_to_pods() throws Exception {
    new Garbage(cluster, "")
        .create(
            "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: urgent}, value: 9}");
    List<String> namespaces = namespaces();
    List<String> different = new ArrayList<>();
    Set<CheckKind> decided = new HashSet<>();
    int refused = 0;
    try (ClusterConnection connection =
        ClusterConnection.open(Optional.of(cluster.kubeconfig()), Optional.empty(), Power.ASK)) {
      PreflightReader facts = new PreflightReader(connection);
      for (int i = 0; i < PODS; i++) {
        String namespace = namespaces.get(i % namespaces.size());
        ObjectNode pod = pod();
        List<Check> against =
            Preflight.check(needs(namespace, pod), facts).stream()
                .filter(check -> DECIDED_THERE.contains(check.kind()))
                .filter(check -> check.status() != Status.OK)
                .toList();
        Optional<String> refusal = refusal(namespace, pod);
        refused += refusal.isPresent() ? 1 : 0;
        against.forEach(check -> decided.add(check.kind()));
        if (against.isEmpty() == refusal.isPresent()) {
          different.add(refusal + "\n  " + against + "\n  " + pod);
        }
      }
    }
    assertThat(different.stream().limit(3)).as("%d of them", different.size()).isEmpty();
    assertThat(decided).isEqualTo(DECIDED_THERE);
    assertThat(refused).isBetween(PODS / 4, PODS * 3 / 4 + PODS / 5);
  }
}
