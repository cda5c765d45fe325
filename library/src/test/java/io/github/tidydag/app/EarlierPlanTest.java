package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.Judgement;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two plans, some time apart: what has no driver to be seen in either goes. */
final class EarlierPlanTest {
  private static final Path DUMP = Path.of("src/test/resources/janitor/unowned/dump.yaml");
  private static final String DRIVERLESS = "spark-exec-aaaaa2a0f4c2c400-conf-map";
  private static final String YOUNG = "spark-exec-aaaaa4a0f4c2c400-conf-map";
  private static final String LIVE = "spark-exec-aaaaa3a0f4c2c400-conf-map";
  private static final Instant NOW = PlanCleanupTest.NOW;

  @TempDir private Path folder;

  @Test
  void what_was_without_need_then_and_is_old_goes() {
    CleanupPlan plan = plan(DUMP, earlier(DUMP, true, NOW.minus(Duration.ofDays(2))));
    assertThat(judgement(plan, DRIVERLESS).verdict()).isEqualTo(Verdict.ORPHAN);
    assertThat(judgement(plan, DRIVERLESS).evidence())
        .anySatisfy(e -> assertThat(e).contains("needed it at 2026-11-26T00:00:00Z either"));
    assertThat(judgement(plan, LIVE).verdict()).isEqualTo(Verdict.IN_USE);
  }

  @Test
  void without_an_earlier_plan_it_stays() {
    CleanupPlan plan = plan(DUMP, Optional.empty());
    assertThat(judgement(plan, DRIVERLESS).verdict()).isEqualTo(Verdict.UNSURE);
  }

  @Test
  void an_earlier_plan_must_be_as_old_as_the_minimum_age() {
    Judgement judgement =
        judgement(plan(DUMP, earlier(DUMP, true, NOW.minus(Duration.ofHours(23)))), DRIVERLESS);
    assertThat(judgement.verdict()).isEqualTo(Verdict.UNSURE);
    assertThat(judgement.evidence().get(1)).contains("is not as old as the minimum age, 24 hours");
  }

  @Test
  void a_plan_of_later_is_not_earlier() {
    assertThat(
            judgement(plan(DUMP, earlier(DUMP, true, NOW.plus(Duration.ofDays(9)))), DRIVERLESS)
                .verdict())
        .isEqualTo(Verdict.UNSURE);
  }

  /** Its executor ran then, and its driver may only have none at the moment. */
  @Test
  void what_was_in_use_then_stays() throws IOException {
    Path now = folder.resolve("now.yaml");
    Files.writeString(now, Files.readString(DUMP).replace("name: c-exec-1", "name: c-other"));
    String without = Files.readString(now).replace("phase: Running", "phase: Failed");
    Files.writeString(now, without);
    CleanupPlan plan = plan(now, earlier(DUMP, true, NOW.minus(Duration.ofDays(2))));
    assertThat(judgement(plan, LIVE).verdict()).isEqualTo(Verdict.UNSURE);
    assertThat(judgement(plan, LIVE).evidence().get(1)).contains("has not seen it without need");
    assertThat(judgement(plan, DRIVERLESS).verdict()).isEqualTo(Verdict.ORPHAN);
  }

  @Test
  void an_earlier_plan_that_could_not_read_all_proves_nothing() {
    CleanupPlan plan = plan(DUMP, earlier(DUMP, false, NOW.minus(Duration.ofDays(2))));
    assertThat(judgement(plan, DRIVERLESS).verdict()).isEqualTo(Verdict.UNSURE);
  }

  @Test
  void what_is_not_old_stays() throws IOException {
    Path young = folder.resolve("young.yaml");
    Files.writeString(
        young, Files.readString(DUMP).replace("2026-10-01T00:00:00Z", "2026-11-10T00:00:00Z"));
    CleanupPlan plan = plan(young, earlier(young, true, NOW.minus(Duration.ofDays(2))));
    assertThat(plan.judgements()).filteredOn(j -> j.resource().name().equals(YOUNG)).isNotEmpty();
    assertThat(judgement(plan, YOUNG).verdict()).isEqualTo(Verdict.UNSURE);
  }

  @Test
  void a_plan_file_brings_what_the_earlier_one_saw() {
    PlanOptions options = options(earlier(DUMP, true, NOW.minus(Duration.ofDays(2))));
    Path written = folder.resolve("later.json");
    WritePlan.write(written, PlanCleanup.plan(request(DUMP, options, true), s -> {}), "1.0");
    assertThat(PlanFile.read(written).options()).isEqualTo(options);
  }

  @Test
  void a_file_that_is_no_plan_is_told() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{}");
    assertThatThrownBy(() -> options(Optional.of(wrong)))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("wrong.json: is no plan that can be read");
  }

  private Optional<Path> earlier(Path dump, boolean isComplete, Instant taken) {
    Path file = folder.resolve("earlier.json");
    PlanCleanup.Request request =
        new PlanCleanup.Request(
            options(Optional.empty()),
            Optional.of(dump),
            isComplete,
            false,
            Optional.empty(),
            Optional.empty(),
            taken);
    WritePlan.write(file, PlanCleanup.plan(request, s -> {}), "1.0");
    return Optional.of(file);
  }

  private static CleanupPlan plan(Path dump, Optional<Path> earlier) {
    return PlanCleanup.plan(request(dump, options(earlier), true), s -> {});
  }

  private static PlanCleanup.Request request(Path dump, PlanOptions options, boolean isComplete) {
    return new PlanCleanup.Request(
        options, Optional.of(dump), isComplete, false, Optional.empty(), Optional.empty(), NOW);
  }

  private static PlanOptions options(Optional<Path> earlier) {
    return new CleanupWishes(
            "standard", Optional.empty(), false, earlier, List.of(), Map.of(), List.of(), 0)
        .options();
  }

  private static Judgement judgement(CleanupPlan plan, String name) {
    return plan.judgements().stream()
        .filter(j -> j.resource().name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
