package io.github.tidydag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JanitorCommandsTest {
  static final String NOBODY =
      """
      apiVersion: v1
      kind: Config
      current-context: none
      contexts: [{name: none, context: {cluster: none, user: me}}]
      clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
      users: [{name: me, user: {token: of-nobody}}]
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', 'say what to delete by --plan FILE, or where by --namespace NS'",
    "'-n jobs --plan plan.json', 'one of them'",
    "'--plan plan.json --min-age 1d', '--min-age: the plan file was made with options of its own'",
    "'--plan plan.json --shards 2', '--shards: shares namespaces'",
    "'-n jobs --shards 2', '--shards: JOB_COMPLETION_INDEX is , and no number'",
    "'-n jobs --max-share 101', '--max-share 101: write 1 to 100'",
    "'-n jobs --max-count 0', '--max-count 0: write 1 or more'",
    "'-n jobs --rate -1', '--rate -1: write 0 or more'",
    "'-n kube-system', '-n kube-system: is Kubernetes'",
    "'-n jobs/x', '-n jobs/x: is no namespace'",
  })
  void apply_refuses_what_makes_no_sense(String options, String message) {
    Ran ran = Cli.run(("janitor apply " + options).strip().split(" ", -1));
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.err()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'say whose runs upload there: --namespace NS for each namespace, or --all-namespaces'",
    "'-n jobs -A', 'say whose runs upload there'",
    "'-A --format html', '--format html: is none; write text or csv'",
    "'-A --min-age 23h', 'write 1d or more'",
    "'-n jobs,batch', '-n jobs,batch: is no namespace'",
    "'-A --delete', '--delete: upload_paths names no program that deletes'",
    "'-A --min-age soon', '--min-age soon: is no duration'",
  })
  void uploads_refuses_what_makes_no_sense(String options, String message) throws IOException {
    Path config = uploadPaths("list: [ls]");
    String words = "janitor uploads --config " + config + " " + options;
    Ran ran = Cli.run(words.strip().split(" ", -1));
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.err()).contains(message);
  }

  @Test
  void uploads_runs_nothing_if_its_configuration_is_wrong_or_no_cluster_answers()
      throws IOException {
    String wrong = uploadPaths("list: [touch, there], delete: [rm]").toString();
    Ran refused = Cli.run("janitor", "uploads", "-A", "--config", wrong);
    assertThat(refused.exit()).isEqualTo(Exit.USAGE);
    assertThat(refused.err()).contains("delete has one argument with {folder}");
    String kubeconfig = Files.writeString(folder.resolve("kubeconfig"), NOBODY).toString();
    String right = uploadPaths("list: [touch, there]").toString();
    Ran alone = Cli.run("janitor", "uploads", "-A", "--config", right, "--kubeconfig", kubeconfig);
    assertThat(alone.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(alone.err()).contains("does not answer").doesNotContain("$ touch");
    assertThat(folder.resolve("there")).doesNotExist();
  }

  @Test
  void uploads_runs_no_programs_of_a_configuration_further_up() throws Exception {
    uploadPaths("list: [touch, there]");
    Path below = Files.createDirectory(folder.resolve("below"));
    Path err = folder.resolve("err");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "janitor",
                "uploads",
                "-A")
            .directory(below.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(Exit.USAGE);
    assertThat(err).content().contains("further up are not run unless --config names it");
  }

  private Path uploadPaths(String programs) throws IOException {
    return Files.writeString(
        folder.resolve(".tidydag.yaml"),
        "upload_paths: [{path: \"file:///up\", " + programs + "}]\n");
  }

  @Test
  void apply_and_restore_tell_that_no_cluster_answers() throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), NOBODY);
    Ran apply =
        Cli.run("janitor", "apply", "-n", "jobs", "--yes", "--kubeconfig", kubeconfig.toString());
    assertThat(apply.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(apply.err()).contains("cluster none at http://127.0.0.1:1", "nothing was deleted");
    Path backup =
        Files.writeString(
            folder.resolve("backup"),
            """
            {"format":1,"tidydag":"1","cluster":"none","taken":"2026-11-28T00:00:00Z"}
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"jobs","uid":"u"}}
            """);
    String[] words = {
      "janitor", "restore", backup.toString(), "--kubeconfig", kubeconfig.toString()
    };
    Ran unasked = Cli.run(words);
    assertThat(unasked.exit()).isEqualTo(Exit.USAGE);
    assertThat(unasked.err())
        .contains("Create 1 ConfigMap in none at http://127.0.0.1:1")
        .contains("there is no terminal to ask on; say --yes");
    assertThat(Cli.asking(new String[] {"no"}, words).err())
        .contains("not confirmed: nothing was created");
    Ran restore = Cli.asking(new String[] {"yes"}, words);
    assertThat(restore.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(restore.err()).contains("does not answer").doesNotContain("of-nobody");
  }

  @Test
  void what_is_no_plan_or_backup_is_a_file_that_cannot_be_read() {
    assertThat(Cli.run("janitor", "apply", "--yes", "--plan", folder + "/none").exit())
        .isEqualTo(Exit.FILES);
    assertThat(Cli.run("janitor", "restore", "--yes", folder + "/none").exit())
        .isEqualTo(Exit.FILES);
  }

  @Test
  void manifests_are_for_kubectl_and_the_spec_is_for_generate() throws IOException {
    Ran manifests = Cli.run("janitor", "manifests", "-n", "jobs", "--image", "tidydag:0.1.0");
    assertThat(manifests.exit()).isEqualTo(Exit.CLEAN);
    assertThat(manifests.out()).contains("kind: CronJob", "timeZone: Etc/UTC");
    Ran spec =
        Cli.run(
            "janitor", "manifests", "-n", "jobs", "--image", "tidydag:0.1.0", "--as", "dag-spec");
    Files.createDirectory(folder.resolve("specs"));
    Files.writeString(folder.resolve("specs/janitor.dag.yaml"), spec.out());
    Ran generated =
        Cli.run(
            "generate", folder.resolve("specs").toString(), "-o", folder.resolve("out").toString());
    assertThat(generated.err()).as(spec.out()).doesNotContain("warning");
    assertThat(generated.exit()).isEqualTo(Exit.CLEAN);
    assertThat(folder.resolve("out"))
        .isDirectoryRecursivelyContaining("glob:**/tidydag_janitor.py");
  }

  @ParameterizedTest
  @CsvSource({
    "'-n jobs', --image",
    "'--image a:1', --namespace",
    "'-n jobs --image a:1 --as helm', '--as helm: is none'",
    "'-n jobs --image a:1 --shards 0', '--shards 0: write 1 or more'",
    "'-n jobs --image a', '--image a: is not pinned'",
  })
  void manifests_refuses_what_makes_no_sense(String options, String message) {
    Ran ran = Cli.run(("janitor manifests " + options).split(" ", -1));
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.err()).contains(message);
  }
}
