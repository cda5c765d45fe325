package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.app.InitProject.Answers;
import io.github.tidydag.app.InitProject.Connection;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InitProjectTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  @Test
  void gives_a_configuration_and_a_spec() {
    Map<String, String> files =
        InitProject.files(answers("nightly", new Connection.OfAirflow("k8s_eks")));
    assertThat(files).containsOnlyKeys(".tidydag.yaml", "nightly.dag.yaml");
    assertThat(files.get(".tidydag.yaml"))
        .isEqualTo(
            """
            # What the DAGs of this repository share.
            targets:  # every Airflow that loads them; each generated file loads in all
              - {airflow: 3.3.2, provider: 10.25.0}
            namespace: data-jobs
            connection: {kubernetes_conn_id: k8s_eks}
            defaults:  # any task argument of Airflow
              retries: 2
              retry_delay: 5m
            """);
    assertThat(files.get("nightly.dag.yaml"))
        .isEqualTo(
            """
            # Try it: tidydag generate nightly.dag.yaml -o dags
            spec_version: 1
            dag_id: nightly
            # data_interval: true makes ds the day before the run, false the day of it
            schedule: {cron: "17 3 * * *", timezone: UTC, data_interval: false}
            start_date: 2026-01-01
            catchup: false
            dagrun_timeout: 2h  # a run that takes longer fails, and everything of it is removed
            cleanup: {strategy: anchor, keep_failed_for: 24h}
            tasks:
              run:
                execution_timeout: 30m  # task arguments of Airflow stand here,
                pod:  # those of KubernetesPodOperator here
                  image: "busybox:1.36"
                  cmds: [sh, -c]
                  arguments: ["echo running for {{ ds }}"]
                  container_resources:
                    requests: {cpu: 100m, memory: 128Mi}
                    limits: {memory: 128Mi}
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "1.0", "null", "a", "2026-01-01", "0x1F", "_x", "a.b-c"})
  void a_dag_id_stays_text(String dagId) {
    String spec =
        InitProject.files(answers(dagId, new Connection.InCluster())).get(dagId + ".dag.yaml");
    assertThat(read(spec).get("dag_id"))
        .hasValueSatisfying(
            id -> {
              assertThat(((Node.Scalar) id).text()).isEqualTo(dagId);
              assertThat(((Node.Scalar) id).kind()).isEqualTo(Node.Kind.TEXT);
            });
  }

  @Test
  void a_context_may_be_an_arn() {
    String context = "arn:aws:eks:us-east-1:000000000000:cluster/data # {x}";
    String config =
        InitProject.files(answers("a", new Connection.Kubeconfig("/etc/kube config", context)))
            .get(InitProject.CONFIG_FILE);
    Node.Mapping connection = (Node.Mapping) read(config).get("connection").orElseThrow();
    assertThat(connection.get("cluster_context").map(Node::describe))
        .hasValue("\"" + context + "\"");
  }

  @Test
  void says_all_mistakes() {
    Answers answers =
        new Answers("-a b", "Data", "a b", "3.3", "latest", new Connection.OfAirflow("a\"\n"), DAY);
    List<String> mistakes = InitProject.mistakes(answers);
    assertThat(mistakes).hasSize(6).allMatch(mistake -> mistake.contains("; "));
    assertThat(mistakes).noneMatch(mistake -> mistake.contains("\n"));
    assertThatThrownBy(() -> InitProject.files(answers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dag_id");
  }

  private static Answers answers(String dagId, Connection connection) {
    return new Answers(dagId, "data-jobs", "busybox:1.36", "3.3.2", "10.25.0", connection, DAY);
  }

  private static Node.Mapping read(@Nullable String yaml) {
    Problems problems = new Problems();
    Node node = YamlReader.readOne("x", String.valueOf(yaml), problems).orElseThrow();
    assertThat(problems.sorted()).isEmpty();
    return (Node.Mapping) node;
  }
}
