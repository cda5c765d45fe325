package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.app.ClearUploads;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.janitor.Verdict;
import io.github.tidydag.report.UploadReports;
import io.github.tidydag.uploads.ClearedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of uploads on a disk, listed by {@code ls} and deleted by {@code rm}. */
@EnabledOnOs(OS.LINUX) // whose ls it is
@SuppressWarnings("NullAway.Init") // each test has its own
final class ClearUploadsTest extends CleanupFixture {
  private static final String LIST = "[ls, -l, --time-style=full-iso, %s]";
  private static final String OLD = id('a');
  private static final String NAMED = id('b');
  private static final String YOUNG = id('c');
  private static final Instant LONG_AGO = Instant.parse("2026-10-01T00:00:00Z");

  private Path store;

  @BeforeEach
  void store() throws IOException {
    store = Files.createDirectory(folder.resolve("store"));
    upload(OLD, LONG_AGO);
    upload(NAMED, LONG_AGO);
    upload(YOUNG, NOW.minusSeconds(3600));
    Files.createDirectory(store.resolve("not-spark-s"));
    cluster.add(
        FakeCluster.parse(
            CONF.formatted("x").replace("a=b", "spark.jars=file\\\\:/store/" + NAMED + "/a.jar")));
  }

  private static String id(char last) {
    return "spark-upload-0a1b2c3d-0000-4000-8000-00000000000" + last;
  }

  private void upload(String name, Instant written) throws IOException {
    Path made = Files.createDirectory(store.resolve(name));
    Files.writeString(made.resolve("app.jar"), "jar");
    Files.setLastModifiedTime(made, FileTime.from(written));
  }

  private Set<String> there() throws IOException {
    try (Stream<Path> all = Files.list(store)) {
      return all.map(p -> String.valueOf(p.getFileName())).collect(Collectors.toSet());
    }
  }

  private ClearedStore run(boolean deletes, String list, String delete) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve(".tidydag.yaml"),
            "upload_paths: [{path: \"file://%s\", list: %s%s}]"
                .formatted(
                    store,
                    list.formatted(store),
                    delete.isEmpty() ? "" : ", delete: " + delete.formatted(store)));
    ClearUploads.Configured configured = ClearUploads.configured(Optional.of(config));
    assertThat(configured.problems().hasErrors()).isFalse();
    List<ClearedStore> stores =
        ClearUploads.run(
            new ClearUploads.Request(
                NAMESPACES,
                Optional.of(cluster.kubeconfig(folder)),
                Optional.empty(),
                "7d",
                deletes,
                time::get),
            configured,
            dialog());
    assertThat(stores).hasSize(1);
    return stores.get(0);
  }

  private static Map<String, Verdict> verdicts(ClearedStore found) {
    return found.folders().stream()
        .collect(Collectors.toMap(f -> f.folder().name(), f -> f.verdict()));
  }

  @Test
  void a_report_says_what_may_go_and_deletes_nothing() throws IOException {
    Set<String> before = there();
    ClearedStore found = run(false, LIST, "[rm, -r, \"%s/{folder}\"]");
    assertThat(verdicts(found))
        .isEqualTo(Map.of(OLD, Verdict.ORPHAN, NAMED, Verdict.IN_USE, YOUNG, Verdict.PROTECTED));
    assertThat(UploadReports.text(List.of(found)))
        .contains(
            "IN_USE    " + NAMED + " ConfigMap data-jobs/spark-drv-0000000000x-conf-map names it\n",
            "PROTECTED "
                + YOUNG
                + " written last at 2026-11-27T23:00:00Z, which is not 7 days ago\n",
            "ORPHAN    "
                + OLD
                + " written last at 2026-10-01T00:00:00Z, 58 days ago; nothing names it\n",
            ": 3 folders, 1 IN_USE, 1 PROTECTED, 1 ORPHAN\n");
    assertThat(there()).isEqualTo(before);
    assertThat(told).anyMatch(line -> line.startsWith("$ ls -l --time-style=full-iso /"));
    assertThat(cluster.writes).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{folder}", "{folders}"})
  void what_may_go_is_deleted_one_by_one_or_many_at_once(String placeholder) throws IOException {
    upload(id('d'), LONG_AGO);
    upload(id('e'), LONG_AGO);
    ClearedStore cleared = run(true, LIST, "[rm, -r, \"%s/" + placeholder + "\"]");
    assertThat(cleared.deleted()).containsExactlyInAnyOrder(OLD, id('d'), id('e'));
    assertThat(cleared.isComplete()).isTrue();
    assertThat(there()).containsExactlyInAnyOrder(NAMED, YOUNG, "not-spark-s");
    assertThat(told)
        .anyMatch(line -> line.startsWith("Delete 3 folders in file:"))
        .filteredOn(line -> line.startsWith("$ rm"))
        .hasSize(placeholder.equals("{folder}") ? 3 : 1);
    assertThat(UploadReports.csv(List.of(cleared)))
        .contains(OLD + ",2026-10-01T00:00:00Z,DELETED,", NAMED + ",2026-10-01T00:00:00Z,IN_USE,");
  }

  @Test
  void what_is_named_by_the_time_of_the_answer_stays() throws IOException {
    whenAsked =
        () -> {
          try {
            cluster.add(FakeCluster.parse(DRIVER.formatted("late").replace("n\"", OLD + "\"")));
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        };
    ClearedStore cleared = run(true, LIST, "[rm, -r, \"%s/{folder}\"]");
    assertThat(cleared.deleted()).isEmpty();
    assertThat(verdicts(cleared)).containsEntry(OLD, Verdict.IN_USE);
    assertThat(there()).contains(OLD);
  }

  @Test
  void nothing_goes_unless_all_could_be_read_and_somebody_agrees() throws IOException {
    cluster.forbidden.add("pods");
    assertThat(verdicts(run(true, LIST, "[rm, -r, \"%s/{folder}\"]")))
        .containsEntry(OLD, Verdict.UNSURE);
    cluster.forbidden.clear();
    yes = false;
    assertThatThrownBy(() -> run(true, LIST, "[rm, -r, \"%s/{folder}\"]"))
        .isInstanceOf(TidydagException.class)
        .hasMessage("not confirmed: nothing was deleted");
    assertThat(there()).contains(OLD, NAMED, YOUNG);
  }

  @Test
  void a_program_that_fails_is_told_of_with_what_it_said() throws IOException {
    ClearedStore unlisted = run(true, "[ls, \"%s/no\"]", "");
    assertThat(unlisted.failure().orElseThrow())
        .startsWith("not listed: ls ended with 2: ")
        .endsWith("No such file or directory");
    ClearedStore missing = run(false, "[no-such-program]", "");
    assertThat(missing.failure().orElseThrow()).contains("no-such-program");

    upload(id('d'), LONG_AGO);
    ClearedStore stopped = run(true, LIST, "[rm, \"%s/{folder}\"]"); // which deletes no folder
    assertThat(stopped.deleted()).isEmpty();
    assertThat(stopped.failure().orElseThrow()).startsWith("stopped: rm ended with 1: rm: ");
    assertThat(told).filteredOn(line -> line.startsWith("$ rm")).hasSize(1);

    ClearedStore lied = run(true, LIST, "[\"true\", \"%s/{folder}\"]");
    assertThat(lied.deleted()).isEmpty();
    assertThat(lied.failure()).hasValue("some are still listed");

    ClearedStore without = run(true, LIST, "");
    assertThat(without.failure()).hasValue("upload_paths has no delete for it");
    assertThat(there()).contains(OLD, NAMED, YOUNG);
  }

  @Test
  void arguments_are_no_shell_s() throws IOException {
    ClearedStore found =
        run(false, "[ls, -l, --time-style=full-iso, %s, \"; touch x $(date)\"]", "");
    assertThat(found.failure().orElseThrow()).contains("'; touch x $(date)'");
    assertThat(told).anyMatch(line -> line.endsWith(" '; touch x $(date)'"));
  }

  @Test
  void without_upload_paths_there_is_nothing_to_ask() throws IOException {
    Path config = Files.writeString(folder.resolve(".tidydag.yaml"), "namespace: data-jobs\n");
    assertThatThrownBy(() -> ClearUploads.configured(Optional.of(config)))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("says nothing of upload_paths");
  }
}
