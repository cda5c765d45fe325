package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.app.ApplyCleanup;
import io.github.tidydag.app.Dialog;
import io.github.tidydag.app.Pace;
import io.github.tidydag.app.PlanCleanup;
import io.github.tidydag.app.RestoreBackup;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.app.WritePlan;
import io.github.tidydag.janitor.Caps;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.CleanupResult;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.RestoreResult;
import io.github.tidydag.report.CleanupText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // each test has its own
final class ApplyCleanupTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final Set<String> NAMESPACES = Set.of("data-jobs");
  private static final String FINISHED =
      """
      {"apiVersion": "sparkoperator.k8s.io/v1beta2", "kind": "SparkApplication",
       "metadata": {"name": "%1$s", "namespace": "data-jobs", "uid": "sa-%1$s", "resourceVersion": "1",
         "creationTimestamp": "2026-10-01T00:00:00Z"},
       "status": {"applicationState": {"state": "COMPLETED"}, "terminationTime": "2026-10-01T01:00:00Z",
         "driverInfo": {"podName": "%1$s-driver"}}}
      """;
  private static final String DRIVER =
      """
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "%1$s-driver", "namespace": "data-jobs", "uid": "pod-%1$s", "resourceVersion": "1",
         "creationTimestamp": "2026-10-01T00:00:00Z", "labels": {"spark-role": "driver",
         "spark-app-selector": "spark-%1$s", "sparkoperator.k8s.io/app-name": "%1$s"},
         "ownerReferences": [{"apiVersion": "sparkoperator.k8s.io/v1beta2", "kind": "SparkApplication",
           "name": "%1$s", "uid": "sa-%1$s"}]},
       "spec": {"nodeName": "n", "containers": [{"name": "spark", "image": "spark"}]},
       "status": {"phase": "Succeeded", "containerStatuses": [{"name": "spark", "state": {"terminated":
         {"exitCode": 0, "finishedAt": "2026-10-01T01:00:00Z"}}}]}}
      """;
  private static final String CONF =
      """
      {"apiVersion": "v1", "kind": "ConfigMap", "immutable": true,
       "metadata": {"name": "spark-drv-0000000000%1$s-conf-map", "namespace": "data-jobs", "uid": "cm-%1$s",
         "resourceVersion": "1", "creationTimestamp": "2026-10-01T00:00:00Z",
         "ownerReferences": [{"apiVersion": "v1", "kind": "Pod", "name": "%1$s-driver", "uid": "pod-%1$s"}]},
       "data": {"spark.properties": "a=b"}}
      """;

  @TempDir private Path folder;
  private FakeCluster cluster;
  private final List<String> told = new ArrayList<>();
  private Runnable whenAsked = () -> {};
  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private Caps caps = Caps.NONE;
  private Pace pace = new Pace(0, 4, 3);
  private boolean yes = true;

  @BeforeEach
  void start() throws IOException {
    cluster = new FakeCluster(List.of());
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private void finished(String... names) throws IOException {
    for (String name : names) {
      for (String object : List.of(FINISHED, DRIVER, CONF)) {
        cluster.add(FakeCluster.parse(object.formatted(name)));
      }
    }
  }

  private void dumped(String name) throws IOException {
    cluster.close();
    cluster = FakeCluster.of(name);
  }

  private static PlanOptions options(Set<String> namespaces) {
    return new PlanOptions(
        Policy.STANDARD, Optional.empty(), true, namespaces, Map.of(), PlanOptions.USUAL_KINDS, 0);
  }

  private CleanupPlan plan(Set<String> namespaces) throws IOException {
    return PlanCleanup.plan(
        new PlanCleanup.Request(
            options(namespaces),
            Optional.empty(),
            false,
            false,
            Optional.of(cluster.kubeconfig(folder)),
            Optional.empty(),
            NOW),
        line -> {});
  }

  private Path planFile() throws IOException {
    Path file = folder.resolve("plan.json");
    WritePlan.write(file, plan(NAMESPACES), "test");
    return file;
  }

  private CleanupResult apply(Optional<Path> plan, Set<String> namespaces) throws IOException {
    time.updateAndGet(now -> now.plusSeconds(1));
    return ApplyCleanup.apply(
        new ApplyCleanup.Request(
            plan,
            options(namespaces),
            Optional.of(cluster.kubeconfig(folder)),
            Optional.empty(),
            folder.resolve("backups"),
            caps,
            pace,
            time::get,
            "test"),
        dialog());
  }

  private Dialog dialog() {
    return new Dialog() {
      @Override
      public void tell(String line) {
        told.add(line);
      }

      @Override
      public boolean agrees(String question) {
        told.add(question);
        whenAsked.run();
        return yes;
      }

      @Override
      public void progress(int done, int of) {
        assertThat(done).isBetween(1, of);
      }
    };
  }

  private Set<String> names() {
    return cluster.objects().stream()
        .map(o -> o.at("/metadata/name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> uids(List<ObjectNode> objects) {
    return objects.stream().map(o -> o.at("/metadata/uid").asText()).collect(Collectors.toSet());
  }

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

  private static void resubmit(ObjectNode application) {
    ((ObjectNode) application.at("/status/applicationState")).put("state", "RUNNING");
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

  @Test
  void a_backup_is_for_its_owner_and_brings_back_what_does_not_run() throws IOException {
    finished("a");
    ObjectNode before = find("spark-drv-0000000000a-conf-map");
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    Path backup = result.backup().orElseThrow();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    assertThat(names()).isEmpty();

    RestoreResult restored = restore(backup, RestoreBackup.USUAL_KINDS);

    assertThat(names()).containsExactly("spark-drv-0000000000a-conf-map");
    ObjectNode after = find("spark-drv-0000000000a-conf-map");
    assertThat(after.path("data")).isEqualTo(before.path("data"));
    assertThat(after.path("immutable").asBoolean()).isTrue();
    assertThat(after.at("/metadata/uid")).isNotEqualTo(before.at("/metadata/uid"));
    assertThat(after.path("metadata").has("ownerReferences")).isFalse();
    assertThat(restored.left())
        .extracting(CleanupResult.Kept::reason)
        .containsOnly("not among the kinds to bring back");
    assertThat(restore(backup, RestoreBackup.USUAL_KINDS).left())
        .extracting(CleanupResult.Kept::reason)
        .contains("there is one of that name");
  }

  @Test
  void what_is_brought_back_with_its_owners_is_owned_again_and_no_pod_runs() throws IOException {
    finished("a");
    Path backup = apply(Optional.empty(), NAMESPACES).backup().orElseThrow();
    Set<ResourceKind> all = Set.of(ResourceKind.values());
    assertThat(restore(backup, all).created()).hasSize(3);
    ObjectNode pod = find("a-driver");
    assertThat(find("spark-drv-0000000000a-conf-map").at("/metadata/ownerReferences/0/uid"))
        .isEqualTo(pod.at("/metadata/uid"));
    assertThat(pod.at("/metadata/ownerReferences/0/uid")).isEqualTo(find("a").at("/metadata/uid"));
    assertThat(pod.at("/spec/schedulingGates/0/name").asText()).isEqualTo("tidydag.io/restored");
    assertThat(pod.at("/spec/schedulerName").asText()).isEqualTo("tidydag.io-restored");
    assertThat(pod.path("spec").has("nodeName")).isFalse();
    assertThat(pod.has("status")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"format\":1,\"cluster\":\"c\",\"taken\":\"x\"}"})
  void what_is_no_backup_creates_nothing(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), text);
    assertThatThrownBy(() -> restore(file, RestoreBackup.USUAL_KINDS))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("cannot be read");
    assertThat(cluster.writes).hasValue(0);
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

  private RestoreResult restore(Path backup, Set<ResourceKind> kinds) throws IOException {
    return RestoreBackup.restore(
        new RestoreBackup.Request(
            backup, kinds, Optional.of(cluster.kubeconfig(folder)), Optional.empty()),
        dialog());
  }

  private ObjectNode find(String name) {
    return cluster.objects().stream()
        .filter(o -> o.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
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
