package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.lint.Finding;
import io.github.tidydag.source.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LintProjectTest {
  private static final String APPLICATION =
      """
      apiVersion: sparkoperator.k8s.io/v1beta2
      kind: SparkApplication
      metadata: {name: pi, namespace: jobs}
      spec: {type: Scala, mode: cluster}
      """;
  private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    Files.createDirectories(parent == null ? folder : parent);
    return Files.writeString(file, text);
  }

  private LintProject.Request request(String... paths) {
    return new LintProject.Request(
        Arrays.stream(paths).map(p -> p.equals("-") ? p : folder.resolve(p).toString()).toList(),
        Optional.empty(),
        Optional.empty(),
        RuleSources.NONE,
        Optional.empty(),
        Optional.empty(),
        TODAY,
        InputStream.nullInputStream());
  }

  private LintProject.Result lint(String... paths) {
    return LintProject.lint(request(paths));
  }

  private LintProject.Result since(String revision, String... paths) {
    LintProject.Request all = request(paths);
    return LintProject.lint(
        new LintProject.Request(
            all.paths(),
            all.config(),
            Optional.of(revision),
            all.ruleSources(),
            all.baseline(),
            all.repair(),
            TODAY,
            all.stdin()));
  }

  private List<String> files(LintProject.Result result) {
    return result.files().stream().map(f -> f.replace(folder + "/", "")).toList();
  }

  private List<String> found(LintProject.Result result) {
    return result.findings().stream()
        .filter(f -> List.of("SPK001", "YML001").contains(f.rule().id()) || isLint(f))
        .map(f -> f.at().toString().replace(folder + "/", "") + " " + f.rule().id())
        .toList();
  }

  private static boolean isLint(Finding finding) {
    return finding.rule().id().startsWith("LNT");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"),
                Arrays.stream(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void finds_files_by_their_names_and_in_their_order() throws IOException {
    write("b/x.yaml", APPLICATION);
    write("b/a.yml", APPLICATION);
    write("a.yaml.j2", "{% set x = 1 %}\n" + APPLICATION);
    write("c.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}");
    write("d.txt", APPLICATION);
    write("e.dag.yaml", APPLICATION);
    write(".hidden/a.yaml", APPLICATION);
    write("node_modules/a.yaml", APPLICATION);
    LintProject.Result result = lint(".");
    assertThat(files(result)).containsExactly("a.yaml.j2", "b/a.yml", "b/x.yaml", "c.json");
    assertThat(found(result))
        .containsExactly("a.yaml.j2:5:1 SPK001", "b/a.yml:4:1 SPK001", "b/x.yaml:4:1 SPK001");
    assertThat(result.objects()).isEqualTo(4);
    assertThat(result.texts()).hasSize(result.findings().isEmpty() ? 0 : result.texts().size());
    assertThat(files(lint("d.txt", "d.txt", "b"))).containsExactly("b/a.yml", "b/x.yaml", "d.txt");
    assertThat(lint("e.dag.yaml").notes()).singleElement().asString().contains("tidydag generate");
  }

  @Test
  void says_of_python_that_it_is_none_of_its_manifests() throws IOException {
    write("etl.py", "DAG(\n  dag_id='etl', default_args={'owner': 'me'\n: 1})\n");
    LintProject.Result report = lint("etl.py");
    assertThat(report.findings()).isEmpty();
    assertThat(report.notes()).singleElement().asString().contains("etl.py: is Python");
  }

  @Test
  void a_link_to_a_file_that_is_here_is_not_another_file() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path here = Files.createDirectory(folder.resolve("here"));
    Files.writeString(elsewhere.resolve("a.yaml"), APPLICATION);
    Files.writeString(here.resolve("b.yaml"), APPLICATION);
    Files.createSymbolicLink(here.resolve("c.yaml"), here.resolve("b.yaml"));
    Files.createSymbolicLink(here.resolve("d.yaml"), elsewhere.resolve("a.yaml"));
    Files.createSymbolicLink(here.resolve("e.yaml"), here.resolve("nowhere"));
    Files.createSymbolicLink(here.resolve("f.yaml"), here);
    assertThat(files(lint("here"))).containsExactly("here/b.yaml", "here/d.yaml");
  }

  @Test
  void honours_gitignore() throws IOException, InterruptedException {
    git("init", "-q");
    write(".gitignore", "build/\n");
    write("a.yaml", APPLICATION);
    write("build/b.yaml", APPLICATION);
    write("build/tracked.yaml", APPLICATION);
    write("inner/c.yaml", APPLICATION);
    write(".github/d.yaml", APPLICATION);
    git("add", "-f", "build/tracked.yaml");
    git("init", "-q", "inner");
    assertThat(files(lint(".")))
        .containsExactly(".github/d.yaml", "a.yaml", "build/tracked.yaml", "inner/c.yaml");
    assertThat(files(lint("build"))).containsExactly("build/b.yaml", "build/tracked.yaml");
    assertThat(files(lint("build/b.yaml"))).containsExactly("build/b.yaml");
  }

  @Test
  void looks_only_at_what_has_changed() throws IOException, InterruptedException {
    git("init", "-q", "-b", "main");
    for (String name : List.of("a.yaml", "b.yaml", "sub/c.yaml", "gone.yaml", "same.yaml")) {
      write(name, APPLICATION);
    }
    git("add", ".");
    git("commit", "-qm", "first");
    git("checkout", "-qb", "work");
    write("b.yaml", APPLICATION + "# more\n");
    git("commit", "-qam", "second");
    write("sub/c.yaml", APPLICATION + "# more\n");
    write("sub/new.yaml", APPLICATION);
    Files.delete(folder.resolve("gone.yaml"));
    git("checkout", "-q", "--detach");
    assertThat(files(since("main", "."))).containsExactly("b.yaml", "sub/c.yaml", "sub/new.yaml");
    assertThat(files(since("main", "sub"))).containsExactly("sub/c.yaml", "sub/new.yaml");
    assertThat(files(since("HEAD", "b.yaml", "sub/c.yaml"))).containsExactly("sub/c.yaml");
    LintProject.Result nothing = since("HEAD", "a.yaml");
    assertThat(nothing.files()).isEmpty();
    assertThat(nothing.notes()).containsExactly("nothing has changed since HEAD");
  }

  @Test
  void compares_with_where_the_work_began() throws IOException, InterruptedException {
    git("init", "-q", "-b", "main");
    write("a.yaml", APPLICATION);
    git("add", ".");
    git("commit", "-qm", "first");
    git("checkout", "-qb", "work");
    write("mine.yaml", APPLICATION);
    git("add", ".");
    git("commit", "-qm", "mine");
    git("checkout", "-q", "main");
    write("a.yaml", APPLICATION + "# theirs\n");
    git("commit", "-qam", "theirs");
    git("checkout", "-q", "work");
    assertThat(files(since("main", "."))).containsExactly("mine.yaml");
  }

  @Test
  void since_needs_git_and_a_revision_of_it() throws IOException, InterruptedException {
    write("a.yaml", APPLICATION);
    assertThatThrownBy(() -> since("main", "."))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("needs git")
        .hasMessageContaining("not a git repository");
    git("init", "-q");
    for (String revision : List.of("nothing", "--help", "-q")) {
      assertThatThrownBy(() -> since(revision, "."))
          .isInstanceOf(TidydagException.class)
          .hasMessageContaining("is no revision that git knows");
    }
    assertThatThrownBy(() -> since("main", "-"))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("stdin");
  }

  @Test
  void leaves_templates_of_charts_and_says_what_to_do() throws IOException {
    write("chart/Chart.yaml", "apiVersion: v2\nname: c\n");
    write("chart/values.yaml", "a: b\n");
    write("chart/templates/sub/app.yaml", APPLICATION);
    write("templates/app.yaml", APPLICATION);
    LintProject.Result result = lint(".");
    assertThat(files(result))
        .containsExactly("chart/Chart.yaml", "chart/values.yaml", "templates/app.yaml");
    assertThat(result.notes())
        .singleElement()
        .asString()
        .contains("1 template of a Helm chart not linted")
        .contains("helm template ")
        .endsWith("chart | tidydag lint -");
    assertThat(lint("chart/templates/sub/app.yaml").notes()).isEqualTo(result.notes());
  }

  @Test
  void takes_patches_for_parts() throws IOException {
    write(
        "base/kustomization.yaml",
        """
        resources: [app.yaml]
        patches: [{path: patches/one.yaml}, {patch: "- op: remove"}]
        patchesStrategicMerge: [two.yaml]
        """);
    write("base/app.yaml", APPLICATION);
    write("base/patches/one.yaml", APPLICATION);
    write("base/two.yaml", APPLICATION);
    assertThat(found(lint("."))).containsExactly("base/app.yaml:4:1 SPK001");
    assertThat(found(lint("base/patches/one.yaml"))).isEmpty();
  }

  @Test
  void in_folders_only_manifests_are_read() throws IOException {
    write("tsconfig.json", "{\n\t// comment\n\t\"a\": 1\n}\n");
    write("broken.yaml", "a: 'b\n");
    write("app.yaml", APPLICATION);
    assertThat(found(lint("."))).containsExactly("app.yaml:4:1 SPK001");
    assertThat(found(lint("broken.yaml"))).containsExactly("broken.yaml:2:1 YML001");
  }

  @Test
  void each_file_has_the_configuration_above_it() throws IOException {
    write(".tidydag.yaml", "lint: {rules: {SPK001: error}, exclude: [old/]}\n");
    write("a.yaml", APPLICATION);
    write("old/b.yaml", APPLICATION);
    write("sub/.tidydag.yaml", "lint: {rules: {SPK001: off}}\n");
    write("sub/c.yaml", APPLICATION);
    write("pods/d.yaml", "spec: {containers: []}\n");
    LintProject.Result result = lint(".");
    assertThat(found(result)).containsExactly("a.yaml:4:1 SPK001");
    assertThat(result.findings().get(0).severity().word()).isEqualTo("error");
    assertThat(found(lint("old/b.yaml"))).containsExactly("old/b.yaml:4:1 SPK001");
  }

  @Test
  void a_wrong_configuration_is_all_that_is_told() throws IOException {
    write(".tidydag.yaml", "lint: {rules: {SPK01: off}, ignore: []}\n");
    write("a.yaml", APPLICATION);
    LintProject.Result result = lint(".");
    assertThat(result.findings()).isEmpty();
    assertThat(result.problems().stream().map(Problem::message))
        .containsExactly(
            "is no rule; did you mean SPK001?",
            "is no key of lint; it has rules, exclude, pod_templates, suppress");
  }

  @Test
  void configured_suppressions_hide_and_are_looked_at() throws IOException {
    write(
        ".tidydag.yaml",
        """
        lint:
          suppress:
            - {rule: SPK001, path: a.yaml, reason: it goes}
            - {rule: SPK001, path: b.yaml}
            - {rule: SPK001, path: c.yaml, reason: it went, until: 2026-06-30}
            - {rule: SPK001, path: nothing.yaml, reason: x}
        """);
    for (String name : List.of("a.yaml", "b.yaml", "c.yaml", "d.yaml")) {
      write(name, APPLICATION);
    }
    LintProject.Result result = lint(".");
    assertThat(found(result))
        .containsExactly(
            ".tidydag.yaml:4:7 LNT003",
            ".tidydag.yaml:5:7 LNT002",
            ".tidydag.yaml:6:7 LNT001",
            "c.yaml:4:1 SPK001",
            "d.yaml:4:1 SPK001");
    assertThat(result.findings().toString()).contains("write one as reason: beside path:");
    assertThat(result.suppressed()).isGreaterThanOrEqualTo(2);
    assertThat(found(lint("a.yaml"))).doesNotContain(".tidydag.yaml:6:7 LNT001");
  }

  @Test
  void stdin_is_a_file_too() {
    LintProject.Request request =
        new LintProject.Request(
            List.of("-"),
            Optional.empty(),
            Optional.empty(),
            RuleSources.NONE,
            Optional.empty(),
            Optional.empty(),
            TODAY,
            new ByteArrayInputStream(APPLICATION.getBytes(StandardCharsets.UTF_8)));
    assertThat(found(LintProject.lint(request))).containsExactly("<stdin>:4:1 SPK001");
  }

  @Test
  void nothing_to_lint_is_an_error() throws IOException {
    write("a.txt", "");
    assertThatThrownBy(() -> lint("."))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("holds no manifests");
    assertThatThrownBy(() -> lint("none.yaml"))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("there is no such file or folder");
  }

  @Test
  void says_the_same_however_many_threads_there_are() throws IOException {
    for (int i = 0; i < 200; i++) {
      write("f" + i + ".yaml", "#".repeat(i % 7) + "\n" + APPLICATION);
    }
    List<Finding> first = lint(".").findings();
    assertThat(first).hasSizeGreaterThanOrEqualTo(200).isSorted();
    assertThat(lint(".").findings().toString()).isEqualTo(first.toString());
  }

  @Test
  void rules_may_come_in_a_jar() throws IOException {
    Path jar = jar("TEAM001", "sink.document(\"is ours; ask us\");");
    write("a.yaml", "apiVersion: v1\nkind: Pod\n");
    LintProject.Result result = withJars(jar);
    assertThat(result.findings().stream().map(Object::toString))
        .anyMatch(f -> f.endsWith("a.yaml:2:1 warning TEAM001 Pod/: is ours; ask us"));
    assertThat(result.rules().stream().map(rule -> rule.id())).contains("TEAM001", "SPK001");
    write(".tidydag.yaml", "lint: {rules: {TEAM001: off}}\n");
    assertThat(withJars(jar).findings().toString()).doesNotContain("TEAM001");
  }

  @Test
  void jars_that_are_of_no_use_are_told() throws IOException {
    write("a.yaml", "apiVersion: v1\nkind: Pod\n");
    assertThatThrownBy(() -> withJars(folder.resolve("no.jar")))
        .hasMessageContaining("there is no such file");
    Path empty = folder.resolve("empty.jar");
    new JarOutputStream(Files.newOutputStream(empty)).close();
    assertThatThrownBy(() -> withJars(empty)).hasMessageContaining("META-INF/services/");
    Path ours = jar("SPK001", "");
    assertThatThrownBy(() -> withJars(ours))
        .hasMessageContaining("SPK001 is a rule of tidydag too; rename it");
    Path broken = jar("TEAM002", "throw new IllegalStateException(\"oh\");");
    assertThatThrownBy(() -> withJars(broken))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("the rule TEAM002 broke")
        .hasMessageContaining("switch it off");
    for (String error : List.of("NoClassDefFoundError", "StackOverflowError")) {
      Path jar = jar("TEAM003", "throw new " + error + "();");
      assertThatThrownBy(() -> withJars(jar))
          .isInstanceOf(TidydagException.class)
          .hasMessageContaining("the rule TEAM003 broke")
          .hasMessageContaining(error);
    }

    Path mute = jar("TEAM004", "null", "");
    assertThatThrownBy(() -> withJars(mute))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("the rule team.Ours has no info()");
    assertThatThrownBy(() -> withJars(write("text.jar", "text")))
        .isInstanceOf(TidydagException.class);
  }

  private LintProject.Result withJars(Path jar) {
    LintProject.Request all = request(".");
    return LintProject.lint(
        new LintProject.Request(
            all.paths(),
            all.config(),
            all.since(),
            RuleSources.jars(List.of(jar)),
            all.baseline(),
            all.repair(),
            TODAY,
            all.stdin()));
  }

  private Path jar(String id, String body) throws IOException {
    String info = "new RuleInfo(\"%s\", \"ours\", Severity.WARNING, \"s\", \"w\", \"r\", Set.of())";
    return jar(id, info.formatted(id), body);
  }

  private Path jar(String id, String info, String body) throws IOException {
    String source =
        """
        package team;
        import io.github.tidydag.lint.*;
        import java.util.Set;
        public final class Ours implements Rule {
          public RuleInfo info() {
            return %s;
          }
          public void check(Document document, Sink sink) { %s }
        }
        """
            .formatted(info, body);
    Path classes = Files.createDirectories(folder.resolve("target/" + id));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      SimpleJavaFileObject unit =
          new SimpleJavaFileObject(
              URI.create("string:///team/Ours.java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
              return source;
            }
          };
      String library =
          Path.of(
                  URI.create(
                      LintProject.class
                          .getProtectionDomain()
                          .getCodeSource()
                          .getLocation()
                          .toString()))
              .toString();
      List<String> options = List.of("-d", classes.toString(), "-cp", library, "-proc:none");
      assertThat(compiler.getTask(null, files, null, options, null, List.of(unit)).call()).isTrue();
    }
    Path jar = folder.resolve(id + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/io.github.tidydag.lint.Rule"));
      out.write("team.Ours\n".getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("team/Ours.class"));
      out.write(Files.readAllBytes(classes.resolve("team/Ours.class")));
    }
    return jar;
  }
}
