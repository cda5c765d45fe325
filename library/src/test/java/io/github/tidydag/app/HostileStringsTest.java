package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.spec.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Text that tries to become something else: in every field that takes free text it comes out as the
 * same text, in the Python and in the YAML, and the code around it does not change.
 */
final class HostileStringsTest {
  /** Text with a grammar elsewhere is refused there; these fields have none. */
  private static final String FREE =
      """
      spec_version: 1
      dag_id: case
      schedule: {assets: [@@, @@]}
      start_date: 2026-01-01
      description: @@
      doc_md: @@
      tags: [@@, plain]
      params: {? @@ : @@, list: [@@]}
      config_maps: {settings: {data.txt: @@}}
      cleanup: {deadline: 1h, anchor: {image: @@, annotations: {note: @@}}}
      groups:
        load: {tooltip: @@}
      tasks:
        work:
          doc_md: @@
          owner: @@
          pod:
            namespace: jobs
            image: @@
            cmds: [@@]
            arguments: [@@, @@, plain]
            env_vars: [{name: A, value: @@}]
            annotations: {note: @@}
        call:
          operator: {class: a.b.C, kwargs: {text: @@, map: {? @@ : @@, deep: [{? @@ : [@@]}]}}}
      """;

  private static final String SPARK =
      """
      spec_version: 1
      dag_id: case
      cleanup: {deadline: 1h}
      tasks:
        sums:
          spark:
            namespace: jobs
            application:
              metadata: {annotations: {note: @@}}
              spec:
                type: Scala
                mode: cluster
                image: @@
                mainClass: @@
                mainApplicationFile: @@
                sparkVersion: 3.5.5
                arguments: [@@, plain, @@]
                sparkConf: {? @@ : @@}
                hadoopConf: {? @@ : @@}
                driver: {cores: 1, env: [{name: A, value: @@}]}
                executor: {instances: 1, javaOptions: @@}
      """;

  private static final String REFUSING =
      """
      spec_version: 1
      dag_id: %s
      cleanup: {deadline: 1h}
      groups: {%s: {}}
      tasks:
        %s: {pod: {namespace: %s, image: a}}
      """;

  /** Of such images and addresses, rules have much to say. */
  private static final String UNLINTED = "lint: {exclude: [\"*\"]}\n";

  @TempDir private Path temporary;

  static List<String> strings() {
    return List.of(
        "'",
        "\"",
        "\"\"\"",
        "'''",
        "it's \"both\"",
        "\"\"\"); __import__('os').system('x') #",
        "'); import os #",
        "\n",
        "two\nlines",
        "line\n",
        "\n\n  indented\n    more\n",
        "a\rb",
        "a\r\nb",
        "\\",
        "trailing\\",
        "\\\"",
        "\\'",
        "\\n",
        "\\N{LATIN SMALL LETTER A}",
        "\\x41\\u0041\\U00000041\\101",
        "{{ ds }}",
        "{{ '{{' }}",
        "{% raw %}",
        "{# comment #}",
        "${x}",
        "#{x}",
        "<#if x>",
        "</#list>",
        "<@x/>",
        "[=x]",
        "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
        "!!python/object/apply:os.system [id]",
        "!import os.system",
        "&a *a",
        "*a",
        "&a",
        "<<",
        "<<: *a",
        "# comment",
        "a # comment",
        "a: b",
        "- a",
        "? a",
        "---",
        "...",
        "%YAML 1.1",
        "@a",
        "`a`",
        "[a",
        "{a",
        "| a",
        "> a",
        "a,b",
        "yes",
        "No",
        "on",
        "true",
        "null",
        "~",
        "",
        " ",
        "  leading",
        "trailing  ",
        "\t",
        "a\tb",
        "1",
        "0777",
        "0o17",
        "0x1f",
        "1e3",
        "1_000",
        "12:30:45",
        "2026-01-01",
        ".inf",
        ".NaN",
        "=",
        "None",
        "__import__('os')",
        "lambda: 0",
        "{0}{}",
        "%s%d",
        "f\"{x}\"",
        "\u0000",
        "a\u0001\u001f\u007fb",
        "\u0085\u00a0\u00ad",
        "\u2028\u2029",
        "\u202e\u2066rtl\u2069",
        "\u200b\u200d",
        "\ufeffbom",
        "\uffff\ufffe",
        "\ue000 masked?",
        "매출 日本語 é",
        "e\u0301",
        "😀",
        "\ud83d\udc69\u200d\ud83d\udcbb",
        "coding: utf-7",
        "+AG4-",
        "s3a://bucket/conf.json",
        "x".repeat(10_000),
        "\\".repeat(100),
        "\"'".repeat(50));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void comes_out_as_itself_in_python(String text) throws IOException {
    PythonTokens plain = PythonTokens.of(python(FREE, "plain text"));
    PythonTokens hostile = PythonTokens.of(python(FREE, text));
    assertThat(hostile.code()).isEqualTo(plain.code());
    assertThat(hostile.texts())
        .isEqualTo(plain.texts().stream().map(t -> t.equals("plain text") ? text : t).toList());
    assertThat(Collections.frequency(plain.texts(), "plain text"))
        .isEqualTo(FREE.split("@@", -1).length - 1);
  }

  @ParameterizedTest
  @MethodSource("strings")
  void comes_out_as_itself_in_yaml(String text) throws IOException {
    String file = files(SPARK.replace("@@", quoted(text))).get("case/sums.yaml");
    String yaml = Objects.requireNonNull(file);
    int places = SPARK.split("@@", -1).length - 1;
    Object old = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    assertThat(count(old, text)).as("YAML 1.1: %s", yaml).isEqualTo(places);
    Problems problems = new Problems();
    Node.Mapping node = (Node.Mapping) YamlReader.readOne("y", yaml, problems).orElseThrow();
    assertThat(count(Trees.map(node), text)).as("YAML 1.2: %s", yaml).isEqualTo(places);
    assertThat(problems.sorted()).isEmpty();
    assertThat(yaml.chars().allMatch(c -> c == '\n' || c >= 0x20)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("strings")
  void is_refused_where_there_is_a_grammar_or_changes_nothing(String text) throws IOException {
    String quoted = quoted(text);
    SpecCase.Outcome outcome = run(REFUSING.formatted(quoted, quoted, "work", "jobs"));
    if (outcome.hasErrors()) {
      assertThat(outcome.files()).isEmpty();
      assertThat(outcome.messages().lines()).allMatch(line -> line.startsWith("spec.dag.yaml:"));
    } else {
      assertThat(text).matches("[A-Za-z0-9_.-]+");
      assertThat(outcome.files()).containsOnlyKeys(text + ".py");
    }
    SpecCase.Outcome ids = run(REFUSING.formatted("case", "load", quoted, quoted));
    assertThat(ids.hasErrors() || text.matches("[a-z0-9-]+")).as(ids.messages()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("strings")
  void what_rules_say_of_it_stays_in_its_line(String text) throws IOException {
    for (String spec : List.of(FREE, SPARK)) {
      SpecCase.Outcome outcome = run(spec.replace("@@", quoted(text)), "");
      assertThat(outcome.messages().lines())
          .allMatch(line -> line.startsWith("spec.dag.yaml:"))
          .allMatch(line -> line.chars().allMatch(c -> c >= 0x20 && c != 0x7f));
    }
  }

  @Test
  void half_a_surrogate_pair_is_refused_since_no_file_can_hold_it() throws IOException {
    for (String spec : List.of(FREE, SPARK)) {
      SpecCase.Outcome outcome = run(spec.replace("@@", "\"a\\ud800b\""));
      assertThat(outcome.hasErrors()).isTrue();
      assertThat(outcome.messages().lines())
          .isNotEmpty()
          .allMatch(l -> l.contains(" a\\ud800b: holds half a character"));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_name_of_a_file_stays_in_its_comment(String name) throws IOException {
    Path file = temporary.resolve(name + ".dag.yaml");
    Files.writeString(file, FREE.replace("@@", "\"plain\""));
    Files.writeString(
        temporary.resolve(".tidydag.yaml"),
        UNLINTED + "connection: {kubernetes_conn_id: " + quoted(name) + "}\n");
    SpecCase.Outcome outcome = SpecCase.generate(file, temporary);
    String python = Objects.requireNonNull(outcome.files().get("case.py"), outcome.messages());
    assertThat(python.lines().limit(2)).allMatch(l -> l.startsWith("#"));
    assertThat(python.lines().limit(2))
        .noneMatch(l -> l.matches("[ \\t\\f]*#.*?coding[:=][ \\t]*([-_.a-zA-Z0-9]+).*"));
    PythonTokens tokens = PythonTokens.of(python);
    assertThat(tokens.texts()).contains(name);
    assertThat(tokens.code().subList(0, 3)).containsExactly("from", "datetime", "import");
  }

  /** Airflow renders the whole application, comments too. */
  @Test
  void the_name_of_a_file_is_no_template() throws IOException {
    Files.writeString(temporary.resolve(".tidydag.yaml"), UNLINTED);
    Path file = temporary.resolve("{{ x }}{{{%- y %}{# z.dag.yaml");
    Files.writeString(file, SPARK.replace("@@", "\"plain\""));
    SpecCase.Outcome outcome = SpecCase.generate(file, temporary);
    assertThat(Objects.requireNonNull(outcome.files().get("case/sums.yaml"), outcome.messages()))
        .startsWith("# Generated by tidydag from { { x }}{ { { %- y %}{ # z.dag.yaml; do not edit.")
        .doesNotContain("{{", "{%", "{#");
  }

  static List<String> names() {
    return List.of(
        "coding: utf-7",
        "coding=utf-7",
        "two\nimport os",
        "a\rimport os",
        "\u2028import os",
        "${x}",
        "<#if x>",
        "매출",
        "\u202ertl",
        "x".repeat(180));
  }

  private String python(String template, String text) throws IOException {
    return Objects.requireNonNull(files(template.replace("@@", quoted(text))).get("case.py"));
  }

  private Map<String, String> files(String spec) throws IOException {
    SpecCase.Outcome outcome = run(spec);
    assertThat(outcome.hasErrors()).as(outcome.messages()).isFalse();
    return outcome.files();
  }

  private SpecCase.Outcome run(String spec) throws IOException {
    return run(spec, UNLINTED);
  }

  private SpecCase.Outcome run(String spec, String config) throws IOException {
    Files.writeString(temporary.resolve(".tidydag.yaml"), config);
    Path file = temporary.resolve("spec.dag.yaml");
    Files.writeString(file, spec);
    return SpecCase.generate(file, temporary.toRealPath());
  }

  /** How often a text stands in a tree, as a key or a value. */
  private static int count(Object tree, String text) {
    if (tree instanceof Map<?, ?> map) {
      int found = 0;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        found +=
            count(entry.getKey(), text) + count(Objects.requireNonNull(entry.getValue()), text);
      }
      return found;
    }
    if (tree instanceof Collection<?> items) {
      return items.stream().mapToInt(item -> count(item, text)).sum();
    }
    return text.equals(tree) ? 1 : 0;
  }

  /** A YAML scalar of ASCII alone. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int c : text.codePoints().toArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').appendCodePoint(c);
      } else if (c >= 0x20 && c < 0x7f) {
        out.appendCodePoint(c);
      } else {
        out.append(String.format("\\U%08x", c));
      }
    }
    return out.append('"').toString();
  }
}
