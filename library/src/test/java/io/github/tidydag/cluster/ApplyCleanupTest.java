package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.app.Pace;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.janitor.Caps;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.CleanupResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes, and what stays whatever changes meanwhile. */
final class ApplyCleanupTest extends CleanupFixture {
  /** What is recorded of a real operator, and what others leave: all cases of the janitor's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "anchor",
        "apache",
        "client-mode",
        "completed",
        "dead-owner",
        "deleting",
        "halted",
        "kept-by-others",
        "operator-2-3",
        "restored",
        "running",
        "schedule",
        "spark-submit",
        "time-to-live",
        "unowned"
      })
  void what_is_planned_goes_and_nothing_else(String name) throws IOException {
    dumped(name);
    CleanupPlan plan = plan(NAMESPACES);
    Set<String> left = uids(cluster.objects());
    plan.deletions()
        .forEach(
            d -> {
              left.remove(d.resource().uid());
              left.removeAll(d.takes());
            });

    CleanupResult result = apply(Optional.empty(), NAMESPACES);

    assertThat(uids(cluster.objects())).isEqualTo(left);
    assertThat(result.deleted()).hasSameSizeAs(plan.deletions());
    assertThat(result.isComplete()).isTrue();
    assertThat(result.kept()).isEmpty();
    assertThat(result.backup()).isEqualTo(result.backup().filter(Files::exists));
    assertThat(result.backup().isPresent()).isEqualTo(!plan.deletions().isEmpty());
    assertThat(plan(NAMESPACES).deletions()).isEmpty();
  }

  @Test
  void an_orphan_goes_before_the_driver_that_shows_it_to_be_one() throws IOException {
    dumped("unowned");
    List<String> order = new ArrayList<>();
    pace = new Pace(0, 1, 1);
    cluster.onDelete = order::add;
    apply(Optional.empty(), NAMESPACES);
    assertThat(order).hasSizeGreaterThan(1);
    assertThat(order.indexOf("a-driver")).isEqualTo(order.size() - 1);
  }

  @Test
  void of_a_plan_file_nothing_else_goes() throws IOException {
    finished("old");
    Path file = planFile();
    for (String object : List.of(FINISHED, DRIVER, CONF)) {
      cluster.add(FakeCluster.parse(object.formatted("later")));
    }
    CleanupResult result = apply(Optional.of(file), Set.of());
    assertThat(result.deleted()).extracting(d -> d.resource().name()).containsExactly("old");
    assertThat(names()).contains("later", "later-driver").doesNotContain("old", "old-driver");
    assertThat(told).anyMatch(line -> line.startsWith("a plan of fake at http://127.0.0.1"));
  }

  @Test
  void a_plan_file_twice_finds_nothing_left_to_do() throws IOException {
    finished("old");
    Path file = planFile();
    apply(Optional.of(file), Set.of());
    int writes = cluster.writes.get();
    CleanupResult again = apply(Optional.of(file), Set.of());
    assertThat(again.deleted()).isEmpty();
    assertThat(again.isComplete()).isTrue();
    assertThat(again.backup()).isEmpty();
    assertThat(cluster.writes).hasValue(writes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a-driver", "spark-drv-0000000000a-conf-map"})
  void what_has_changed_since_the_plan_file_keeps_all_of_its_run(String name) throws IOException {
    finished("a", "b");
    Path file = planFile();
    cluster.change(name, object -> {});
    CleanupResult result = apply(Optional.of(file), Set.of());
    assertThat(names()).contains("a", "a-driver").doesNotContain("b");
    assertThat(result.kept())
        .singleElement()
        .satisfies(
            kept -> assertThat(kept.reason()).endsWith("has changed since the plan was made"));
  }

  @Test
  void what_comes_alive_while_somebody_reads_the_question_stays() throws IOException {
    finished("a", "b");
    whenAsked = () -> cluster.change("a", ApplyCleanupTest::resubmit);
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(names()).contains("a", "a-driver").doesNotContain("b", "b-driver");
    assertThat(result.kept())
        .singleElement()
        .satisfies(kept -> assertThat(kept.reason()).startsWith("IN_USE now"));
  }

  @Test
  void what_comes_alive_after_the_backup_stays() throws IOException {
    finished("a", "b");
    pace = new Pace(0, 1, 1);
    cluster.onDelete =
        name -> {
          if (name.equals("a")) {
            cluster.change("b", ApplyCleanupTest::resubmit);
            time.set(NOW.plusSeconds(10));
          }
        };
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(names()).contains("b", "b-driver").doesNotContain("a");
    assertThat(result.kept())
        .singleElement()
        .satisfies(kept -> assertThat(kept.reason()).startsWith("IN_USE now"));
  }

  @Test
  void what_changes_in_the_last_moment_is_kept_by_its_version() throws IOException {
    finished("a");
    cluster.onDelete = name -> cluster.change(name, ApplyCleanupTest::resubmit);
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(names()).contains("a", "a-driver");
    assertThat(result.kept()).hasSize(1);
    assertThat(result.isComplete()).isTrue();
  }

  @Test
  void what_is_made_anew_under_the_same_name_is_kept_by_its_uid() throws IOException {
    finished("a");
    cluster.onDelete =
        name ->
            cluster.change(
                name,
                object ->
                    ((ObjectNode) object.get("metadata"))
                        .put("uid", "another")
                        .put("resourceVersion", "1"));
    apply(Optional.empty(), NAMESPACES);
    assertThat(names()).contains("a");
  }

  @Test
  void a_label_to_keep_it_counts_until_the_end() throws IOException {
    finished("a", "b");
    pace = new Pace(0, 1, 1);
    cluster.onDelete =
        name -> {
          if (name.equals("a")) {
            cluster.change(
                "spark-drv-0000000000b-conf-map",
                object ->
                    ((ObjectNode) object.get("metadata"))
                        .putObject("labels")
                        .put("tidydag.io/keep", "true"));
            time.set(NOW.plusSeconds(60));
          }
        };
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(names()).contains("b", "b-driver", "spark-drv-0000000000b-conf-map");
    assertThat(result.kept())
        .singleElement()
        .satisfies(kept -> assertThat(kept.reason()).startsWith("PROTECTED now"));
  }

  @Test
  void what_changes_below_it_after_the_backup_keeps_it() throws IOException {
    finished("a", "b");
    pace = new Pace(0, 1, 1);
    cluster.onDelete =
        name -> {
          if (name.equals("a")) {
            cluster.change("spark-drv-0000000000b-conf-map", object -> object.put("data", "new"));
            time.set(NOW.plusSeconds(60));
          }
        };
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(names()).contains("b", "b-driver", "spark-drv-0000000000b-conf-map");
    assertThat(result.kept())
        .singleElement()
        .satisfies(kept -> assertThat(kept.reason()).startsWith("what it owns has changed"));
  }

  @Test
  void what_owns_something_that_nobody_looks_into_stays() throws IOException {
    finished("a");
    cluster.add(
        FakeCluster.parse(
            """
            {"apiVersion": "apps/v1", "kind": "Deployment",
             "metadata": {"name": "helper", "namespace": "data-jobs", "uid": "d", "resourceVersion": "1",
               "ownerReferences": [{"apiVersion": "sparkoperator.k8s.io/v1beta2",
                 "kind": "SparkApplication", "name": "a", "uid": "sa-a"}]}}
            """));
    assertThat(plan(NAMESPACES).judgements())
        .allSatisfy(
            j ->
                assertThat(j.evidence())
                    .containsExactly(
                        "SparkApplication a owns Deployment helper, which is not looked into"));
    assertThat(apply(Optional.empty(), NAMESPACES).deleted()).isEmpty();
  }

  @Test
  void what_decides_is_never_older_than_five_seconds() throws IOException {
    finished("a", "b", "c", "d", "e", "f", "g", "h");
    pace = new Pace(0, 1, 1);
    AtomicInteger deletions = new AtomicInteger();
    cluster.onDelete =
        name -> {
          deletions.incrementAndGet();
          time.updateAndGet(now -> now.plusSeconds(4));
        };
    apply(Optional.empty(), NAMESPACES);
    assertThat(deletions).hasValue(8);
    assertThat(cluster.lists()).isGreaterThanOrEqualTo(1 + deletions.get() / 2);
  }

  @Test
  void nothing_goes_without_a_yes() throws IOException {
    finished("a");
    yes = false;
    assertThatThrownBy(() -> apply(Optional.empty(), NAMESPACES))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("nothing was deleted");
    assertThat(names()).contains("a");
    assertThat(folder.resolve("backups")).doesNotExist();
    assertThat(told)
        .anyMatch(
            line ->
                line.startsWith(
                    "Delete 1 SparkApplication, and with them 2 more objects that they own, in"
                        + " data-jobs of fake at http://127.0.0.1"));
  }

  @Test
  void caps_leave_the_rest_to_the_next_run() throws IOException {
    finished("a", "b", "c");
    caps = new Caps(2, 100);
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    assertThat(result.deleted()).hasSize(2);
    assertThat(result.kept())
        .extracting(CleanupResult.Kept::reason)
        .containsExactly("one run deletes 2 objects at most");
    caps = new Caps(2, 99);
    assertThat(apply(Optional.empty(), NAMESPACES).kept())
        .extracting(CleanupResult.Kept::reason)
        .containsExactly("3 of 3 objects that Spark made in data-jobs would go, more than 99 %");
  }
}
