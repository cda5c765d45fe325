package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.kubernetes.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the Pod Security levels say against a pod: {@code staging/src/k8s.io/pod-security-admission/
 * policy} of kubernetes 1.36. What {@code hostUsers: false} makes good is not known here.
 */
final class PodSecurity {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private static final Set<String> SELINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  /** By the minor version since which they are allowed. */
  private static final Map<String, Integer> SYSCTLS =
      Map.ofEntries(
          Map.entry("kernel.shm_rmid_forced", 0),
          Map.entry("net.ipv4.ip_local_port_range", 0),
          Map.entry("net.ipv4.ip_unprivileged_port_start", 0),
          Map.entry("net.ipv4.ping_group_range", 0),
          Map.entry("net.ipv4.tcp_syncookies", 0),
          Map.entry("net.ipv4.ip_local_reserved_ports", 27),
          Map.entry("net.ipv4.tcp_fin_timeout", 29),
          Map.entry("net.ipv4.tcp_keepalive_intvl", 29),
          Map.entry("net.ipv4.tcp_keepalive_probes", 29),
          Map.entry("net.ipv4.tcp_keepalive_time", 29),
          Map.entry("net.ipv4.tcp_rmem", 32),
          Map.entry("net.ipv4.tcp_wmem", 32));

  /** Since then probes and hooks of another host are refused. */
  private static final int PROBES = 34;

  private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");
  private static final String CONTEXT = "securityContext";

  private final JsonNode pod;
  private final JsonNode spec;
  private final int minor;
  private final List<String> found = new ArrayList<>();

  private PodSecurity(JsonNode pod, int minor) {
    this.pod = pod;
    this.minor = minor;
    this.spec = pod.path("spec");
  }

  /**
   * What a level says against a pod; nothing for {@code privileged}.
   *
   * @param level {@code baseline} or {@code restricted}
   * @param minor the minor version of Kubernetes whose rules hold
   */
  static List<String> violations(JsonNode pod, String level, int minor) {
    PodSecurity security = new PodSecurity(pod, minor);
    if (level.equals("baseline") || level.equals("restricted")) {
      security.baseline();
    }
    if (level.equals("restricted")) {
      security.restricted();
    }
    return List.copyOf(security.found);
  }

  private void baseline() {
    for (String key : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (spec.path(key).asBoolean()) {
        found.add(key + " is true");
      }
    }
    any("is privileged", c -> c.at("/securityContext/privileged").asBoolean());
    any(
        "adds capabilities beyond the usual",
        c ->
            has(
                c.at("/securityContext/capabilities/add"),
                add -> !Capabilities.BASELINE.contains(add)));
    spec.path("volumes")
        .forEach(
            volume -> {
              if (volume.has("hostPath")) {
                found.add("volume " + volume.path("name").asText() + " is a hostPath");
              }
            });
    any("has a hostPort", c -> anyPort(c));
    if (minor >= PROBES) {
      any("probes or hooks another host", PodSecurity::probesHost);
    }
    contexts("is a Windows HostProcess", c -> c.at("/windowsOptions/hostProcess").asBoolean());
    contexts("sets SELinux options that are not allowed", PodSecurity::hasSelinux);
    contexts(
        "has seccompProfile Unconfined",
        c -> c.at("/seccompProfile/type").asText().equals("Unconfined"));
    contexts(
        "has appArmorProfile Unconfined",
        c -> c.at("/appArmorProfile/type").asText().equals("Unconfined"));
    any(
        "sets procMount",
        c -> !Set.of("", "Default").contains(c.at("/securityContext/procMount").asText()));
    pod.at("/metadata/annotations")
        .properties()
        .forEach(
            annotation -> {
              String value = annotation.getValue().asText();
              if (annotation.getKey().startsWith("container.apparmor.security.beta.kubernetes.io/")
                  && !value.isEmpty()
                  && !value.equals("runtime/default")
                  && !value.startsWith("localhost/")) {
                found.add("annotation " + annotation.getKey() + " is " + value);
              }
            });
    spec.at("/securityContext/sysctls")
        .forEach(
            sysctl -> {
              String name = sysctl.path("name").asText();
              if (SYSCTLS.getOrDefault(name, Integer.MAX_VALUE) > minor) {
                found.add("sysctl " + name);
              }
            });
  }

  private void restricted() {
    spec.path("volumes")
        .forEach(
            volume ->
                volume
                    .fieldNames()
                    .forEachRemaining(
                        key -> {
                          if (!key.equals("name")
                              && !key.equals("hostPath")
                              && !VOLUMES.contains(key)) {
                            found.add("volume " + volume.path("name").asText() + " is of " + key);
                          }
                        }));
    any(
        "must set allowPrivilegeEscalation: false",
        c -> {
          JsonNode allow = c.at("/securityContext/allowPrivilegeEscalation");
          return !allow.isBoolean() || allow.asBoolean();
        });
    JsonNode context = spec.path(CONTEXT);
    any("must set runAsNonRoot: true", c -> !inherited(c, context, "runAsNonRoot").asBoolean());
    if (isZero(context.path("runAsUser"))) {
      found.add("the pod has runAsUser 0");
    }
    any("has runAsUser 0", c -> isZero(c.at("/securityContext/runAsUser")));
    any(
        "must set seccompProfile: {type: RuntimeDefault}",
        c -> !PROFILES.contains(inherited(c, context, "seccompProfile").path("type").asText()));
    any(
        "must drop all capabilities",
        c ->
            !has(c.at("/securityContext/capabilities/drop"), "ALL"::equals)
                || has(
                    c.at("/securityContext/capabilities/add"),
                    add -> !add.equals("NET_BIND_SERVICE")));
  }

  private static JsonNode inherited(JsonNode container, JsonNode context, String key) {
    JsonNode own = container.path(CONTEXT).path(key);
    return own.isMissingNode() || own.isNull() ? context.path(key) : own;
  }

  private static boolean isZero(JsonNode value) {
    return value.isNumber() && value.asLong() == 0;
  }

  private static boolean anyPort(JsonNode container) {
    for (JsonNode port : container.path("ports")) {
      if (port.path("hostPort").asInt() != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean probesHost(JsonNode container) {
    List<JsonNode> handlers =
        List.of(
            container.path("livenessProbe"),
            container.path("readinessProbe"),
            container.path("startupProbe"),
            container.at("/lifecycle/postStart"),
            container.at("/lifecycle/preStop"));
    return handlers.stream()
        .anyMatch(
            handler ->
                !handler.at("/httpGet/host").asText().isEmpty()
                    || !handler.at("/tcpSocket/host").asText().isEmpty());
  }

  private static boolean hasSelinux(JsonNode context) {
    JsonNode options = context.path("seLinuxOptions");
    return !SELINUX_TYPES.contains(options.path("type").asText())
        || !options.path("user").asText().isEmpty()
        || !options.path("role").asText().isEmpty();
  }

  private static boolean has(JsonNode values, Predicate<String> wanted) {
    for (JsonNode value : values) {
      if (wanted.test(value.asText())) {
        return true;
      }
    }
    return false;
  }

  /** What some containers do. */
  private void any(String what, Predicate<JsonNode> wrong) {
    List<String> names =
        Pods.containers(spec).stream()
            .filter(wrong)
            .map(container -> container.path("name").asText())
            .toList();
    if (!names.isEmpty()) {
      found.add("container " + String.join(", ", names) + " " + what);
    }
  }

  /** What the pod or some containers say in their security contexts. */
  private void contexts(String what, Predicate<JsonNode> wrong) {
    if (wrong.test(spec.path(CONTEXT))) {
      found.add("the pod " + what);
    }
    any(what, container -> wrong.test(container.path(CONTEXT)));
  }
}
