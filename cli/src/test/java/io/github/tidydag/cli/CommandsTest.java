package io.github.tidydag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandsTest {
  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: index}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: index, image: "busybox:1.36", command: [sh, -c, "echo hi"]}]
      """;

  @TempDir private Path folder;

  @Test
  void import_prints_one_spec() {
    Ran ran = Cli.withStdin(JOB, "import", "-");
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    assertThat(ran.out()).contains("spec_version: 1\ndag_id: index\n");
    assertThat(ran.err()).isNotEmpty();
  }

  @Test
  void import_writes_files_and_never_over_another() throws IOException {
    String two = JOB + "---\n" + JOB.replace("name: index}", "name: other}");
    Ran ran = Cli.withStdin(two, "import", "-");
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.err()).contains("-o DIR");
    String out = folder.resolve("specs").toString();
    assertThat(Cli.withStdin(two, "import", "-", "-o", out).exit()).isEqualTo(Exit.CLEAN);
    Path other = folder.resolve("specs/other.dag.yaml");
    Files.delete(folder.resolve("specs/index.dag.yaml"));
    Files.writeString(other, "mine");
    Ran again = Cli.withStdin(two, "import", "-", "-o", out);
    assertThat(again.exit()).isEqualTo(Exit.FILES);
    assertThat(again.err()).contains("other.dag.yaml").contains("not overwritten");
    assertThat(other).hasContent("mine");
    assertThat(folder.resolve("specs/index.dag.yaml")).doesNotExist();
  }

  @Test
  void import_says_what_is_wrong() {
    Ran ran = Cli.withStdin("kind: Job\nmetadata: {}\n", "import", "-");
    assertThat(ran.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(ran.err()).contains("<stdin>:").contains("metadata.name");
    assertThat(Cli.run("import", folder.resolve("none.yaml").toString()).exit())
        .isEqualTo(Exit.FILES);
  }

  @Test
  void init_from_options_generates() {
    for (String connection :
        List.of("in_cluster", "conn:eks", "kubeconfig:/etc/kube", "kubeconfig:/k@c")) {
      Path project = folder.resolve(connection.replaceAll("[^a-z]", "_"));
      Ran ran =
          Cli.run(
              "init",
              "-o",
              project.toString(),
              "--dag-id",
              "first",
              "--namespace",
              "jobs",
              "--image",
              "busybox:1.36",
              "--connection",
              connection);
      assertThat(ran.err()).isEmpty();
      assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
      Ran generated =
          Cli.run("generate", project.toString(), "-o", project.resolve("dags").toString());
      assertThat(generated.err()).isEmpty();
      assertThat(generated.exit()).isEqualTo(Exit.CLEAN);
    }
  }

  @Test
  void init_asks_for_what_no_option_says() {
    String[] answers = {"nightly", "jobs", "busybox:1.36", "2.10.5", "8.4.2", "conn:eks"};
    assertThat(Cli.asking(answers, "init", "-o", folder.toString()).exit()).isEqualTo(Exit.CLEAN);
    assertThat(folder.resolve(".tidydag.yaml"))
        .content()
        .contains("{airflow: 2.10.5, provider: 8.4.2}", "kubernetes_conn_id: eks");
    Ran again = Cli.asking(answers, "init", "-o", folder.toString());
    assertThat(again.exit()).isEqualTo(Exit.FILES);
    assertThat(again.err()).contains(".tidydag.yaml").contains("nightly.dag.yaml");
  }

  @Test
  void init_takes_a_provider_that_fits_airflow() {
    String[][] pairs = {{"2.8.4", "10.0.1"}, {"2.10.5", "10.10.0"}, {"3.3.2", "10.25.0"}};
    for (String[] pair : pairs) {
      Path project = folder.resolve(pair[0]);
      String[] answers = {"nightly", "jobs", "busybox:1.36", pair[0], "", ""};
      Ran ran = Cli.asking(answers, "init", "-o", project.toString());
      assertThat(ran.err()).isEmpty();
      assertThat(project.resolve(".tidydag.yaml"))
          .content()
          .contains("{airflow: " + pair[0] + ", provider: " + pair[1] + "}");
    }
  }

  @Test
  void init_needs_answers() {
    Ran ran = Cli.run("init", "-o", folder.toString());
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.err()).contains("--dag-id");
    String[] impossible = {"a", "jobs", "busybox:1.36", "2.8.4", "10.25.0", ""};
    Ran pair = Cli.asking(impossible, "init", "-o", folder.toString());
    assertThat(pair.exit()).isEqualTo(Exit.USAGE);
    assertThat(pair.err()).contains("needs Airflow");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void schema_to_a_file() throws IOException {
    Path file = folder.resolve("dag.schema.json");
    assertThat(Cli.run("schema", "dag", "-o", file.toString()).exit()).isEqualTo(Exit.CLEAN);
    assertThat(Files.readString(file)).isEqualTo(Cli.run("schema", "dag").out());
    assertThat(Cli.run("schema", "config").out()).contains("\"worker_paths\"");
    assertThat(Cli.run("schema", "pod").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void messages_in_colour_show_the_line() throws IOException {
    Path spec = folder.resolve("a.dag.yaml");
    Files.writeString(
        spec, "spec_version: 1\ndag_id: a\n\"설명\": {retrys: 3}\ntasks: {t: {empty: {}}}\n");
    String out = folder.resolve("out").toString();
    Ran plain = Cli.run("generate", spec.toString(), "-o", out);
    Ran colored = Cli.run("generate", spec.toString(), "-o", out, "--color", "always");
    assertThat(plain.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(plain.err()).doesNotContain("\u001b").doesNotContain("^");
    assertThat(colored.err())
        .contains("error: ")
        .contains("    3 | \"설명\": {retrys: 3}\n        \u001b[1;31m^^^^^^\u001b[0m\n");
  }

  @Test
  void messages_in_colour_show_no_line_with_a_secret() throws IOException {
    Path spec = folder.resolve("a.dag.yaml");
    Files.writeString(
        folder.resolve(".tidydag.yaml"),
        """
        namespace: jobs
        connection: {in_cluster: true}
        defaults:
          pod: {env_vars: {DB_PASSWORD: "correcthorsebattery"}}
        """);
    Files.writeString(
        spec,
        """
        spec_version: 1
        dag_id: a
        cleanup: {deadline: 1h}
        tasks:
          usual: {pod: {image: "busybox:1.36"}}
          own:
            pod:
              image: busybox
              env_vars: {API_TOKEN: "hunter2hunter2", NEXT: "{{ var.value.get('db_password', 'swordfish1') }}"}
        """);
    String out = folder.resolve("out").toString();
    Ran ran = Cli.run("generate", spec.toString(), "-o", out, "--color", "always");
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    assertThat(ran.err()).contains("SEC001", "SEC007", "    8 |       image: busybox");
    assertThat(ran.err()).doesNotContain("correcthorse", "hunter2", "swordfish");
  }

  /** A spec with mistakes goes through no rule that knows where its secrets are. */
  @Test
  void messages_in_colour_show_no_line_that_may_hold_a_secret_where_a_spec_is_wrong()
      throws IOException {
    Path spec = folder.resolve("a.dag.yaml");
    Files.writeString(
        spec,
        """
        spec_version: 1
        dag_id: a
        dagrun_timeout: 1h
        tasks:
          one: {pod: {namespace: jobs, imag: busybox, env_vars: {API_TOKEN: "hunter2hunter2"}}}
          two: {pod: {namespace: jobs, imag: busybox}}
          three:
            pod:
              image: busybox:1
              env_vars:
                - name: DB_PASSWORD
                  valu: "swordfish1"
        """);
    String out = folder.resolve("out").toString();
    Ran ran = Cli.run("generate", spec.toString(), "-o", out, "--color", "always");
    assertThat(ran.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(ran.err()).contains("5:32", "    6 |   two: ", "12:11");
    assertThat(ran.err()).doesNotContain("hunter2", "swordfish");
  }

  @Test
  void a_completion_script_names_every_command() {
    Ran ran = Cli.run("generate-completion");
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    assertThat(ran.out()).contains("preview-pod", "companion", "schema", "import", "init");
  }

  @Test
  void help_lists_every_command() {
    Ran ran = Cli.run("--help");
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    assertThat(ran.out()).contains("preview-pod", "companion", "schema", "import", "init");
    assertThat(Cli.run("generat").exit()).isEqualTo(Exit.USAGE);
    assertThat(Cli.run("generat").err()).contains("generate");
  }

  @Test
  void help_says_what_a_command_does_without_an_option() {
    assertThat(Cli.run("preflight", "--help").out()).contains("kube_contexts");
    assertThat(Cli.run("access", "lint", "--help").out())
        .containsIgnoringWhitespaces("upwards of here");
    assertThat(Cli.run("lint", "--help").out()).containsIgnoringWhitespaces("upwards of each file");
    assertThat(Cli.run("access", "diff", "--help").out()).contains("json or csv");
    assertThat(Cli.run("janitor", "manifests", "--help").out()).contains("docs/janitor.md");
  }
}
