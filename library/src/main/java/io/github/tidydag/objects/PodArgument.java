package io.github.tidydag.objects;

import io.github.tidydag.objects.PodArgument.Part;
import java.util.Map;

/**
 * Where KubernetesPodOperator puts an argument: {@code build_pod_request_obj} of the provider.
 *
 * @param key as Kubernetes calls it
 */
record PodArgument(Part part, String key) {
  /** A part of a pod. */
  enum Part {
    METADATA("metadata"),
    SPEC("spec"),
    CONTAINER("spec.containers[0]");

    private final String path;

    Part(String path) {
      this.path = path;
    }
  }

  /** Where the key stands in the pod. */
  String path() {
    return part.path + "." + key;
  }

  /** The arguments that become one key, as they are; all others become something else, or none. */
  static final Map<String, PodArgument> BY_NAME =
      Map.ofEntries(
          metadata("name", "name"),
          metadata("namespace", "namespace"),
          metadata("labels", "labels"),
          metadata("annotations", "annotations"),
          container("image", "image"),
          container("cmds", "command"),
          container("arguments", "args"),
          container("ports", "ports"),
          container("image_pull_policy", "imagePullPolicy"),
          container("container_resources", "resources"),
          container("volume_mounts", "volumeMounts"),
          container("env_vars", "env"),
          container("env_from", "envFrom"),
          container("container_security_context", "securityContext"),
          container("termination_message_policy", "terminationMessagePolicy"),
          spec("runtime_class_name", "runtimeClassName"),
          spec("node_selector", "nodeSelector"),
          spec("affinity", "affinity"),
          spec("tolerations", "tolerations"),
          spec("init_containers", "initContainers"),
          spec("host_aliases", "hostAliases"),
          spec("image_pull_secrets", "imagePullSecrets"),
          spec("service_account_name", "serviceAccountName"),
          spec("automount_service_account_token", "automountServiceAccountToken"),
          spec("hostnetwork", "hostNetwork"),
          spec("hostname", "hostname"),
          spec("subdomain", "subdomain"),
          spec("security_context", "securityContext"),
          spec("dnspolicy", "dnsPolicy"),
          spec("dns_config", "dnsConfig"),
          spec("schedulername", "schedulerName"),
          spec("priority_class_name", "priorityClassName"),
          spec("volumes", "volumes"),
          spec("active_deadline_seconds", "activeDeadlineSeconds"),
          spec("termination_grace_period", "terminationGracePeriodSeconds"));

  private static Map.Entry<String, PodArgument> metadata(String argument, String key) {
    return Map.entry(argument, new PodArgument(Part.METADATA, key));
  }

  private static Map.Entry<String, PodArgument> spec(String argument, String key) {
    return Map.entry(argument, new PodArgument(Part.SPEC, key));
  }

  private static Map.Entry<String, PodArgument> container(String argument, String key) {
    return Map.entry(argument, new PodArgument(Part.CONTAINER, key));
  }
}
