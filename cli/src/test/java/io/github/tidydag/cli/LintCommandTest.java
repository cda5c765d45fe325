package io.github.tidydag.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.cli.Cli.Ran;
import io.github.tidydag.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LintCommandTest {
  private static final String APPLICATION =
      """
      apiVersion: sparkoperator.k8s.io/v1beta2
      kind: SparkApplication
      metadata: {name: pi, namespace: jobs}
      spec: {type: Scala, mode: cluster}
      """;
  private static final String CONFIG = "lint: {rules: {SPK001: %s}}\n";

  @TempDir private Path folder;

  private Path app;

  @BeforeEach
  void write() throws IOException {
    app = Files.writeString(folder.resolve("app.yaml"), APPLICATION);
  }

  private void level(String level) throws IOException {
    Files.writeString(folder.resolve(".tidydag.yaml"), CONFIG.formatted(level));
  }

  private Ran lint(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "lint";
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[more.length + 1] = folder.toString();
    return Cli.run(arguments);
  }

  /** An exit code may depend on one rule only where all others are off. */
  private Ran stdin(String text, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "lint";
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[more.length + 1] = "-";
    return Cli.withStdin(text, arguments);
  }

  @Test
  void prints_findings_and_a_summary() throws IOException {
    Ran ran = lint();
    assertThat(ran.out())
        .contains("app.yaml:4:1")
        .contains("SPK001 spec: has no timeToLiveSeconds");
    assertThat(ran.out()).contains("1 file, 1 object: ");
    level("off");
    assertThat(lint().out()).doesNotContain("SPK001");
  }

  @Test
  void never_shows_a_secret() throws IOException {
    Files.writeString(
        app,
        """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: SparkApplication
        metadata: {name: pi}
        spec:
          sparkConf: {spark.hadoop.fs.s3a.secret.key: hunter2hunter2, spark.executor.instances: 5}
          driver:
            memory: 4Gi
            envVars: {DB_PASSWORD: hunter2hunter2}
        """);
    for (String config : List.of("{}", "{rules: {SEC001: off, SEC002: off}}")) {
      Files.writeString(folder.resolve(".tidydag.yaml"), "lint: " + config + "\n");
      for (String format : Reports.names()) {
        assertThat(lint("--format", format).out()).isNotEmpty().doesNotContain("hunter2");
      }
      assertThat(lint("--diff", "--unsafe-fixes").out())
          .contains("a line with a secret")
          .doesNotContain("hunter2");
    }
  }

  /** Other rules speak of such values, too, and their fixes write them again. */
  @Test
  void never_shows_a_secret_that_another_rule_finds() throws IOException {
    String applications =
        """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: SparkApplication
        metadata: {name: pi}
        spec:
          sparkConf: {spark.hadoop.fs.s3a.secret.key: 8473920175}
          driver:
            env:
              - name: DB_PASSWORD
                value: 8473920175
              - value: 8473920175
                name: DB_PASSWORD
              - {name: API_TOKEN, value: 8473920175}
            envVars:
              API_TOKEN: 8473920175
        ---
        spark:
          apiVersion: sparkoperator.k8s.io/v1beta2
          kind: SparkApplication
          spec: {driver: {}, executor: {}}
        kubernetes:
          env_vars:
            DB_PASSWORD: 8473920175
        """;
    Files.writeString(app, applications);
    for (String format : Reports.names()) {
      assertThat(lint("--format", format).out()).contains("SPK103").doesNotContain("84739");
    }
    assertThat(lint("--diff", "--unsafe-fixes").out())
        .contains("a line with a secret")
        .doesNotContain("84739");
    assertThat(lint("--fix").out()).doesNotContain("84739");
    assertThat(Files.readString(app))
        .contains("value: \"8473920175\"", "DB_PASSWORD: \"8473920175\"")
        .contains("fs.s3a.secret.key: \"8473920175\"");
  }

  @Test
  void fails_on_what_it_is_told_to() {
    String duplicate = "apiVersion: v1\nkind: ConfigMap\ndata: {a: b, a: c}\n";
    assertThat(stdin(duplicate).exit()).isEqualTo(Exit.FINDINGS);
    assertThat(stdin(duplicate, "--fail-on", "warning").exit()).isEqualTo(Exit.FINDINGS);
    assertThat(stdin(duplicate, "--fail-on", "never").exit()).isEqualTo(Exit.CLEAN);
    String reasonless =
        "apiVersion: v1\nkind: ConfigMap\ndata: {a: b, a: c} # tidydag: ignore YML001\n";
    assertThat(stdin(reasonless).exit()).isEqualTo(Exit.CLEAN);
    assertThat(stdin(reasonless, "--fail-on=warning").exit()).isEqualTo(Exit.FINDINGS);
    assertThat(stdin(reasonless, "--fail-on=info").out()).contains("1 warning, 1 suppressed");
    assertThat(stdin("a: b\n", "--fail-on=info").exit()).isEqualTo(Exit.CLEAN);
    assertThat(stdin("a: b\n").out()).contains("1 file, 0 objects: nothing found");
  }

  @Test
  void wrong_usage_is_told() throws IOException {
    assertThat(lint("--fail-on", "fatal").exit()).isEqualTo(Exit.USAGE);
    assertThat(lint("--since", "nothing").exit()).isEqualTo(Exit.USAGE);
    assertThat(lint("--rules-jar", "none.jar").exit()).isEqualTo(Exit.USAGE);
    Files.writeString(folder.resolve(".tidydag.yaml"), "lint: {rules: {SPK01: off}}\n");
    Ran ran = lint();
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(".tidydag.yaml:1:16 SPK01: is no rule; did you mean SPK001?");
    Path other = Files.writeString(folder.resolve("other.yaml"), CONFIG.formatted("off"));
    assertThat(lint("--config", other.toString()).exit()).isNotEqualTo(Exit.USAGE);
  }

  @Test
  void what_is_not_there_is_told() throws IOException {
    Ran ran = Cli.run("lint", folder.resolve("none.yaml").toString());
    assertThat(ran.exit()).isEqualTo(Exit.FILES);
    assertThat(ran.err()).contains("there is no such file or folder");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(Cli.run("lint", empty.toString()).exit()).isEqualTo(Exit.FILES);
    assertThat(lint("--baseline", folder.resolve("none.json").toString()).err())
        .contains("tidydag baseline create");
  }

  @Test
  void a_baseline_hides_what_it_knows_and_is_renewed() throws IOException {
    String file = folder.resolve("baseline.json").toString();
    Ran created = Cli.run("baseline", "create", file, folder.toString());
    assertThat(created.exit()).isEqualTo(Exit.CLEAN);
    String text = Files.readString(Path.of(file));
    assertThat(text).contains("\"rule\" : \"SPK001\"").contains("\"file\" : \"app.yaml\"");
    assertThat(Cli.run("baseline", "create", file, folder.toString()).err())
        .contains("tidydag baseline update");
    Files.writeString(app, "# a line more\n\n" + APPLICATION);
    Ran known = lint("--baseline", file, "--fail-on", "info");
    assertThat(known.out()).contains("nothing found").contains("in the baseline");
    assertThat(known.exit()).isEqualTo(Exit.CLEAN);

    Path other = Files.writeString(folder.resolve("other.yaml"), APPLICATION);
    assertThat(lint("--baseline", file).out()).contains("other.yaml").doesNotContain("app.yaml");
    Cli.run("baseline", "update", file, other.toString());
    assertThat(lint("--baseline", file).out()).contains("nothing found");

    Files.delete(app);
    assertThat(lint("--baseline", file).err()).contains("gone; tidydag baseline prune ");
    assertThat(Cli.run("baseline", "prune", file, folder.toString()).exit()).isEqualTo(Exit.CLEAN);
    assertThat(Files.readString(Path.of(file))).contains("other.yaml").doesNotContain("app.yaml");
    assertThat(lint("--baseline", file).err()).doesNotContain("gone");
  }

  @Test
  void what_is_no_baseline_is_told() throws IOException {
    String half = "{\"version\": 1, \"findings\": [{\"rule\": \"SPK001\", \"path\": \"\\ud800\"}]}";
    for (String text : new String[] {"{", "[]", "{\"version\": 2, \"findings\": []}", half}) {
      Path file = Files.writeString(folder.resolve("bad.txt"), text);
      Ran ran = lint("--baseline", file.toString());
      assertThat(ran.exit()).isEqualTo(Exit.USAGE);
      assertThat(ran.err()).contains("is no baseline");
    }
  }

  @Test
  void mends_what_can_be_mended_and_keeps_the_rest() throws IOException {
    byte[] before = ("\uFEFF" + APPLICATION.replace("\n", "\r\n")).getBytes(UTF_8);
    Files.write(app, before);
    Ran diff = lint("--diff", "--unsafe-fixes");
    assertThat(diff.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(diff.out()).contains("+++ b/").contains("timeToLiveSeconds: 3600");
    assertThat(diff.err()).contains("can be mended");
    assertThat(Files.readAllBytes(app)).isEqualTo(before);
    assertThat(lint("--fix").err()).doesNotContain("SPK001");
    assertThat(Files.readString(app)).doesNotContain("timeToLiveSeconds");
    Ran fixed = lint("--fix", "--unsafe-fixes");
    assertThat(fixed.out()).doesNotContain("SPK001");
    assertThat(fixed.err()).contains(" mended");
    String after = Files.readString(app);
    assertThat(after)
        .startsWith("\uFEFFapi")
        .contains("timeToLiveSeconds: 3600")
        .contains("\r\nmetadata");
    assertThat(lint("--fix", "--unsafe-fixes").err()).doesNotContain(" mended");
    assertThat(Files.readString(app)).isEqualTo(after);
  }

  @Test
  void says_which_fixes_it_does_not_make() throws IOException {
    String suspended =
        """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: ScheduledSparkApplication
        metadata: {name: nightly}
        spec:
          schedule: "@daily"
          template:
            suspend: true
        """;
    Files.writeString(app, suspended);
    String told = " SPK001: its fix is not made, since it would bring another finding";
    assertThat(lint("--diff", "--unsafe-fixes").err()).contains(":6:3" + told);
    assertThat(lint("--fix", "--unsafe-fixes").err()).contains(":8:3" + told);
    assertThat(Files.readString(app)).doesNotContain("timeToLiveSeconds");
  }

  @Test
  void mends_neither_stdin_nor_what_is_hidden() throws IOException {
    assertThat(stdin(APPLICATION, "--fix").err()).contains("stdin cannot be written");
    assertThat(stdin(APPLICATION, "--diff", "--unsafe-fixes").out()).contains("--- a/stdin");
    assertThat(lint("--fix", "--diff").exit()).isEqualTo(Exit.USAGE);
    assertThat(lint("--unsafe-fixes").exit()).isEqualTo(Exit.USAGE);
    String file = folder.resolve("baseline.json").toString();
    Cli.run("baseline", "create", file, folder.toString());
    lint("--fix", "--unsafe-fixes", "--baseline", file);
    assertThat(Files.readString(app)).isEqualTo(APPLICATION);
  }

  @Test
  void writes_several_reports_in_one_run() throws IOException {
    Path sarif = folder.resolve("new/lint.sarif");
    Path csv = folder.resolve("lint.csv");
    Ran ran =
        lint(
            "--format",
            "sarif",
            "--output",
            sarif.toString(),
            "--format=csv",
            "--output=" + csv,
            "--format",
            "json");
    assertThat(ran.out()).startsWith("{").contains("SPK001");
    assertThat(ran.err()).contains("1 file, 1 object: ");
    assertThat(Files.readString(sarif)).contains("\"2.1.0\"");
    assertThat(Files.readString(csv)).contains("SPK001");
    assertThat(lint("--format", "text", "--format", "json").err()).contains("--output");
    assertThat(lint("--format", "html").err()).contains("is none; write checkstyle, csv");
    assertThat(lint("--output", csv.toString()).exit()).isEqualTo(Exit.USAGE);
    Ran unwritable = lint("--format=json", "--output=" + app + "/x.json");
    assertThat(unwritable.exit()).isEqualTo(Exit.FILES);
  }
}
