package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.app.ClearUploads;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.Verdict;
import io.github.tidydag.report.UploadReports;
import io.github.tidydag.uploads.ClearedStore;
import io.github.tidydag.uploads.UploadReport;
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

  private String item(String list, String delete) {
    return "{path: \"file://%s\", list: %s%s}"
        .formatted(
            store,
            list.formatted(store),
            delete.isEmpty() ? "" : ", delete: " + delete.formatted(store));
  }

  private ClearedStore run(boolean deletes, String list, String delete) throws IOException {
    UploadReport report = run(deletes, NAMESPACES, item(list, delete));
    assertThat(report.gaps()).isEmpty();
    assertThat(report.stores()).hasSize(1);
    return report.stores().get(0);
  }

  private UploadReport run(boolean deletes, Set<String> namespaces, String items)
      throws IOException {
    Path config =
        Files.writeString(folder.resolve(".tidydag.yaml"), "upload_paths: [" + items + "]");
    ClearUploads.Configured configured = ClearUploads.configured(Optional.of(config));
    assertThat(configured.problems().hasErrors()).isFalse();
    return ClearUploads.run(
        new ClearUploads.Request(
            namespaces,
            Optional.of(cluster.kubeconfig(folder)),
            Optional.empty(),
            "7d",
            deletes,
            time::get),
        configured,
        dialog());
  }

  private static UploadReport report(ClearedStore store) {
    return new UploadReport(List.of(store), List.of());
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
    assertThat(UploadReports.text(report(found)))
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
    assertThat(cleared.failures()).isEmpty();
    assertThat(there()).containsExactlyInAnyOrder(NAMED, YOUNG, "not-spark-s");
    assertThat(told)
        .anyMatch(line -> line.startsWith("Delete 3 folders in file:"))
        .filteredOn(line -> line.startsWith("$ rm"))
        .hasSize(placeholder.equals("{folder}") ? 3 : 1);
    assertThat(UploadReports.csv(report(cleared)))
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
    String item = item(LIST, "[rm, -r, \"%s/{folder}\"]");
    cluster.forbidden.add("pods");
    UploadReport blind = run(true, NAMESPACES, item);
    assertThat(verdicts(blind.stores().get(0))).containsEntry(OLD, Verdict.UNSURE);
    assertThat(blind.isComplete()).isFalse();
    assertThat(UploadReports.text(blind)).startsWith("not read: pods in data-jobs: forbidden");
    cluster.forbidden.clear();
    yes = false;
    assertThatThrownBy(() -> run(true, LIST, "[rm, -r, \"%s/{folder}\"]"))
        .isInstanceOf(TidydagException.class)
        .hasMessage("not confirmed: nothing was deleted");
    yes = true;
    whenAsked = () -> cluster.forbidden.add("configmaps");
    assertThat(run(true, NAMESPACES, item).isComplete()).isFalse();
    assertThat(there()).contains(OLD, NAMED, YOUNG);
  }

  @Test
  void a_misspelt_namespace_proves_nothing() throws IOException {
    UploadReport report =
        run(true, Set.of("data-jobs", "data-jbos"), item(LIST, "[rm, -r, \"%s/{folder}\"]"));
    assertThat(report.gaps()).extracting(Gap::namespace).containsExactly("data-jbos");
    assertThat(report.isComplete()).isFalse();
    assertThat(verdicts(report.stores().get(0))).containsEntry(OLD, Verdict.UNSURE);
    assertThat(there()).contains(OLD, NAMED, YOUNG);
    for (String none : List.of("", "a b", "data-jobs,other", "data-jobs?x", "..")) {
      assertThatThrownBy(() -> run(false, Set.of(none), item(LIST, "")))
          .isInstanceOf(TidydagException.class)
          .hasMessageContaining("-n " + none + ": is no namespace");
    }
  }

  @Test
  void a_program_that_fails_is_told_of_with_what_it_said() throws IOException {
    assertThat(run(false, "[ls, \"%s/no\"]", "").failures().get(0))
        .startsWith("not listed: ls ended with 2: ")
        .endsWith("No such file or directory");
    assertThat(run(false, "[no-such-program]", "").failures().get(0)).contains("no-such-program");

    ClearedStore stopped = run(true, LIST, "[rm, \"%s/{folder}\"]"); // which deletes no folder
    assertThat(stopped.deleted()).isEmpty();
    assertThat(stopped.failures()).hasSize(2).contains("1 of 1 are still listed");
    assertThat(stopped.failures().get(0)).startsWith("rm ended with 1: rm: ");

    ClearedStore lied = run(true, LIST, "[\"true\", \"%s/{folder}\"]");
    assertThat(lied.deleted()).isEmpty();
    assertThat(lied.failures()).containsExactly("1 of 1 are still listed");
    assertThat(there()).contains(OLD, NAMED, YOUNG);
  }

  @Test
  void one_that_cannot_be_deleted_does_not_keep_the_others() throws IOException {
    upload(id('d'), LONG_AGO);
    String unless = "[sh, -c, 'test \"$0\" != %s/" + OLD + " && rm -r \"$0\"', \"%s/{folder}\"]";
    ClearedStore cleared = run(true, LIST, unless.replace("%s", store.toString()));
    assertThat(cleared.deleted()).containsExactly(id('d'));
    assertThat(cleared.failures())
        .containsExactly("sh ended with 1 and said nothing", "1 of 2 are still listed");
  }

  @Test
  void a_hundred_at_a_time_and_an_end_after_ten_failures() throws IOException {
    for (int i = 0; i < 250; i++) {
      upload("spark-upload-0a1b2c3d-0000-4000-8000-%012x".formatted(1000 + i), LONG_AGO);
    }
    assertThat(run(true, LIST, "[\"false\", \"%s/{folder}\"]").failures()).hasSize(11);
    assertThat(told).filteredOn(line -> line.startsWith("$ false")).hasSize(10);
    assertThat(run(true, LIST, "[rm, -r, \"%s/{folders}\"]").deleted()).hasSize(251);
    assertThat(told).filteredOn(line -> line.startsWith("$ rm")).hasSize(3);
  }

  @Test
  void a_store_without_delete_is_only_looked_at() throws IOException {
    assertThatThrownBy(() -> run(true, LIST, ""))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("--delete: upload_paths names no program that deletes");
    UploadReport report =
        run(true, NAMESPACES, item(LIST, "") + ", " + item(LIST, "[rm, -r, \"%s/{folder}\"]"));
    assertThat(told).anyMatch(line -> line.startsWith("Delete 1 folders in file:"));
    assertThat(report.isComplete()).isTrue();
    assertThat(report.stores()).extracting(one -> one.deleted().size()).containsExactly(0, 1);
  }

  @Test
  void arguments_are_no_shell_s() throws IOException {
    ClearedStore found =
        run(false, "[ls, -l, --time-style=full-iso, %s, \"; touch x $(date)\"]", "");
    assertThat(found.failures().get(0)).contains("'; touch x $(date)'");
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
