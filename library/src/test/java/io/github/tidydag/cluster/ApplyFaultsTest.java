package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.app.Pace;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.janitor.CleanupResult;
import io.github.tidydag.report.CleanupText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done when something is missing, refused or away. */
final class ApplyFaultsTest extends CleanupFixture {
  @Test
  void what_cannot_be_read_on_the_way_is_no_success() throws IOException {
    finished("a", "b");
    pace = new Pace(0, 1, 1);
    cluster.onDelete =
        name -> {
          cluster.forbidden.add("configmaps");
          time.set(NOW.plusSeconds(60));
        };
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(names()).contains("b");
    assertThat(result.isComplete()).isFalse();
    assertThat(result.unread()).isNotEmpty();
  }

  @Test
  void nothing_goes_without_a_backup() throws IOException {
    finished("a");
    Files.writeString(folder.resolve("backups"), "a file where the folder should be");
    assertThatThrownBy(() -> apply(Optional.empty(), NAMESPACES))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("nothing was deleted");
    assertThat(names()).contains("a");
  }

  @Test
  void a_missing_right_is_told_and_the_rest_is_done() throws IOException {
    dumped("unowned");
    cluster.protectedKinds.add("pods");
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(names()).contains("a-driver");
    assertThat(result.deleted()).isNotEmpty();
    assertThat(result.isComplete()).isFalse();
    assertThat(CleanupText.of(result))
        .contains("the account may not delete pods there")
        .contains("metadata: {name: tidydag-janitor-more, namespace: data-jobs}")
        .contains("- {apiGroups: [\"\"], resources: [pods], verbs: [delete]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pods", "cronjobs", "sparkapplications", "configmaps", "services"})
  void what_cannot_be_read_keeps_all_and_is_no_success(String plural) throws IOException {
    finished("a");
    cluster.forbidden.add(plural);
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(names()).contains("a");
    assertThat(result.isComplete()).isFalse();
    assertThat(CleanupText.of(result))
        .contains("not read: " + plural)
        .contains("resources: [" + plural + "], verbs: [get, list]}");
  }

  @Test
  void a_server_that_is_busy_for_a_moment_is_asked_again() throws IOException {
    finished("a", "b");
    cluster.faults.addAll(List.of(429, 503, 500));
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(result.deleted()).hasSize(2);
    assertThat(result.isComplete()).isTrue();
  }

  @Test
  void after_so_many_errors_nothing_more_is_tried_and_the_next_run_goes_on() throws IOException {
    finished("a", "b", "c", "d", "e");
    pace = new Pace(0, 1, 3);
    cluster.faults.addAll(List.of(422, 403, 422));
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(result.stopped()).hasValue("3 errors, the last: a fault of 422");
    assertThat(result.kept()).filteredOn(CleanupResult.Kept::isFailure).hasSize(3);
    assertThat(result.deleted()).isEmpty();
    assertThat(apply(Optional.empty(), NAMESPACES).deleted()).hasSize(5);
  }

  @Test
  void a_token_that_expires_on_the_way_stops_it_and_the_next_run_goes_on() throws IOException {
    finished("a", "b", "c");
    pace = new Pace(0, 1, 3);
    cluster.onDelete =
        name -> {
          if (name.equals("b")) {
            cluster.faults.add(401);
          }
        };
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(result.stopped()).get().asString().contains("does not know who asks (401)");
    assertThat(result.deleted()).hasSize(1);
    assertThat(CleanupText.of(result)).contains("run it again, and it goes on from there");
    cluster.onDelete = name -> {};
    assertThat(apply(Optional.empty(), NAMESPACES).deleted()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{\"format\":1}", "{\"deletions\":[{\"uid\":\"a\"}]}", "no json"})
  void what_is_no_plan_file_deletes_nothing(String text) throws IOException {
    finished("a");
    Path file = Files.writeString(folder.resolve("file"), text);
    assertThatThrownBy(() -> apply(Optional.of(file), Set.of()))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("is no plan that can be read");
    assertThat(names()).contains("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"keepLast\":-1 | keepLast is less than none",
        "\"minAge\":\"PT-100H\" | minAge PT-100H is in the future",
        "\"policy\":\"standard\" | Duplicate field 'policy'",
        "\"namespaces\":[]},\"options\":{\"policy\":\"standard\" | Duplicate field 'options'",
        "\"namespaces\":[]}} {\"a\":{ | something stands behind it",
      })
  void a_plan_file_that_says_two_things_or_nonsense_deletes_nothing(String more, String why)
      throws IOException {
    finished("a");
    String selector = why.contains("stands behind") ? "" : "\"selector\":{},\"kinds\":[\"pods\"],";
    Path file =
        Files.writeString(
            folder.resolve("file"),
            """
            {"format":1,"taken":"2026-11-28T00:00:00Z","source":"s",
            "options":{"policy":"standard",%s%s}}
            """
                .formatted(selector, more));
    assertThatThrownBy(() -> apply(Optional.of(file), Set.of()))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("is no plan that can be read: " + why);
    assertThat(cluster.writes).hasValue(0);
  }

  @Test
  void a_server_that_goes_away_stops_it_within_a_minute() throws IOException {
    finished("a", "b");
    cluster.onDelete = name -> cluster.close();
    Instant begun = Instant.now();
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(result.stopped()).get().asString().contains("does not answer");
    assertThat(result.deleted()).isEmpty();
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMinutes(1));
  }
}
