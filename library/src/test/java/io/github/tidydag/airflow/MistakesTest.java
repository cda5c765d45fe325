package io.github.tidydag.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.kubernetes.KubernetesType;
import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.Version;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {
  private static final Mistakes MISTAKES = Mistakes.load();
  private static final OperatorTable OPERATORS = OperatorTable.load();
  private static final CoreTable CORE = CoreTable.load();
  private static final Version AIRFLOW = Version.parse("3.3.2");

  @ParameterizedTest
  @CsvSource({
    "KubernetesPodOperator, resources, container_resources",
    "KubernetesPodOperator, pod_override, full_pod_spec",
    "KubernetesPodOperator, node_selectors, node_selector",
    "KubernetesPodOperator, volumeMounts, volume_mounts",
    "KubernetesPodOperator, command, cmds",
    "KubernetesJobOperator, ttlSecondsAfterFinished, ttl_seconds_after_finished",
    "SparkKubernetesOperator, xcom_push_kpo_executor_output, do_xcom_push",
    "BaseOperator, task_concurrency, max_active_tis_per_dag",
    "DAG, schedule_interval, schedule"
  })
  void knowsTheRightName(String owner, String written, String right) {
    assertThat(MISTAKES.argument(owner, written).orElseThrow().right()).contains(right);
  }

  @Test
  void someNamesHaveNothingInTheirPlace() {
    Mistakes.Mistake mistake =
        MISTAKES.argument("SparkKubernetesOperator", "api_group").orElseThrow();
    assertThat(mistake.right()).isEmpty();
    assertThat(mistake.why()).contains("7.14.0");
  }

  @Test
  void ownersAreKeptApart() {
    assertThat(MISTAKES.argument("KubernetesPodOperator", "schedule_interval")).isEmpty();
    assertThat(MISTAKES.argument("DAG", "pod_override")).isEmpty();
  }

  @Test
  void knowsWrongValuesAndKeys() {
    assertThat(MISTAKES.value("on_finish_action", "delete_succeeded_pods").orElseThrow().right())
        .contains("delete_succeeded_pod");
    assertThat(MISTAKES.key("V1ResourceRequirements", "request_memory").orElseThrow().right())
        .contains("requests.memory");
  }

  /** What the newest version accepts is no mistake, and what is recommended must be accepted. */
  @Test
  void agreesWithTheTables() {
    for (Json row : rows("arguments")) {
      for (String owner : row.get("on").texts()) {
        Set<String> accepted = accepted(owner);
        assertThat(accepted).doesNotContain(row.get("written").text());
        Set<String> anywhere = new HashSet<>(accepted);
        anywhere.addAll(CORE.task().names(AIRFLOW));
        row.findText("right").ifPresent(right -> assertThat(anywhere).contains(right));
      }
    }
  }

  @Test
  void agreesWithTheEnums() {
    for (Json row : rows("values")) {
      String argument = row.get("argument").text();
      Set<String> values =
          Set.copyOf(
              argument.equals("trigger_rule")
                  ? CORE.enumValues("TriggerRule", AIRFLOW)
                  : OPERATORS.enumValues(enumOf(argument), OPERATORS.newest()));
      assertThat(values)
          .contains(row.get("right").text())
          .doesNotContain(row.get("written").text());
    }
  }

  @Test
  void agreesWithTheKubernetesTypes() {
    KubernetesTypes types = KubernetesTypes.load();
    for (Json row : rows("keys")) {
      KubernetesType type = types.type(row.get("inside").text());
      assertThat(type.field(row.get("written").text())).isEmpty();
      assertThat(type.field(row.get("right").text().replaceAll("\\..*", "")))
          .as(row.get("right").text())
          .isPresent();
    }
  }

  private static Iterable<Json> rows(String part) {
    return Json.resource(Mistakes.class, "mistakes.json").get(part).items();
  }

  private static String enumOf(String argument) {
    String type =
        OPERATORS
            .operator(OperatorKind.JOB)
            .argument(argument, OPERATORS.newest())
            .orElseThrow()
            .type()
            .toString();
    return type.substring("enum:".length());
  }

  private static Set<String> accepted(String owner) {
    if (owner.equals(Mistakes.TASK)) {
      return CORE.task().names(AIRFLOW);
    }
    if (owner.equals(Mistakes.DAG)) {
      return CORE.dag().names(AIRFLOW);
    }
    for (OperatorKind kind : OperatorKind.values()) {
      if (kind.className().equals(owner)) {
        return OPERATORS.operator(kind).names(OPERATORS.newest());
      }
    }
    throw new AssertionError("no such owner: " + owner);
  }
}
