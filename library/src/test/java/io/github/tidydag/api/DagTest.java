package io.github.tidydag.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.lint.Finding;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builders write specs, and nothing that goes through them becomes anything but what it is. */
final class DagTest {
  @TempDir private Path folder;

  private static PodTask pod(String id) {
    return PodTask.of(id).namespace("data-jobs").image("busybox:1.36.1");
  }

  private static Dag dag(String id) {
    return Dag.of(id).dagrunTimeout(Duration.ofHours(1));
  }

  private Generated generate(Dag... dags) {
    return Tidydag.in(folder).generateAll(List.of(dags), folder.resolve("out"));
  }

  private String made(String name) throws IOException {
    return Files.readString(folder.resolve("out").resolve(name));
  }

  @Test
  void writes_what_a_spec_would_say() {
    Dag dag =
        Dag.of("nightly")
            .cron("17 3 * * *", "Asia/Seoul", true)
            .startDate(LocalDate.of(2026, 1, 1))
            .dagrunTimeout(Duration.ofMinutes(90))
            .cleanup("teardown")
            .set("tags", List.of("a"))
            .task(
                pod("load")
                    .cmds("python", "-m", "load")
                    .arguments("{{ ds }}")
                    .env(Map.of("B", "2", "A", "1"))
                    .retries(2)
                    .retryDelay(Duration.ofMinutes(5))
                    .argument("do_xcom_push", true)
                    .argument("priority", new BigDecimal("1.5"))
                    .argument("nothing", null))
            .task(
                JobTask.of("index")
                    .dependsOn("load")
                    .image("busybox:1.36.1")
                    .completions(8, 4)
                    .triggerRule("all_done")
                    .task("on_failure_callback", Python.name("company.alerts.slack")))
            .task(
                OperatorTask.of("call", "airflow.providers.http.operators.http.HttpOperator")
                    .argument("data", Python.expression("getenv('X')", "os.getenv")))
            .task(EmptyTask.of("done").dependsOn("call", "index"));
    assertThat(dag.yaml())
        .isEqualTo(
            """
            spec_version: 1
            dag_id: nightly
            schedule: {cron: "17 3 * * *", timezone: Asia/Seoul, data_interval: true}
            start_date: "2026-01-01"
            dagrun_timeout: 1h30m
            cleanup: {strategy: teardown}
            tags: [a]
            tasks:
              load:
                retries: 2
                retry_delay: 5m
                pod:
                  namespace: data-jobs
                  image: busybox:1.36.1
                  cmds: [python, "-m", load]
                  arguments: ["{{ ds }}"]
                  env_vars: {A: "1", B: "2"}
                  do_xcom_push: true
                  priority: 1.5
                  nothing: null
              index:
                depends_on: [load]
                trigger_rule: all_done
                on_failure_callback: !import "company.alerts.slack"
                job: {image: "busybox:1.36.1", completions: 8, parallelism: 4}
              call:
                operator:
                  class: airflow.providers.http.operators.http.HttpOperator
                  kwargs:
                    data: !python
                      expr: "getenv('X')"
                      imports: [os.getenv]
              done:
                depends_on: [call, index]
                empty: {}
            """);
  }

  @Test
  void generates_and_takes_away_what_is_no_more() throws IOException {
    assertThat(generate(dag("a").task(pod("x")), dag("b").task(pod("y"))).written())
        .containsExactlyInAnyOrder("a.py", "b.py", "tidydag_run.py");
    Files.writeString(folder.resolve("out/mine.py"), "# by hand");
    Generated second = generate(dag("a").task(pod("x")));
    assertThat(second.removed()).containsExactly("b.py");
    assertThat(second.unchanged()).isEqualTo(2);
    assertThat(made("mine.py")).isEqualTo("# by hand");
  }

  @Test
  void the_last_dag_goes_too_and_sets_have_an_order() throws IOException {
    generate(dag("a").task(pod("x").argument("labels", Map.of("b", "1", "a", "2"))));
    assertThat(dag("a").set("tags", Set.of("c", "a", "b")).yaml()).contains("tags: [a, b, c]");
    assertThat(generate().removed()).contains("a.py");
  }

  @Test
  void one_dag_alone_leaves_the_others() {
    Path out = folder.resolve("out");
    Tidydag.generate(dag("a").task(pod("x")), out);
    assertThat(Tidydag.generate(dag("b").task(pod("y")), out).removed()).isEmpty();
    assertThat(out.resolve("a.py")).exists();
  }

  @Test
  void a_text_stays_a_text() throws IOException {
    List<String> texts =
        Arrays.asList(
            "\"); import os; os.system('x') #",
            "!import os.system",
            "!python {expr: 1}",
            "${registry}",
            "a\nb: c\n",
            "<#assign x=1>${x}",
            "null",
            "2026-01-01");
    generate(dag("a").task(pod("x").argument("cmds", texts)));
    String made = made("a.py");
    assertThat(made).doesNotContain("import os\n").doesNotContain("from os");
    assertThat(made)
        .contains("\"!import os.system\"")
        .contains("\"null\"")
        .contains("\"2026-01-01\"")
        .contains("\"${registry}\"")
        .contains("\"<#assign x=1>${x}\"")
        .contains("\"a\\nb: c\\n\"")
        .contains("\"\\\"); import os; os.system('x') #\"");
  }

  @Test
  void the_nearest_configuration_holds_and_files_are_seen_from_the_folder() throws IOException {
    Files.writeString(
        folder.resolve(".tidydag.yaml"), "targets: [{airflow: 2.10.5, provider: 8.4.2}]\n");
    assertThat(generate(dag("a").task(pod("x"))).written()).contains("a.py");
    assertThat(made("a.py")).contains("For Airflow 2.10.5");
    assertThatThrownBy(
            () ->
                generate(
                    dag("b").task(SparkTask.of("s").namespace("n").applicationFile("none.yaml"))))
        .isInstanceOf(InvalidDagException.class)
        .hasMessageContaining("none.yaml");
  }

  @Test
  void says_all_that_is_wrong_and_writes_nothing() {
    Dag wrong =
        dag("a")
            .task(pod("x").argument("on_finish_action", "delete_succeeded_pods"))
            .task(pod("y").dependsOn("z"));
    assertThatThrownBy(() -> generate(wrong))
        .isInstanceOf(InvalidDagException.class)
        .hasMessageContaining("delete_succeeded_pods: is no value of on_finish_action")
        .hasMessageContaining("z: ");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void values_that_a_spec_does_not_have_are_refused() {
    assertThatThrownBy(() -> dag("a").task(pod("x").argument("image", UUID.randomUUID())).yaml())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.tasks.x.pod.image: a spec has no java.util.UUID");
    assertThatThrownBy(() -> dag("a").set("x", Double.NaN).yaml())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> dag("a").set("x", Map.of(1, "a")).yaml())
        .hasMessageContaining("keys are texts");
    assertThatThrownBy(() -> dag("a").set("x", Map.of(1, "a", "b", "c")).yaml())
        .hasMessageContaining("keys are texts");
    assertThatThrownBy(() -> dag("a").set("x", Path.of("a.yaml")).yaml())
        .hasMessageContaining("a spec has no ");
    assertThatThrownBy(() -> dag("a").set("x", Duration.ofMillis(1)).yaml())
        .hasMessageContaining("whole seconds");
    assertThatThrownBy(() -> dag("a").task(pod("x")).task(pod("x")))
        .hasMessageContaining("x: is a task of a already");
  }

  @Test
  void lints() throws IOException {
    Path file = folder.resolve("a.yaml");
    Files.writeString(file, "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n");
    assertThat(Tidydag.lint(file)).extracting(Finding::at).isNotEmpty();
    Files.writeString(folder.resolve(".tidydag.yaml"), "lint: 1\n");
    assertThatThrownBy(() -> Tidydag.lint(file)).hasMessageContaining(".tidydag.yaml:1:7");
  }
}
