package io.github.tidydag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.cli.Cli.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs no cluster; those that do are in testbed. */
final class PreflightCommandTest {
  private static final String SPEC =
      """
      spec_version: 1
      dag_id: nightly
      schedule: null
      start_date: 2026-01-01
      dagrun_timeout: 1h
      tasks:
        load: {pod: {namespace: data, image: "busybox:1", kubernetes_conn_id: prod}}
      """;

  @TempDir private Path folder;
  private Path spec = Path.of("");
  private Path kubeconfig = Path.of("");

  @BeforeEach
  void write() throws IOException {
    spec = Files.writeString(folder.resolve("nightly.dag.yaml"), SPEC);
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: here
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
            users: [{name: u, user: {}}]
            contexts: [{name: here, context: {cluster: c, user: u}}]
            """
                .formatted(closed));
  }

  private Ran preflight(String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "preflight";
    all[1] = spec.toString();
    all[2] = "--kubeconfig";
    all[3] = kubeconfig.toString();
    System.arraycopy(more, 0, all, 4, more.length);
    return Cli.run(all);
  }

  @Test
  void a_connection_of_airflow_must_be_mapped_to_a_context() throws IOException {
    Ran unknown = preflight();
    assertThat(unknown.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(unknown.out())
        .contains("unknown PRE101 the connection prod is in Airflow's database")
        .contains(
            "-> write kube_contexts: {prod: CONTEXT} in .tidydag.yaml, or run preflight --as-dag")
        .endsWith("0 ok, 0 failed, 1 unknown\n");

    Files.writeString(folder.resolve(".tidydag.yaml"), "kube_contexts: {prod: there}\n");
    assertThat(preflight().out()).contains("there is no such context in the kubeconfig");

    Files.writeString(folder.resolve(".tidydag.yaml"), "kube_contexts: {prod: here}\n");
    Ran mapped = preflight();
    assertThat(mapped.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(mapped.err()).contains("cluster here at http://127.0.0.1:");
    assertThat(mapped.out()).contains("nightly (").contains("does not answer");
  }

  @Test
  void a_context_given_is_for_all() {
    Ran ran = preflight("--context", "here");
    assertThat(ran.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(ran.err()).contains("cluster here at http://127.0.0.1:");
  }

  @ParameterizedTest
  @CsvSource({
    "json, '\"status\" : \"unknown\"'",
    "csv, PRE101",
    "markdown, '| unknown | PRE101 cluster-answers |'",
    "junit, '<skipped'",
    "sarif, '\"ruleId\" : \"PRE101\"'",
    "github, '::notice '",
    "gitlab, '\"check_name\" : \"PRE101'",
    "checkstyle, PRE101"
  })
  void reports_have_many_forms(String format, String wanted) throws IOException {
    Path file = folder.resolve("out/report");
    Ran ran = preflight("--format", format, "-o", file.toString());
    assertThat(ran.err()).contains("0 ok, 0 failed, 1 unknown");
    assertThat(Files.readString(file)).contains(wanted);
  }

  @Test
  void a_wrong_spec_is_told_as_generate_does() throws IOException {
    Files.writeString(spec, SPEC.replace("image:", "imag:"));
    Ran ran = preflight();
    assertThat(ran.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(ran.err()).contains("imag").contains("nothing was checked");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void usage_is_checked() {
    assertThat(preflight("--format", "pdf").err()).contains("--format pdf: is none; write ");
    assertThat(preflight("--as-dag", "-o", "x").err()).contains("--as-dag asks no cluster");
    Ran without = Cli.run("preflight", spec.toString(), "--as-dag");
    assertThat(without.exit()).isEqualTo(Exit.USAGE);
    assertThat(without.err()).contains("name their folder by --output");
    assertThat(Cli.run("preflight").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void as_a_dag_it_asks_from_inside() throws IOException {
    Path dags = folder.resolve("dags");
    String[] command = {"preflight", spec.toString(), "--as-dag", "-o", dags.toString()};
    Ran ran = Cli.run(command);
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    assertThat(ran.out()).contains("2 written, 0 unchanged");
    assertThat(Files.readString(dags.resolve("preflight_nightly.py")))
        .contains("from tidydag_preflight import Preflight")
        .contains("kubernetes_conn_id=\"prod\"")
        .contains("\"path\": \"/api/v1/namespaces/data\"")
        .contains("\"check\": \"PRE407\"");
    assertThat(dags.resolve("tidydag_preflight.py")).exists();
    assertThat(Cli.run(command).out()).contains("0 written, 2 unchanged");
  }

  @Test
  void a_dag_of_a_task_whose_connection_only_a_run_knows_is_not_made() throws IOException {
    Files.writeString(
        spec, SPEC.replace("kubernetes_conn_id: prod", "kubernetes_conn_id: !import company.CONN"));
    Path dags = folder.resolve("dags");
    Ran ran = Cli.run("preflight", spec.toString(), "--as-dag", "-o", dags.toString());
    assertThat(ran.err()).contains("load: is left out: only a run knows its connection");
    assertThat(dags.resolve("preflight_nightly.py")).doesNotExist();
  }
}
