package io.github.tidydag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of the command line: what it prints, where, and how it ends. */
final class MainTest {
  private static final String SPEC =
      """
      spec_version: 1
      dag_id: one
      tasks:
        a: {empty: {}}
      """;

  @TempDir private Path folder;

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve(".tidydag.yaml"), "");
    Files.writeString(folder.resolve("one.dag.yaml"), SPEC);
  }

  @Test
  void help_goes_to_stdout() {
    for (String[] help : new String[][] {{"--help"}, {"-h"}, {"generate", "--help"}}) {
      Run run = run(help);
      assertThat(run.exit()).isZero();
      assertThat(run.out()).startsWith("Usage: tidydag");
      assertThat(run.err()).isEmpty();
    }
    assertThat(run("--help").out()).contains("Exit codes:", "generate", "companion");
  }

  @Test
  void the_version_is_said() {
    Run run = run("--version");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("tidydag ");
  }

  @Test
  void wrong_usage_is_one_line_and_a_hint() {
    expectUsage(run(), "Missing command", "tidydag --help");
    expectUsage(run("generte"), "generte", "tidydag --help");
    expectUsage(run("generate", path("one.dag.yaml")), "-o", "tidydag generate --help");
    expectUsage(run("generate", "-o", path("out"), "--chek"), "--chek", "generate --help");
    expectUsage(run("generate", "-o"), "-o", "tidydag generate --help");
    assertThat(run("generate", "-o", path("out"), "--chek").err()).contains("--check");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private static void expectUsage(Run run, String what, String hint) {
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(what).contains(hint).doesNotContain("\tat ");
    assertThat(run.err().lines().count()).isLessThanOrEqualTo(4);
  }

  @Test
  void generate_writes_and_then_has_nothing_to_do() {
    Run first = generate("one.dag.yaml");
    assertThat(first)
        .isEqualTo(new Run(0, path("out") + ": 1 written, 0 removed, 0 unchanged\n", ""));
    assertThat(folder.resolve("out/one.py")).exists();
    assertThat(generate("one.dag.yaml").out()).endsWith("0 written, 0 removed, 1 unchanged\n");
    assertThat(generate(".").exit()).isZero();
  }

  @Test
  void check_prints_a_diff_and_writes_nothing() throws IOException {
    Run absent = generate("one.dag.yaml", "--check");
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.out()).startsWith("--- /dev/null\n+++ b/one.py\n@@ -0,0 +1,");
    assertThat(absent.err())
        .isEqualTo(path("out") + ": 1 file is out of date; run tidydag generate without --check\n");
    assertThat(folder.resolve("out")).doesNotExist();
    generate("one.dag.yaml");
    Run same = generate("one.dag.yaml", "--check");
    assertThat(same).isEqualTo(new Run(0, path("out") + ": up to date, 1 file\n", ""));
    Files.writeString(folder.resolve("one.dag.yaml"), SPEC.replace("a:", "b:"));
    Run changed = generate("one.dag.yaml", "--check");
    assertThat(changed.exit()).isEqualTo(1);
    assertThat(changed.out())
        .startsWith("--- a/one.py\n+++ b/one.py\n")
        .contains("-        task_id=\"a\",\n", "+        task_id=\"b\",\n");
    assertThat(Files.readString(folder.resolve("out/one.py"))).contains("task_id=\"a\"");
  }

  @Test
  void a_bad_spec_ends_with_1_and_writes_nothing() throws IOException {
    Files.writeString(folder.resolve("bad.dag.yaml"), "spec_version: 1\n");
    Run run = generate(".");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            path("bad.dag.yaml")
                + ":1:1 dag_id: is missing; add dag_id: NAME\n"
                + path("bad.dag.yaml")
                + ":1:1 tasks: there are none; write tasks: {NAME: {pod: ...}}\n"
                + "2 errors, so nothing was written\n");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void a_warning_does_not_stop_it() throws IOException {
    Files.writeString(
        folder.resolve("one.dag.yaml"), SPEC.replace("{empty: {}}", "{sla: 1h, empty: {}}"));
    Run run = generate("one.dag.yaml");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains(":4:7 warning: sla: is ignored");
    assertThat(folder.resolve("out/one.py")).exists();
  }

  @Test
  void a_bad_configuration_ends_with_2() throws IOException {
    Files.writeString(folder.resolve(".tidydag.yaml"), "tarkets: []\n");
    Run run = generate("one.dag.yaml");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(".tidydag.yaml:1:1 tarkets: is no key of the configuration");
    Files.writeString(folder.resolve(".tidydag.yaml"), "");
    Run profile = generate("one.dag.yaml", "--profile", "eks");
    assertThat(profile.exit()).isEqualTo(2);
    assertThat(profile.err()).contains("eks: no such profile");
    assertThat(generate("one.dag.yaml", "--templates", path("none")).exit()).isEqualTo(2);
  }

  @Test
  void what_cannot_be_read_or_written_ends_with_3() throws IOException {
    assertThat(generate("missing.dag.yaml").exit()).isEqualTo(3);
    assertThat(generate("one.dag.yaml", "--config", path("none.yaml")).exit()).isEqualTo(3);
    Files.writeString(folder.resolve("out"), "a file");
    Run run = generate("one.dag.yaml");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).startsWith(path("out")).doesNotContain("\tat ");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void an_edited_file_is_written_over_by_force_alone() throws IOException {
    generate("one.dag.yaml");
    run("companion", "-o", path("out"));
    for (String file : new String[] {"one.py", "tidydag_run.py"}) {
      Files.writeString(folder.resolve("out").resolve(file), "edited");
    }
    Run dag = generate("one.dag.yaml");
    assertThat(dag.exit()).isEqualTo(3);
    assertThat(dag.err()).contains("out/one.py: changed since").doesNotContain("tidydag_run");
    assertThat(run("companion", "-o", path("out")).err()).contains("tidydag_run.py: changed since");
    assertThat(generate("one.dag.yaml", "--force").exit()).isZero();
    assertThat(run("companion", "-o", path("out"), "--force").exit()).isZero();
    assertThat(generate("one.dag.yaml", "--check").exit()).isZero();
  }

  @Test
  void a_dash_is_stdin() {
    Run run = runWith(SPEC, "generate", "-", "-o", path("out"), "--config", path(".tidydag.yaml"));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(folder.resolve("out/one.py")).exists();
    Run bad = runWith("x", "generate", "-", "-o", path("out"), "--config", path(".tidydag.yaml"));
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.err()).startsWith("<stdin>:1:1 ");
  }

  @Test
  void companion_writes_the_module_alone() {
    Run run = run("companion", "-o", path("out"), "--policy");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(folder.resolve("out/tidydag_run.py")).exists();
    assertThat(folder.resolve("out/tidydag_policy.py")).exists();
  }

  private String path(String name) {
    return folder.resolve(name).normalize().toString();
  }

  private Run generate(String input, String... more) {
    String[] args = new String[more.length + 4];
    args[0] = "generate";
    args[1] = path(input);
    args[2] = "-o";
    args[3] = path("out");
    System.arraycopy(more, 0, args, 4, more.length);
    return run(args);
  }

  private static Run run(String... args) {
    return runWith("", args);
  }

  private static Run runWith(String stdin, String... args) {
    Cli.Ran ran = Cli.withStdin(stdin, args);
    return new Run(ran.exit(), ran.out(), ran.err());
  }
}
