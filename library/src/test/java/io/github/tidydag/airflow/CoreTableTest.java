package io.github.tidydag.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.tables.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreTableTest {
  private static final CoreTable CORE = CoreTable.load();

  private static Version v(String text) {
    return Version.parse(text);
  }

  @Test
  void covers28To33() {
    assertThat(CORE.releases().stream().map(Version::minor).map(Version::toString))
        .containsExactly("2.8", "2.9", "2.10", "2.11", "3.0", "3.1", "3.2", "3.3");
  }

  @ParameterizedTest
  @CsvSource({
    "task_concurrency, 2.11.2, 3.0.0",
    "executor, 2.10.5, 2.9.3",
    "retry_policy, 3.3.2, 3.2.2",
    "map_index_template, 2.9.3, 2.8.4"
  })
  void taskArgumentsByVersion(String name, String with, String without) {
    assertThat(CORE.task().argument(name, v(with))).isPresent();
    assertThat(CORE.task().argument(name, v(without))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "schedule_interval, 2.11.2, 3.0.0",
    "concurrency, 2.8.0, 3.0.6",
    "default_view, 2.11.0, 3.1.0",
    "fail_stop, 2.11.0, 3.0.0",
    "fail_fast, 3.0.0, 2.11.2",
    "deadline, 3.1.0, 3.0.6",
    "dag_display_name, 2.9.0, 2.8.4"
  })
  void dagArgumentsByVersion(String name, String with, String without) {
    assertThat(CORE.dag().argument(name, v(with))).isPresent();
    assertThat(CORE.dag().argument(name, v(without))).isEmpty();
  }

  @Test
  void patchesOfTheLastMinorOfARunAreInIt() {
    assertThat(CORE.task().argument("task_concurrency", v("2.11.99"))).isPresent();
  }

  @Test
  void theDefaultScheduleChangedWith3() {
    assertThat(CORE.dag().argument("schedule", v("2.11.2")).orElseThrow().defaultSource())
        .contains("NOTSET");
    assertThat(CORE.dag().argument("schedule", v("3.0.0")).orElseThrow().defaultSource())
        .contains("None");
  }

  @Test
  void slaIsAcceptedAndIgnoredSince3() {
    assertThat(CORE.task().argument("sla", v("2.11.2")).orElseThrow().effect()).isEmpty();
    assertThat(CORE.task().argument("sla", v("3.3.2")).flatMap(ArgumentFact::effect))
        .map(Effect::kind)
        .isEqualTo(Optional.of(Effect.Kind.IGNORED));
  }

  @Test
  void triggerRulesByVersion() {
    assertThat(CORE.enumValues("TriggerRule", v("2.11.2")))
        .contains("dummy", "all_done")
        .doesNotContain("all_done_min_one_success");
    assertThat(CORE.enumValues("TriggerRule", v("3.1.0")))
        .contains("all_done_min_one_success")
        .doesNotContain("dummy", "none_failed_or_skipped");
  }

  @Test
  void onlyTheIdsAreRequired() {
    assertThat(
            CORE.task().names(v("3.3.2")).stream()
                .filter(n -> CORE.task().argument(n, v("3.3.2")).orElseThrow().required()))
        .containsExactly("task_id");
    assertThat(
            CORE.dag().names(v("3.3.2")).stream()
                .filter(n -> CORE.dag().argument(n, v("3.3.2")).orElseThrow().required()))
        .containsExactly("dag_id");
  }
}
