package io.github.tidydag.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tidydag.preview.PodPreview;
import io.github.tidydag.preview.PodRequest;
import io.github.tidydag.tables.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table says what the preview does, which is tested against the operators themselves. */
final class PodArgumentTest {
  private static final Version PROVIDER = Version.parse("10.25.0");

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("name", "'other'"),
          Map.entry("namespace", "'jobs'"),
          Map.entry("labels", "{'team': 'data'}"),
          Map.entry("annotations", "{'a': 'b'}"),
          Map.entry("image", "'busybox:1.36'"),
          Map.entry("cmds", "['sh']"),
          Map.entry("arguments", "['-c']"),
          Map.entry("ports", "[{'containerPort': 80}]"),
          Map.entry("image_pull_policy", "'Always'"),
          Map.entry("container_resources", "{'limits': {'cpu': '1'}}"),
          Map.entry("volume_mounts", "[{'name': 'data', 'mountPath': '/data'}]"),
          Map.entry("env_vars", "[{'name': 'A', 'value': 'b'}]"),
          Map.entry("env_from", "[{'configMapRef': {'name': 'settings'}}]"),
          Map.entry("container_security_context", "{'privileged': true}"),
          Map.entry("termination_message_policy", "'FallbackToLogsOnError'"),
          Map.entry("runtime_class_name", "'gvisor'"),
          Map.entry("node_selector", "{'disk': 'ssd'}"),
          Map.entry("affinity", "{'nodeAffinity': {}}"),
          Map.entry("tolerations", "[{'operator': 'Exists'}]"),
          Map.entry("init_containers", "[{'name': 'first', 'image': 'busybox:1.36'}]"),
          Map.entry("host_aliases", "[{'ip': '10.0.0.1'}]"),
          Map.entry("image_pull_secrets", "[{'name': 'registry'}]"),
          Map.entry("service_account_name", "'jobs'"),
          Map.entry("automount_service_account_token", "false"),
          Map.entry("hostnetwork", "true"),
          Map.entry("hostname", "'here'"),
          Map.entry("subdomain", "'there'"),
          Map.entry("security_context", "{'runAsUser': 1000}"),
          Map.entry("dnspolicy", "'Default'"),
          Map.entry("dns_config", "{'searches': ['example.com']}"),
          Map.entry("schedulername", "'volcano'"),
          Map.entry("priority_class_name", "'high'"),
          Map.entry("volumes", "[{'name': 'data', 'emptyDir': {}}]"),
          Map.entry("active_deadline_seconds", "60"),
          Map.entry("termination_grace_period", "10"));

  @TestFactory
  List<DynamicTest> arguments_are_where_the_operator_puts_them() {
    return new TreeMap<>(PodArgument.BY_NAME)
        .entrySet().stream()
            .map(
                entry ->
                    DynamicTest.dynamicTest(
                        entry.getKey(), () -> check(entry.getKey(), entry.getValue())))
            .toList();
  }

  @Test
  void every_argument_is_tried() {
    assertThat(VALUES.keySet()).isEqualTo(PodArgument.BY_NAME.keySet());
  }

  private static void check(String argument, PodArgument place) throws Exception {
    String pointer = "/" + place.path().replace('.', '/').replace("[0]", "/0");
    JsonNode without = pod(Map.of());
    JsonNode with = pod(Map.of(argument, json(VALUES.getOrDefault(argument, ""))));
    assertThat(with.at(pointer).isMissingNode()).as(pointer).isFalse();
    assertThat(with.at(pointer)).as(pointer).isNotEqualTo(without.at(pointer));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private static JsonNode pod(Map<String, JsonNode> more) throws Exception {
    Map<String, JsonNode> arguments = new HashMap<>(Map.of("image", json("'busybox:1'")));
    arguments.putAll(more);
    return PodPreview.of(new PodRequest(null, null, null, arguments, "task", "dag", true), PROVIDER)
        .pod();
  }
}
