package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.report.PlanTables;
import io.github.tidydag.report.PlanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans the dumps below {@code janitor}, each with the options of each of its lines; {@code
 * -Dgolden.update=true} writes what is expected anew.
 */
final class PlanCleanupTest {
  private static final Path CASES = Path.of("src/test/resources/janitor");
  static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  @TempDir private Path folder;

  static List<Path> cases() throws IOException {
    try (Stream<Path> found = Files.list(CASES)) {
      return found.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plans(Path folder) throws IOException {
    StringBuilder actual = new StringBuilder();
    for (String line : Files.readAllLines(folder.resolve("options.txt"))) {
      CleanupPlan plan = PlanCleanup.plan(request(folder.resolve("dump.yaml"), line), source -> {});
      actual
          .append("== ")
          .append(line)
          .append('\n')
          .append(PlanText.of(plan).replace(folder + "/", ""))
          .append(PlanTables.csv(plan).replace("\r\n", "\n"))
          .append('\n');
    }
    assertThat(SpecCase.compare(folder.resolve("expected.txt"), actual.toString())).isEmpty();
  }

  static PlanCleanup.Request request(Path dump, String line) {
    Set<String> words = Set.of(line.split(" ", -1));
    Map<String, String> values =
        words.stream()
            .filter(word -> word.contains("="))
            .collect(
                Collectors.toMap(
                    word -> word.substring(0, word.indexOf('=')),
                    word -> word.substring(word.indexOf('=') + 1)));
    PlanOptions options =
        new PlanOptions(
            Policy.valueOf(values.getOrDefault("policy", "standard").toUpperCase(Locale.ROOT)),
            Optional.ofNullable(values.get("min-age")).map(days -> Duration.parse("P" + days)),
            words.contains("no-client-mode"),
            Optional.empty(),
            Set.of(),
            Map.of(),
            values.containsKey("kinds")
                ? Stream.of(ResourceKind.values())
                    .filter(kind -> List.of(values.get("kinds").split(",")).contains(kind.plural()))
                    .collect(Collectors.toSet())
                : PlanOptions.USUAL_KINDS,
            Integer.parseInt(values.getOrDefault("keep-last", "0")));
    return new PlanCleanup.Request(
        options,
        Optional.of(dump),
        words.contains("complete"),
        false,
        Optional.empty(),
        Optional.empty(),
        NOW);
  }

  /** An object that is passed over may be the one that proves that another lives. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\": \"Pod\", \"apiVersion\": \"v1\", \"metadata\": {\"name\": \"a\"}}",
        "{\"apiVersion\": \"v1\", \"metadata\": {\"name\": \"a\", \"uid\": \"u\"}}",
        "{\"kind\": \"List\", \"items\": [{\"metadata\": {\"name\": \"a\", \"uid\": \"u\"}}]}",
        "{\"kind\": \"List\", \"items\": [null]}",
        "{\"kind\": \"List\", \"items\": [",
        "[]",
        "{\"kind\": \"PodList\", \"metadata\": {\"continue\": \"more\"}, \"items\": []}",
        "No resources found",
        "",
      })
  void refuses_what_is_no_whole_dump(String text) throws IOException {
    Path dump = Files.writeString(folder.resolve("dump.json"), text);
    assertThatThrownBy(() -> PlanCleanup.plan(request(dump, "complete"), source -> {}))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("dump.json");
  }

  @Test
  void refuses_an_object_in_two_versions() throws IOException {
    String pod =
        "{kind: Pod, apiVersion: v1, metadata: {name: etl-driver, namespace: jobs, uid: u,"
            + " resourceVersion: '%s'}}";
    Path dump = Files.createDirectory(folder.resolve("dump"));
    Files.writeString(dump.resolve("a.yaml"), pod.formatted(200));
    Files.writeString(dump.resolve("b.yaml"), pod.formatted(200));
    PlanCleanup.plan(request(dump, "complete"), source -> {});
    Files.writeString(dump.resolve("c.yaml"), pod.formatted(100));
    assertThatThrownBy(() -> PlanCleanup.plan(request(dump, "complete"), source -> {}))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("c.yaml: Pod etl-driver in jobs is in the dump in another version");
  }

  @Test
  void names_that_others_wrote_do_nothing_to_a_terminal() throws IOException {
    Path dump =
        Files.writeString(
            folder.resolve("dump.yaml"),
            """
            {kind: ConfigMap, apiVersion: v1, metadata: {name: spark-exec-aaaaa2a0f4c2c400-conf-map, uid: u,
              namespace: jobs, creationTimestamp: "2026-10-01T00:00:00Z", ownerReferences: [
              {apiVersion: v1, kind: Pod, uid: gone, name: "x\\e[31m\\nRETAINED all"}]}}
            """);
    String text = PlanText.of(PlanCleanup.plan(request(dump, "complete"), source -> {}));
    assertThat(text).contains("x\\u001b[31m\\nRETAINED all").doesNotContain("\u001b");
  }

  @Test
  void the_page_names_every_kind_that_a_dump_needs() throws IOException {
    String page = Files.readString(Path.of("../docs/janitor.md"));
    assertThat(ResourceKind.values())
        .filteredOn(kind -> kind != ResourceKind.SECRET)
        .allSatisfy(
            kind -> {
              assertThat(DumpFiles.commands()).contains(" " + kind);
              assertThat(page).contains(" " + kind);
            });
  }

  @Test
  void writes_a_plan_file() throws IOException {
    Path dump = CASES.resolve("halted/dump.yaml");
    CleanupPlan plan = PlanCleanup.plan(request(dump, "complete"), source -> {});
    Path written = folder.resolve("plan.json");
    WritePlan.write(written, plan, "1.0");
    String json = Files.readString(written).replace(dump.toString(), "dump.yaml");
    assertThat(SpecCase.compare(CASES.resolve("halted/plan.json"), json)).isEmpty();
  }

  @Test
  void refuses_an_alias_which_its_reader_would_take_for_a_text() throws IOException {
    Path dump = folder.resolve("dump.yaml");
    Files.writeString(
        dump, "a: &a {uid: u}\nkind: Pod\nmetadata: {name: a, uid: b, ownerReferences: [*a]}\n");
    assertThatThrownBy(() -> PlanCleanup.plan(request(dump, "complete"), source -> {}))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("dump.yaml:3:");
  }

  @Test
  void json_and_yaml_say_the_same() throws IOException {
    Path yaml = CASES.resolve("halted/dump.yaml");
    Path json = folder.resolve("dump.json");
    Files.writeString(
        json,
        new com.fasterxml.jackson.databind.ObjectMapper(
                new com.fasterxml.jackson.dataformat.yaml.YAMLFactory())
            .readTree(yaml.toFile())
            .toPrettyString());
    assertThat(PlanTables.csv(PlanCleanup.plan(request(json, "complete"), source -> {})))
        .isEqualTo(PlanTables.csv(PlanCleanup.plan(request(yaml, "complete"), source -> {})))
        .contains("RETAINED");
  }
}
