package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tidydag.spec.Tables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs and output folders as they should not be, and the same bytes wherever it runs. */
final class RobustnessTest {
  private static final String SPEC =
      """
      spec_version: 1
      dag_id: %s
      cleanup: {deadline: 1h}
      tasks:
        work: {pod: {namespace: jobs, image: "a:1"}}
        sums:
          spark:
            namespace: jobs
            application: {spec: {type: Python, mode: cluster, image: "a:1", mainApplicationFile: "local:///a.py",
              sparkVersion: 3.5.5, driver: {cores: 1, serviceAccount: spark}, executor: {instances: 1}}}
      """;

  private final GenerateDags generator = new GenerateDags(Tables.load());

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(specs());
    Files.writeString(folder.resolve(".tidydag.yaml"), "");
    spec("one");
  }

  @Test
  void a_huge_spec_is_refused_without_reading_it_all() throws IOException {
    Files.write(specs().resolve("huge.dag.yaml"), new byte[50_000_000]);
    assertThat(messages("specs/huge.dag.yaml"))
        .containsExactly(
            "specs/huge.dag.yaml:1:1 is larger than 20 MB, the most that is read; split it");
    Files.writeString(specs().resolve("huge.dag.yaml"), "# x\n".repeat(1_500_000));
    assertThat(messages("specs/huge.dag.yaml"))
        .containsExactly(
            "specs/huge.dag.yaml:1:1 the text has 6000000 characters; at most 5000000 are read, so"
                + " split it");
  }

  @Test
  void many_tasks_are_no_problem() throws IOException {
    StringBuilder spec = new StringBuilder("spec_version: 1\ndag_id: many\ntasks:\n");
    for (int i = 0; i < 20_000; i++) {
      spec.append("  t").append(i).append(": {depends_on: [t").append(Math.max(0, i - 1));
      spec.append(i == 0 ? "x], empty: {}}\n" : "], empty: {}}\n");
    }
    Files.writeString(
        specs().resolve("many.dag.yaml"), spec.toString().replace("depends_on: [t0x], ", ""));
    GenerateDags.Result result = generate("specs/many.dag.yaml");
    assertThat(result.problems()).isEmpty();
    assertThat(result.output().files().get(0).text()).contains("t19998 >> t19999\n");
  }

  @Test
  void what_cannot_be_read_is_said() throws IOException {
    fails("missing.dag.yaml", "missing.dag.yaml: there is no such file or folder");
    Files.createDirectories(folder.resolve("empty"));
    assertThat(failure("empty").kind()).isEqualTo(TidydagException.Kind.CONFIGURATION);
    assertThat(failure("empty"))
        .hasMessageContaining("holds no spec; their names end in .dag.yaml");
    Files.createDirectories(folder.resolve("folder.dag.yaml"));
    assertThat(failure("folder.dag.yaml")).hasMessageContaining("holds no spec");
    fails("specs/one.dag.yaml/below", "specs/one.dag.yaml/below: there is no such file or folder");
    Files.createSymbolicLink(specs().resolve("gone.dag.yaml"), folder.resolve("nowhere"));
    fails("specs/gone.dag.yaml", "specs/gone.dag.yaml: there is no such file or folder");
    Files.createSymbolicLink(specs().resolve("loop"), specs());
    assertThat(generate("specs").problems()).isEmpty();
  }

  @Test
  void a_config_that_is_given_must_be_there() {
    GenerateDags.Request request =
        new GenerateDags.Request(
            List.of(specs().toString()),
            folder.resolve("out"),
            Optional.of(folder.resolve("none.yaml")),
            Optional.empty(),
            Optional.empty(),
            stdin(""));
    assertThatThrownBy(() -> generator.generate(request))
        .isInstanceOf(TidydagException.class)
        .hasMessageEndingWith("none.yaml: there is no such file");
  }

  @Test
  void stdin_is_a_spec() {
    GenerateDags.Result result =
        generator.generate(
            new GenerateDags.Request(
                List.of("-"),
                folder.resolve("out"),
                Optional.of(folder.resolve(".tidydag.yaml")),
                Optional.empty(),
                Optional.empty(),
                stdin(SPEC.formatted("piped"))));
    assertThat(result.problems()).isEmpty();
    assertThat(result.output().files().get(0).text())
        .startsWith("# Generated by tidydag from standard input; do not edit.\n");
  }

  @Test
  void a_dag_id_is_there_once() throws IOException {
    Files.writeString(specs().resolve("two.dag.yaml"), SPEC.formatted("ONE"));
    assertThat(messages("specs"))
        .containsExactly(
            "specs/two.dag.yaml:2:1 ONE: is the dag_id of specs/one.dag.yaml too, apart from case;"
                + " rename one");
  }

  @Test
  void the_output_can_be_no_file_and_nothing_below_one() throws IOException {
    Files.writeString(folder.resolve("file"), "x");
    for (String output : List.of("file", "file/below")) {
      TidydagException e = writeFails(output);
      assertThat(e.kind()).isEqualTo(TidydagException.Kind.FILES);
      assertThat(e.getMessage()).contains(output).doesNotContain("Exception");
    }
    assertThat(Files.readString(folder.resolve("file"))).isEqualTo("x");
  }

  @Test
  void a_folder_in_the_place_of_a_file_leaves_all_as_it_was() throws IOException {
    spec("zzz");
    Files.createDirectories(folder.resolve("out/zzz.py/full"));
    Map<String, String> before = tree();
    TidydagException e = writeFails("out");
    assertThat(e.getMessage()).contains("zzz.py").doesNotContain("Exception");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void a_file_in_the_place_of_a_folder_leaves_all_as_it_was() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/one"), "mine");
    Map<String, String> before = tree();
    TidydagException e = writeFails("out");
    assertThat(e.getMessage()).contains("out").doesNotContain("Exception");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void a_file_of_somebody_else_is_not_touched() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/one.py"), "mine");
    Map<String, String> before = tree();
    assertThat(writeFails("out").getMessage())
        .endsWith("out/one.py: is in the way and was not made by tidydag; move it away");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void neither_is_one_that_is_no_text() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.write(folder.resolve("out/one.py"), new byte[] {(byte) 0xff, 0});
    assertThat(writeFails("out").getMessage())
        .endsWith("out/one.py: is in the way and was not made by tidydag; move it away");
  }

  @Test
  void a_file_that_tidydag_made_is_taken_back() throws IOException {
    write();
    Files.writeString(folder.resolve("out/one.py"), "edited");
    OutputFolder.Changes changes = generate("specs").output().compare(true);
    assertThat(changes.write()).containsExactly("one.py");
    assertThat(changes.diff()).contains("-edited").contains("+    dag_id=\"one\",");
    Map<String, String> before = tree();
    assertThat(writeFails("out").getMessage())
        .endsWith(
            "out/one.py: changed since tidydag wrote it; put the change into the spec, then write"
                + " over it with --force");
    assertThat(tree()).isEqualTo(before);
    assertThat(generate("specs").output().write("1", true).write()).containsExactly("one.py");
    assertThat(write().none()).isTrue();
  }

  @Test
  void a_file_that_was_removed_is_made_again() throws IOException {
    write();
    Files.delete(folder.resolve("out/one.py"));
    assertThat(write().write()).containsExactly("one.py");
  }

  @Test
  void a_dag_id_is_there_once_even_over_two_runs() throws IOException {
    write("specs/one.dag.yaml");
    Files.writeString(specs().resolve("two.dag.yaml"), SPEC.formatted("one"));
    Map<String, String> before = tree();
    GenerateDags.Result result = generate("specs/two.dag.yaml");
    TidydagException e =
        catchThrowableOfType(TidydagException.class, () -> result.output().write("1", true));
    assertThat(e.getMessage())
        .endsWith(
            "out/one.py: was made of ../specs/one.dag.yaml, and now of ../specs/two.dag.yaml; change"
                + " the dag_id of one, or if it has changed, generate both at once");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void a_dag_may_move_to_another_spec() throws IOException {
    write();
    Files.move(specs().resolve("one.dag.yaml"), specs().resolve("two.dag.yaml"));
    assertThat(write("specs/two.dag.yaml").remove()).isEmpty();
    Files.writeString(specs().resolve("one.dag.yaml"), SPEC.formatted("one"));
    Files.writeString(specs().resolve("two.dag.yaml"), SPEC.formatted("two"));
    assertThat(write("specs/one.dag.yaml", "specs/two.dag.yaml").write())
        .contains("one.py", "two.py");
  }

  @Test
  void a_run_waits_until_another_has_ended() throws Exception {
    Path out = Files.createDirectories(folder.resolve("out"));
    CompletableFuture<OutputFolder.Changes> waiting =
        FolderLock.during(
            out,
            Duration.ofSeconds(1),
            () -> {
              CompletableFuture<OutputFolder.Changes> other =
                  CompletableFuture.supplyAsync(() -> write());
              assertThatThrownBy(() -> other.get(1, TimeUnit.SECONDS))
                  .isInstanceOf(TimeoutException.class);
              assertThat(out).isEmptyDirectory();
              return other;
            });
    assertThat(waiting.get(1, TimeUnit.MINUTES).write()).contains("one.py");
  }

  @Test
  void what_is_stale_goes_only_if_its_spec_was_looked_for() throws IOException {
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(folder.resolve("other/two.dag.yaml"), SPEC.formatted("two"));
    write("specs", "other");
    Files.delete(specs().resolve("one.dag.yaml"));
    Files.delete(folder.resolve("other/two.dag.yaml"));
    spec("three");
    assertThat(write("specs/three.dag.yaml").remove()).isEmpty();
    assertThat(write("specs").remove()).containsExactly("one.py", "one/sums.yaml");
    assertThat(folder.resolve("out/one")).doesNotExist();
    assertThat(folder.resolve("out/two.py")).exists();
    assertThat(folder.resolve("out/tidydag_run.py")).exists();
  }

  @Test
  void a_renamed_dag_leaves_no_old_file() throws IOException {
    write();
    Files.writeString(folder.resolve("out/one/notes.txt"), "mine");
    Files.writeString(specs().resolve("one.dag.yaml"), SPEC.formatted("renamed"));
    assertThat(write("specs/one.dag.yaml").remove()).containsExactly("one.py", "one/sums.yaml");
    assertThat(folder.resolve("out/one/notes.txt")).hasContent("mine");
  }

  @Test
  void a_manifest_that_is_no_manifest_stops_all() throws IOException {
    for (String garbage :
        List.of("garbage", "[]", "{", "{\"files\": []}", "{\"files\": {\"a\": 1}}", "null", "")) {
      Files.createDirectories(folder.resolve("out"));
      Files.writeString(folder.resolve("out/.tidydag-manifest.json"), garbage);
      Map<String, String> before = tree();
      TidydagException e = writeFails("out");
      assertThat(e.getMessage())
          .as(garbage)
          .endsWith(
              ".tidydag-manifest.json: is not what tidydag wrote; restore it, or remove the"
                  + " folder");
      assertThat(tree()).isEqualTo(before);
    }
  }

  @Test
  void a_manifest_never_leads_out_of_the_folder() throws IOException {
    Files.writeString(folder.resolve("precious"), "x");
    Path precious = folder.resolve("precious").toAbsolutePath();
    Files.createDirectories(folder.resolve("out"));
    Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(folder.resolve("elsewhere/precious"), "x");
    Files.createSymbolicLink(folder.resolve("out/link"), folder.resolve("elsewhere"));
    StringBuilder files = new StringBuilder();
    for (String path :
        List.of(
            "../precious",
            "a/../../precious",
            precious.toString(),
            "./../precious",
            "link/precious",
            "..\\\\precious",
            "",
            ".",
            "..",
            "//precious",
            "a\\u0000b")) {
      files.append(files.isEmpty() ? "" : ", ");
      files
          .append("\"")
          .append(path)
          .append("\": {\"sha256\": \"\", \"spec\": \"../specs/one.dag.yaml\"}");
    }
    Files.writeString(folder.resolve("out/.tidydag-manifest.json"), "{\"files\": {" + files + "}}");
    try {
      write();
    } catch (TidydagException refused) {
      assertThat(refused.kind()).isEqualTo(TidydagException.Kind.FILES);
    }
    assertThat(precious).hasContent("x");
    assertThat(folder.resolve("elsewhere/precious")).hasContent("x");
  }

  @Test
  void a_link_in_the_folder_is_replaced_and_not_followed() throws IOException {
    write();
    Files.writeString(folder.resolve("precious"), "x");
    Files.delete(folder.resolve("out/one.py"));
    Files.createSymbolicLink(folder.resolve("out/one.py"), folder.resolve("precious"));
    generate("specs").output().write("1", true);
    assertThat(folder.resolve("precious")).hasContent("x");
    assertThat(folder.resolve("out/one.py")).isRegularFile();
  }

  @Test
  void a_link_to_a_folder_is_not_written_through() throws IOException {
    Files.createDirectories(folder.resolve("elsewhere"));
    Files.createDirectories(folder.resolve("out"));
    Files.createSymbolicLink(folder.resolve("out/one"), folder.resolve("elsewhere"));
    assertThat(writeFails("out").getMessage()).contains("one");
    assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
  }

  @Test
  void the_same_bytes_in_every_locale_and_every_time() throws IOException {
    for (int i = 0; i < 40; i++) {
      spec("d" + i);
    }
    Locale before = Locale.getDefault();
    List<Map<String, String>> trees = new ArrayList<>();
    try {
      for (String tag : List.of("en-US", "tr-TR", "ko-KR", "ar-EG-u-nu-arab", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        write();
        trees.add(tree());
      }
    } finally {
      Locale.setDefault(before);
    }
    assertThat(trees).allMatch(tree -> tree.equals(trees.get(0)));
  }

  private Path specs() {
    return folder.resolve("specs");
  }

  private void spec(String id) throws IOException {
    Files.writeString(specs().resolve(id + ".dag.yaml"), SPEC.formatted(id));
  }

  private static ByteArrayInputStream stdin(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private GenerateDags.Result generateTo(String output, String... inputs) {
    return generator.generate(
        new GenerateDags.Request(
            Stream.of(inputs).map(i -> folder.resolve(i).toString()).toList(),
            folder.resolve(output),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            stdin("")));
  }

  private GenerateDags.Result generate(String... inputs) {
    return generateTo("out", inputs);
  }

  private List<String> messages(String input) {
    return generate(input).problems().stream().map(p -> relative(p.toString())).toList();
  }

  private String relative(String text) {
    return text.replace(folder + "/", "");
  }

  private TidydagException failure(String input) {
    return catchThrowableOfType(TidydagException.class, () -> generate(input));
  }

  private void fails(String input, String message) {
    TidydagException e = failure(input);
    assertThat(relative(String.valueOf(e.getMessage()))).isEqualTo(message);
    assertThat(e.kind()).isEqualTo(TidydagException.Kind.FILES);
  }

  private OutputFolder.Changes write(String... inputs) {
    GenerateDags.Result result = inputs.length == 0 ? generate("specs") : generate(inputs);
    assertThat(result.hasErrors()).as(result.problems().toString()).isFalse();
    return result.output().write("1", false);
  }

  private TidydagException writeFails(String output) {
    GenerateDags.Result result = generateTo(output, "specs");
    return catchThrowableOfType(TidydagException.class, () -> result.output().write("1", false));
  }

  /** All files below the folder, with what they hold. */
  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        tree.put(
            folder.relativize(file).toString(),
            Files.isRegularFile(file) ? Files.readString(file) : "");
      }
    }
    return tree;
  }
}
