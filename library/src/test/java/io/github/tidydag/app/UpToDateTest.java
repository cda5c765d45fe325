package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is left out only if nothing that it depends on has changed. */
final class UpToDateTest {
  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    write("specs/a.yaml", "a");
    write("specs/below/b.yaml", "b");
    write("specs/notes.txt", "n");
    write("elsewhere/c.yaml", "c");
    write("out/a.py", "generated");
  }

  private UpToDate run(String settings) {
    return new UpToDate(folder.resolve("target/done/run"), settings, new HashMap<>())
        .folder(folder.resolve("specs"), file -> file.toString().endsWith(".yaml"))
        .files(Set.of(folder.resolve("named.json")));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void remember() {
    UpToDate run = run("s");
    run.message();
    run.remember(
        List.of(folder.resolve("specs/a.yaml"), folder.resolve("elsewhere/c.yaml")),
        List.of(folder.resolve("out/a.py")),
        "W said\n");
    assertThat(run("s").message()).contains("W said\n");
  }

  @Test
  void nothing_is_remembered_at_first() {
    assertThat(run("s").message()).isEmpty();
  }

  @Test
  void times_do_not_count_and_what_is_not_wanted_neither() throws IOException {
    remember();
    Files.setLastModifiedTime(folder.resolve("specs/a.yaml"), FileTime.fromMillis(1));
    write("specs/notes.txt", "other");
    write("elsewhere/d.yaml", "new");
    assertThat(run("s").message()).contains("W said\n");
  }

  @Test
  void each_change_counts() throws IOException {
    change("specs/a.yaml", "b");
    change("specs/below/b.yaml", null);
    change("specs/new.yaml", "");
    change("elsewhere/c.yaml", "d"); // a spec names it
    change("out/a.py", "edited");
    change("out/a.py", null);
    change("named.json", "{}");
    change("specs/.gitignore", "*.yaml");
    change("specs/below/.tidydag.yaml", "{}");
    change(".tidydag.yaml", "{}"); // upwards
    change(".gitignore", "specs");
    change(".git/info/exclude", "specs");
    change("Chart.yaml", "name: c");
    change("kustomization.yaml", "patches: []");
  }

  private void change(String name, @org.jspecify.annotations.Nullable String text)
      throws IOException {
    files();
    remember();
    Path file = folder.resolve(name);
    boolean isNew = !Files.exists(file);
    if (text == null) {
      Files.delete(file);
    } else {
      write(name, text);
    }
    assertThat(run("s").message()).as(name).isEmpty();
    if (isNew) {
      Files.delete(file);
    }
  }

  @Test
  void an_old_file_is_not_read_again_and_a_new_time_is_looked_at() throws IOException {
    Path file = folder.resolve("specs/a.yaml");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00.123456789Z")));
    remember();
    Files.writeString(file, "b");
    assertThat(run("s").message()).as("its time is new").isEmpty();
    files();
    remember();
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:01Z")));
    assertThat(run("s").message()).as("the content counts").contains("W said\n");
    Path times = folder.resolve("target/done/run.times");
    assertThat(times).content().contains(" 2026-01-01T00:00:01Z ").doesNotContain("c.yaml");
    Files.writeString(times, "no times");
    assertThat(run("s").message()).as("it is looked at anew").isEmpty();
  }

  @Test
  void other_settings_are_another_run() {
    remember();
    assertThat(run("t").message()).isEmpty();
  }

  @Test
  void what_changes_while_it_runs_is_new_to_the_next() throws IOException {
    UpToDate run = run("s");
    run.message();
    write("specs/a.yaml", "changed meanwhile");
    run.remember(List.of(folder.resolve("specs/a.yaml")), List.of(), "");
    assertThat(run("s").message()).isEmpty();
  }

  @Test
  void a_record_that_cannot_be_written_is_no_failure() throws IOException {
    write("target/done", "a file where the folder should be");
    UpToDate run = run("s");
    run.message();
    run.remember(List.of(), List.of(), "");
    assertThat(run("s").message()).isEmpty();
  }

  @Test
  void what_was_forgotten_or_cut_off_is_not_remembered() throws IOException {
    remember();
    run("s").forget();
    assertThat(run("s").message()).isEmpty();
    remember();
    Path record = folder.resolve("target/done/run");
    String text = Files.readString(record);
    for (int length = 0; length < text.length() - "W said\n".length(); length += 7) {
      Files.writeString(record, text.substring(0, length));
      assertThat(run("s").message()).isEmpty();
    }
    Files.write(record, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
    assertThat(run("s").message()).isEmpty();
  }
}
