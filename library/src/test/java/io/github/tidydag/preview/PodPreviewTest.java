package io.github.tidydag.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.tables.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A few pods spelled out; the cases of the testbed cover the rules. */
class PodPreviewTest {
  private static final Version NEWEST = Version.parse("10.25.0");

  @Test
  void aRunsPodOfArgumentsAlone() {
    PodRequest request =
        new PodRequest(
            null,
            null,
            null,
            arguments("{image: 'a:1', namespace: jobs}"),
            "extract",
            "nightly_sales",
            true);
    PodPreview preview = PodPreview.of(request, NEWEST);
    assertThat(preview.pod())
        .isEqualTo(
            yaml(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  namespace: jobs
                  name: extract-xxxxxxxx
                  labels:
                    dag_id: nightly_sales
                    task_id: extract
                    run_id: <run_id>
                    kubernetes_pod_operator: "True"
                    try_number: <try_number>
                    airflow_version: <airflow_version>
                    airflow_kpo_in_cluster: <in_cluster>
                  annotations: {}
                spec:
                  nodeSelector: {}
                  affinity: {}
                  tolerations: []
                  initContainers: []
                  containers:
                    - image: a:1
                      name: base
                      command: []
                      ports: []
                      volumeMounts: []
                      args: []
                      env: []
                      envFrom: []
                      terminationMessagePolicy: File
                  imagePullSecrets: []
                  hostNetwork: false
                  securityContext: {}
                  restartPolicy: Never
                  volumes: []
                """));
    assertThat(preview.remarks()).isEmpty();
  }

  @Test
  void aTemplateUnderArguments() {
    PodRequest request =
        new PodRequest(
            yaml(
                """
                metadata: {name: t, namespace: team, labels: {a: t, b: t}}
                spec:
                  restartPolicy: Always
                  nodeSelector: {zone: a}
                  volumes: [{name: t, emptyDir: {}}]
                  containers:
                    - {name: main, image: t, env: [{name: A, value: t}], volumeMounts: [{name: t, mountPath: /t}]}
                    - {name: log, image: l}
                """),
            null,
            null,
            arguments(
                """
                {image: a, labels: {b: mine}, env_vars: {B: mine}, node_selector: {disk: ssd},
                 do_xcom_push: true, affinity: {}}
                """),
            "task",
            "dag",
            false);
    PodPreview preview = PodPreview.of(request, Version.parse("10.8.0"));
    assertThat(preview.pod())
        .isEqualTo(
            yaml(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: t-xxxxxxxx
                  namespace: team
                  labels:
                    a: t
                    b: mine
                    airflow_version: <airflow_version>
                    airflow_kpo_in_cluster: <in_cluster>
                  annotations: {}
                spec:
                  nodeSelector: {disk: ssd}
                  affinity: {}
                  tolerations: []
                  initContainers: []
                  containers:
                    - image: a
                      name: base
                      command: []
                      ports: []
                      volumeMounts: [{mountPath: /airflow/xcom, name: xcom}, {name: t, mountPath: /t}]
                      args: []
                      env: [{name: A, value: t}, {name: B, value: mine}]
                      envFrom: []
                      terminationMessagePolicy: File
                    - {name: log, image: l}
                    - name: airflow-xcom-sidecar
                      image: alpine
                      command: [sh, -c, 'trap "exit 0" INT; while true; do sleep 1; done;']
                      volumeMounts: [{mountPath: /airflow/xcom, name: xcom}]
                      resources: {requests: {cpu: 1m, memory: 10Mi}}
                  imagePullSecrets: []
                  hostNetwork: false
                  securityContext: {}
                  restartPolicy: Never
                  volumes: [{name: xcom, emptyDir: {}}, {name: t, emptyDir: {}}]
                """));
    assertThat(preview.remarks())
        .extracting(Remark::pointer)
        .containsExactlyInAnyOrder(
            "/spec/containers/0/name", "/spec/restartPolicy", "/spec/nodeSelector");
  }

  @Test
  void whatIsGivenIsNotChanged() {
    ObjectNode template = yaml("{spec: {containers: [{name: base, env: [{name: A}]}]}}");
    ObjectNode before = template.deepCopy();
    Map<String, JsonNode> arguments = arguments("{env_vars: {B: b}, do_xcom_push: true}");
    PodPreview.of(new PodRequest(template, null, null, arguments, "task", "dag", true), NEWEST);
    assertThat(template).isEqualTo(before);
    assertThat(arguments).isEqualTo(arguments("{env_vars: {B: b}, do_xcom_push: true}"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.17.1, alpine",
    "10.18.0, alpine:3.23.4",
    "10.19.0, alpine:3.24.1",
    "10.22.0, alpine:3.24.1",
    "10.23.0, alpine:3.24.2",
  })
  void theSidecarsImage(String provider, String image) {
    PodRequest request =
        new PodRequest(null, null, null, arguments("{do_xcom_push: true}"), "task", "dag", true);
    PodPreview preview = PodPreview.of(request, Version.parse(provider));
    assertThat(preview.pod().at("/spec/containers/1/image").asText()).isEqualTo(image);
  }

  @ParameterizedTest
  @CsvSource({
    "8.0.1, false, false, false, false",
    "10.4.3, false, false, false, false",
    "10.5.0, true, false, false, false",
    "10.8.2, true, false, false, false",
    "10.9.0, true, true, false, false",
    "10.10.0, true, true, true, false",
    "10.12.4, true, true, true, false",
    "10.13.0, true, true, true, true",
  })
  void boundaries(String provider, boolean falsy, boolean grace, boolean labels, boolean init) {
    KpoRules rules = KpoRules.of(Version.parse(provider));
    assertThat(
            List.of(
                rules.keepsFalsy(),
                rules.gracePeriod(),
                rules.emptiesLabels(),
                rules.mergesInitContainers()))
        .containsExactly(falsy, grace, labels, init);
  }

  @Test
  void jinjaInTheNameStays() {
    PodRequest request =
        new PodRequest(null, null, null, arguments("{name: 'run-{{ ds }}'}"), "task", "dag", true);
    PodPreview preview = PodPreview.of(request, NEWEST);
    assertThat(preview.pod().at("/metadata/name").asText()).isEqualTo("run-{{ ds }}-xxxxxxxx");
    assertThat(preview.remarks())
        .extracting(Remark::pointer)
        .contains("/metadata/name", "/metadata/namespace");
  }

  @Test
  void aTemplateThatAirflowCannotRead() {
    PodRequest request =
        new PodRequest(yaml("{spec: {}}"), null, null, Map.of(), "task", "dag", true);
    assertThatThrownBy(() -> PodPreview.of(request, NEWEST))
        .isInstanceOfSatisfying(
            UnusablePod.class, e -> assertThat(e.pointer()).isEqualTo("/spec/containers"))
        .hasMessageContaining("the template lacks containers");
  }

  private static Map<String, JsonNode> arguments(String text) {
    Map<String, JsonNode> arguments = new LinkedHashMap<>();
    yaml(text).properties().forEach(entry -> arguments.put(entry.getKey(), entry.getValue()));
    return arguments;
  }

  private static ObjectNode yaml(String text) {
    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new ObjectMapper().valueToTree(tree);
  }
}
