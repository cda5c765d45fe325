package io.github.tidydag.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.cleanup.DagPlan.RunOwner;
import io.github.tidydag.cleanup.Permissions.PolicyRule;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.ConfigReader;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.ProjectConfig;
import io.github.tidydag.spec.SpecReader;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.spec.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DagPlannerTest {
  private static final Tables TABLES = Tables.load();

  private static final String TASKS =
      """
        pod: {execution_timeout: 30m, pod: {namespace: jobs, image: a}}
        job: {job: {namespace: batch, image: a}}
        spark:
          spark:
            namespace: jobs
            application: {spec: {type: Python, mode: cluster, image: a, mainApplicationFile: a.py,
              sparkVersion: 3.5.5, driver: {cores: 1}, executor: {instances: 1}}}
        other: {operator: {class: a.b.C}}
        empty: {empty: {}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{deadline: 1h} | PT1H10M",
        "{deadline: 1h, margin: 30m} | PT1H30M",
        "{deadline: 1h, margin: 0s} | PT1H",
        "{deadline: 1h, keep_failed_for: 5m} | PT1H10M",
        "{deadline: 1h, keep_failed_for: 24h} | PT25H",
        "{deadline: 1h, margin: 2d, keep_failed_for: 24h} | PT49H",
      })
  void the_deadline_is_the_runs_and_the_longer_of_margin_and_keeping(
      String cleanup, Duration deadline) {
    RunOwner.Anchor anchor = anchor(plan("cleanup: " + cleanup + "\n"));
    assertThat(anchor.deadline()).isEqualTo(deadline);
  }

  @Test
  void dagrun_timeout_is_the_runs_deadline_unless_cleanup_says_one() {
    assertThat(anchor(plan("dagrun_timeout: 6h\n")).deadline()).isEqualTo(Duration.ofMinutes(370));
    assertThat(anchor(plan("dagrun_timeout: 6h\ncleanup: {deadline: 1h}\n")).deadline())
        .isEqualTo(Duration.ofMinutes(70));
  }

  @Test
  void an_anchor_owns_what_kubernetes_runs_and_nothing_else() {
    DagPlan plan = plan("cleanup: {deadline: 1h}\n");
    assertThat(plan.tasks().stream().filter(PlannedTask::owned).map(t -> t.task().id()))
        .containsExactly("pod", "job", "spark");
    assertThat(argument(plan, "pod", "on_finish_action")).isEqualTo("delete_pod");
    assertThat(argument(plan, "job", "on_finish_action")).isEqualTo("delete_pod");
    assertThat(argument(plan, "job", "wait_until_job_complete")).isEqualTo("true");
    assertThat(argument(plan, "job", "ttl_seconds_after_finished")).isEqualTo("300");
    assertThat(argument(plan, "spark", "delete_on_termination")).isEqualTo("true");
    assertThat(task(plan, "spark").spark().orElseThrow().timeToLive())
        .contains(Duration.ofHours(1));
    assertThat(argument(plan, "pod", "active_deadline_seconds")).isEqualTo("none");
    assertThat(String.join(" ", plan.guarantee()))
        .contains("Kubernetes deletes it 1h10m after")
        .contains("Not known to tidydag is what these create: other.");
  }

  @Test
  void keeping_what_failed_keeps_it_everywhere() {
    DagPlan plan = plan("cleanup: {deadline: 1h, keep_failed_for: 36h, keep_failed_runs: 3}\n");
    assertThat(argument(plan, "pod", "on_finish_action")).isEqualTo("keep_pod");
    assertThat(argument(plan, "job", "on_finish_action")).isEqualTo("keep_pod");
    assertThat(argument(plan, "job", "ttl_seconds_after_finished")).isEqualTo("129600");
    assertThat(argument(plan, "spark", "delete_on_termination")).isEqualTo("false");
    assertThat(task(plan, "spark").spark().orElseThrow().timeToLive())
        .contains(Duration.ofHours(36));
    assertThat(anchor(plan).keepFailedRuns()).hasValue(3);
    assertThat(plan.guarantee())
        .contains("What a failed run leaves is stopped and kept for 1d12h.");
  }

  @Test
  void teardown_deletes_by_label_and_promises_less() {
    DagPlan plan = plan("cleanup: {strategy: teardown}\n");
    assertThat(plan.owner()).containsInstanceOf(RunOwner.Label.class);
    assertThat(task(plan, "pod").owned()).isTrue();
    assertThat(String.join(" ", plan.guarantee())).contains("may not delete, that stays behind");
  }

  @Test
  void ttl_uses_what_the_operators_have() {
    DagPlan plan = plan("cleanup: {strategy: ttl}\n");
    assertThat(plan.owner()).isEmpty();
    assertThat(plan.tasks()).noneMatch(PlannedTask::owned);
    assertThat(argument(plan, "pod", "active_deadline_seconds")).isEqualTo("1800");
    assertThat(argument(plan, "job", "ttl_seconds_after_finished")).isEqualTo("300");
  }

  @Test
  void none_leaves_everything_to_the_user() {
    DagPlan plan = plan("cleanup: {strategy: none}\n");
    assertThat(plan.owner()).isEmpty();
    assertThat(argument(plan, "pod", "on_finish_action")).isEqualTo("none");
    assertThat(argument(plan, "spark", "delete_on_termination")).isEqualTo("none");
    assertThat(task(plan, "spark").spark().orElseThrow().timeToLive()).isEmpty();
    assertThat(plan.guarantee())
        .containsExactly("Nothing cleans up after a run, as the spec asks.");
  }

  @Test
  void a_dag_that_creates_nothing_needs_no_owner_and_no_deadline() {
    DagPlan plan = planOf("tasks:\n  a: {empty: {}}\n");
    assertThat(plan.owner()).isEmpty();
    assertThat(plan.guarantee()).isEmpty();
  }

  @Test
  void airflows_account_may_do_what_the_tasks_do_and_no_more() {
    Map<String, List<PolicyRule>> rules = Permissions.ofAirflow(plan("cleanup: {deadline: 1h}\n"));
    assertThat(rules).containsOnlyKeys("batch", "jobs");
    assertThat(verbs(rules, "jobs"))
        .isEqualTo(
            Map.of(
                "events", "list",
                "pods", "create delete get list patch",
                "pods/log", "get",
                "jobs", "create delete get patch",
                "sparkapplications", "create delete",
                "sparkapplications/status", "get"));
    assertThat(verbs(rules, "batch"))
        .containsEntry("jobs", "create delete get patch")
        .doesNotContainKeys("sparkapplications", "pods/exec", "configmaps", "secrets");
    assertThat(rules.values().stream().flatMap(List::stream))
        .noneMatch(r -> r.verbs().contains("*") || r.resource().contains("*"))
        .noneMatch(r -> r.verbs().contains("deletecollection"));
  }

  @Test
  void a_deferred_task_watches_events_and_jobs_that_are_kept_are_listed() {
    DagPlan plan =
        planOf(
            """
            cleanup: {deadline: 1h, keep_failed_for: 1d}
            tasks:
              a: {pod: {namespace: jobs, image: a, deferrable: true}}
              b: {job: {namespace: batch, image: a}}
            """);
    Map<String, List<PolicyRule>> rules = Permissions.ofAirflow(plan);
    assertThat(verbs(rules, "jobs")).containsEntry("events", "list watch");
    assertThat(verbs(rules, "batch"))
        .containsEntry("events", "list")
        .containsEntry("jobs", "create delete get list patch");
  }

  @Test
  void xcom_config_maps_and_keeping_ask_for_their_own() {
    DagPlan plan =
        planOf(
            """
            cleanup: {deadline: 1h, keep_failed_for: 1d, keep_failed_runs: 2}
            config_maps: {settings: {a: b}}
            tasks:
              a: {pod: {namespace: jobs, image: a, do_xcom_push: true}}
            """);
    assertThat(verbs(Permissions.ofAirflow(plan), "jobs"))
        .containsEntry("pods/exec", "create get")
        .containsEntry("configmaps", "create get")
        .containsEntry("jobs", "create delete get list patch");
  }

  @Test
  void without_an_owner_nothing_is_asked_for_it() {
    DagPlan plan =
        planOf("cleanup: {strategy: none}\ntasks: {a: {pod: {namespace: jobs, image: a}}}\n");
    assertThat(verbs(Permissions.ofAirflow(plan), "jobs"))
        .containsOnlyKeys("pods", "pods/log", "events");
    assertThat(Permissions.ofSpark(plan)).isEmpty();
  }

  @Test
  void a_namespace_that_is_known_at_run_time_only_gets_no_role() {
    DagPlan plan =
        planOf(
            """
            cleanup: {deadline: 1h}
            tasks: {a: {pod: {namespace: "{{ params.ns }}", image: a}}}
            """);
    assertThat(Permissions.ofAirflow(plan)).isEmpty();
  }

  @Test
  void sparks_account_gets_claims_only_where_it_makes_them() {
    DagPlan plain = plan("cleanup: {deadline: 1h}\n");
    assertThat(verbs(Permissions.ofSpark(plain), "jobs"))
        .containsOnlyKeys("pods", "configmaps", "services");
    DagPlan claims =
        planOf(
            "cleanup: {deadline: 1h}\ntasks:\n"
                + TASKS.replace(
                    "executor: {instances: 1}",
                    "executor: {instances: 1}, sparkConf: {spark.kubernetes.executor.volumes"
                        + ".persistentVolumeClaim.x.options.claimName: OnDemand}"));
    assertThat(verbs(Permissions.ofSpark(claims), "jobs")).containsKey("persistentvolumeclaims");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          3.3.4,          create delete deletecollection list
          3.4.4,          create delete deletecollection list
          3.5.0,          create deletecollection
          4.1.4,          create deletecollection
          4.1.4-vendor,   create delete deletecollection list
          '{{ var.spark }}', create delete deletecollection list
          """)
  void drivers_that_delete_by_label_need_not_list_config_maps(String version, String verbs) {
    DagPlan plan =
        planOf(
            "cleanup: {deadline: 1h}\ntasks:\n"
                + TASKS.replace("sparkVersion: 3.5.5", "sparkVersion: '%s'".formatted(version)));
    assertThat(verbs(Permissions.ofSpark(plan), "jobs"))
        .containsEntry("configmaps", verbs)
        .containsEntry("services", verbs.replace("create ", ""))
        .containsEntry("pods", "create delete deletecollection get list patch watch");
  }

  private static Map<String, String> verbs(Map<String, List<PolicyRule>> rules, String namespace) {
    return Optional.ofNullable(rules.get(namespace)).orElseThrow().stream()
        .collect(Collectors.toMap(PolicyRule::resource, r -> String.join(" ", r.verbs())));
  }

  private static RunOwner.Anchor anchor(DagPlan plan) {
    return (RunOwner.Anchor) plan.owner().orElseThrow();
  }

  private static PlannedTask task(DagPlan plan, String id) {
    return plan.tasks().stream().filter(t -> t.task().id().equals(id)).findFirst().orElseThrow();
  }

  private static String argument(DagPlan plan, String task, String name) {
    Value value = task(plan, task).arguments().get(name);
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Truth truth) {
      return String.valueOf(truth.value());
    }
    return value instanceof Value.Whole whole ? whole.number().toString() : "none";
  }

  private static DagPlan plan(String top) {
    return planOf(top + "tasks:\n" + TASKS);
  }

  private static DagPlan planOf(String text) {
    Problems problems = new Problems();
    ProjectConfig project = ConfigReader.absent(Optional.empty(), problems);
    DagSpec spec =
        SpecReader.read(
                "spec",
                "spec",
                "spec_version: 1\ndag_id: a\n" + text,
                TABLES,
                project,
                (path, besideConfig) -> {
                  throw new IOException(path);
                },
                problems)
            .orElseThrow();
    DagPlan plan = DagPlanner.plan(spec, problems);
    assertThat(problems.sorted()).isEmpty();
    return plan;
  }
}
