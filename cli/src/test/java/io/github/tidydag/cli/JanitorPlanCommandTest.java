package io.github.tidydag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JanitorPlanCommandTest {
  private static final String FINISHED =
      """
      apiVersion: sparkoperator.k8s.io/v1beta2
      kind: SparkApplication
      metadata: {name: etl, namespace: jobs, uid: a, creationTimestamp: "2026-01-01T00:00:00Z"}
      status: {applicationState: {state: COMPLETED}, terminationTime: "2026-01-01T01:00:00Z"}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void dump() throws IOException {
    Files.writeString(folder.resolve("dump.yaml"), FINISHED);
  }

  private Ran plan(String... options) {
    String[] words = new String[options.length + 4];
    words[0] = "janitor";
    words[1] = "plan";
    words[2] = "--from";
    words[3] = folder.toString();
    System.arraycopy(options, 0, words, 4, options.length);
    return Cli.run(words);
  }

  @Test
  void prints_a_plan_and_writes_it() throws IOException {
    Path file = folder.resolve("plan/../plan.out");
    Ran ran = plan("--complete", "-o", file.normalize().toString());
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    assertThat(ran.out())
        .contains("RETAINED jobs/SparkApplication/etl")
        .contains("nothing was deleted");
    assertThat(ran.err()).contains("dump " + folder);
    assertThat(file.normalize()).content().contains("\"verdict\" : \"RETAINED\"");
  }

  @Test
  void keeps_all_of_a_dump_that_nobody_vouches_for() {
    Ran ran = plan();
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    assertThat(ran.out()).contains("UNSURE").contains("0 to delete");
    assertThat(ran.err()).contains("Without --complete").contains("kubectl get $kind");
  }

  @Test
  void prints_a_table() {
    assertThat(plan("--complete", "--format", "csv").out().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("namespace,kind,name,uid,verdict");
  }

  @ParameterizedTest
  @CsvSource({
    "--policy, reckless, '--policy reckless: is none'",
    "--min-age, week, '--min-age week: is no duration'",
    "--keep-last, -1, '--keep-last -1: is less than none'",
    "--kinds, deployments, '--kinds deployments: is none that is cleaned'",
    "--namespace, kube-system, '-n kube-system: is Kubernetes'",
    "--context, prod, '--from reads a dump, and no cluster'",
  })
  void refuses_options_that_make_no_sense(String option, String value, String message) {
    Ran ran = plan(option, value);
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.err()).contains(message);
  }

  @Test
  void complete_is_about_a_dump() {
    Ran ran = Cli.run("janitor", "plan", "--complete");
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.err()).contains("--complete: says something of a dump");
  }

  @Test
  void a_cluster_that_does_not_answer_is_exit_code_4() throws IOException {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: none
            contexts: [{name: none, context: {cluster: none, user: me}}]
            clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: me, user: {token: of-nobody}}]
            """);
    Ran ran = Cli.run("janitor", "plan", "--kubeconfig", kubeconfig.toString());
    assertThat(ran.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(ran.err())
        .contains("cluster none at http://127.0.0.1:1")
        .contains("does not answer")
        .doesNotContain("of-nobody");
    assertThat(
            Cli.run("janitor", "plan", "--kubeconfig", kubeconfig.toString(), "--context", "other")
                .err())
        .contains("--context other: there is no such context");
  }
}
