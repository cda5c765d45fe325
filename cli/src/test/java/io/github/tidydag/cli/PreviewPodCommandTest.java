package io.github.tidydag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.cli.Cli.Ran;
import io.github.tidydag.preview.PodPreview;
import io.github.tidydag.preview.PodRequest;
import io.github.tidydag.tables.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreviewPodCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SPEC =
      """
      spec_version: 1
      dag_id: sales
      dagrun_timeout: 6h
      groups: {load: {}}
      tasks:
        extract:
          group: load
          pod:
            image: "busybox:1.36"
            pod_template_file: pod.yaml
            env_vars: [{name: A, value: "1"}]
            container_resources: {requests: {cpu: 250m, memory: 256Mi}}
            full_pod_spec: {spec: {nodeSelector: {pool: batch}, containers: [{name: base}]}}
            do_xcom_push: true
        worker:
          pod: {pod_template_file: /opt/airflow/pods/worker.yaml, image: "busybox:1.37"}
        mapped:
          pod: {image: "busybox:1.36"}
          expand: {arguments: [[a], [b]]}
        index: {job: {image: "busybox:1.36"}}
        done: {depends_on: [index], empty: {}}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("sales.dag.yaml"), SPEC);
    Files.writeString(
        folder.resolve(".tidydag.yaml"),
        """
        targets:
          - {airflow: 2.10.5, provider: 8.4.2}
          - {airflow: 3.3.2, provider: 10.25.0}
        namespace: jobs
        connection: {in_cluster: true}
        worker_paths: {/opt/airflow/pods: pods}
        """);
    Files.writeString(
        folder.resolve("pod.yaml"),
        """
        spec:
          priorityClassName: low
          volumes: [{name: conf, secret: {secretName: conf, defaultMode: 0644}}]
          containers: [{name: base, image: old, volumeMounts: [{name: conf, mountPath: /conf}]}]
        """);
    Files.createDirectory(folder.resolve("pods"));
    Files.writeString(
        folder.resolve("pods/worker.yaml"),
        "spec: {containers: [{name: base, env: [{name: A, value: yes}]}]}\n");
  }

  @Test
  void equals_the_preview_of_the_same_arguments() throws IOException {
    Map<String, JsonNode> arguments = new LinkedHashMap<>();
    arguments.put("namespace", JSON.readTree("\"jobs\""));
    arguments.put("in_cluster", JSON.readTree("true"));
    arguments.put("image", JSON.readTree("\"busybox:1.36\""));
    arguments.put("env_vars", JSON.readTree("[{\"name\": \"A\", \"value\": \"1\"}]"));
    arguments.put(
        "container_resources",
        JSON.readTree("{\"requests\": {\"cpu\": \"250m\", \"memory\": \"256Mi\"}}"));
    arguments.put("do_xcom_push", JSON.readTree("true"));
    JsonNode template =
        JSON.readTree(
            """
            {"spec": {"priorityClassName": "low",
             "volumes": [{"name": "conf", "secret": {"secretName": "conf", "defaultMode": 420}}],
             "containers": [{"name": "base", "image": "old",
              "volumeMounts": [{"name": "conf", "mountPath": "/conf"}]}]}}
            """);
    ObjectNode full =
        (ObjectNode)
            JSON.readTree(
                "{\"spec\": {\"nodeSelector\": {\"pool\": \"batch\"},"
                    + " \"containers\": [{\"name\": \"base\"}]}}");
    PodRequest request =
        new PodRequest(template, null, full, arguments, "load.extract", "sales", true);
    for (String target : new String[] {"2.10.5/8.4.2", "3.3.2/10.25.0"}) {
      Ran ran = preview("extract", "--target", target, "-o", "json");
      assertThat(ran.exit()).as(ran.err()).isEqualTo(Exit.CLEAN);
      assertThat(JSON.readTree(ran.out()))
          .isEqualTo(PodPreview.of(request, Version.parse(target.replaceAll(".*/", ""))).pod());
    }
  }

  @Test
  void shows_yaml_of_the_newest_target_with_what_the_run_adds() {
    Ran ran = preview("load.extract");
    assertThat(ran.out())
        .startsWith("# In a run")
        .contains("tidydag.io/run", "ownerReferences", "priorityClassName: low");
    assertThat(ran.err()).contains("for Airflow 3.3.2 with provider 10.25.0");
  }

  @Test
  void shows_the_label_that_a_kept_task_is_stopped_by() throws IOException {
    assertThat(preview("load.extract").out()).doesNotContain("tidydag.io/task");
    Files.writeString(
        folder.resolve("sales.dag.yaml"),
        SPEC + "cleanup: {strategy: anchor, keep_failed_for: 24h}\n");
    Ran ran = preview("load.extract");
    assertThat(ran.out()).as(ran.err()).contains("tidydag.io/task");
  }

  @Test
  void finds_the_template_of_a_worker_path_and_reads_it_as_python_does() throws IOException {
    Ran ran = preview("worker", "-o", "json");
    JsonNode main = JSON.readTree(ran.out()).at("/spec/containers/0");
    assertThat(main.at("/env/0/value").asText()).isEqualTo("True");
    assertThat(main.path("image").asText()).isEqualTo("busybox:1.37");
  }

  @Test
  void shows_the_first_of_a_mapped_task() throws IOException {
    Ran ran = preview("mapped", "-o", "json");
    assertThat(JSON.readTree(ran.out()).at("/spec/containers/0/args"))
        .isEqualTo(JSON.readTree("[\"a\"]"));
    assertThat(ran.err()).contains("first of 2");
  }

  @Test
  void says_why_there_is_no_pod() {
    assertThat(preview("extrakt").exit()).isEqualTo(Exit.USAGE);
    assertThat(preview("extrakt").err()).contains("did you mean extract?");
    assertThat(preview("index").err()).contains("is a Job");
    assertThat(preview("done").err()).contains("is an empty task");
    assertThat(preview("extract", "--target", "3.3").err()).contains("write AIRFLOW/PROVIDER");
    assertThat(preview("extract", "--target", "2.8.4/10.25.0").err()).contains("needs Airflow");
  }

  private Ran preview(String task, String... more) {
    String[] args = new String[3 + more.length];
    args[0] = "preview-pod";
    args[1] = folder.resolve("sales.dag.yaml").toString();
    args[2] = task;
    System.arraycopy(more, 0, args, 3, more.length);
    return Cli.run(args);
  }
}
