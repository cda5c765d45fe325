package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a KubernetesPodOperator task is given. Values are camelCase, as Kubernetes reads them.
 *
 * <p>Arguments for which Airflow wants client objects (env_vars as a list, env_from, volumes,
 * volume_mounts, ports, container_resources, tolerations, host_aliases, dns_config,
 * init_containers, image_pull_secrets as a list, pod_runtime_info_envs) are taken for such objects.
 * Affinity and the three security contexts are taken for dictionaries, which Airflow accepts too;
 * it makes a client object of the first and passes the others on as they are. An element of {@code
 * secrets} has the keys of Airflow's Secret: deploy_type, deploy_target, secret, key, items.
 *
 * @param template what stands in pod_template_file; null when there is no such argument, a JSON
 *     null when the file is missing or empty
 * @param templateDict pod_template_dict
 * @param fullPodSpec full_pod_spec
 * @param arguments the operator's other arguments by Airflow's names
 * @param taskId the task's id, with the ids of its groups
 * @param dagId the DAG's id
 * @param inRun true for the pod of a run, which has the labels of the task instance; false for what
 *     Airflow builds without a context
 */
public record PodRequest(
    @Nullable JsonNode template,
    @Nullable ObjectNode templateDict,
    @Nullable ObjectNode fullPodSpec,
    Map<String, JsonNode> arguments,
    String taskId,
    String dagId,
    boolean inRun) {
  public PodRequest {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** The argument, or null when it is not given or None. */
  @Nullable JsonNode argument(String name) {
    JsonNode value = arguments.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
