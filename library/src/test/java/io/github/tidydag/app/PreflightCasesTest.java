package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.preflight.Check;
import io.github.tidydag.preflight.CheckKind;
import io.github.tidydag.preflight.Checklist;
import io.github.tidydag.preflight.Preflight;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.report.PreflightText;
import io.github.tidydag.spec.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks the specs below {@code preflight} against the cluster beside each; {@code
 * -Dgolden.update=true} writes what is expected anew.
 */
final class PreflightCasesTest {
  private static final Path CASES = Path.of("src/test/resources/preflight");
  private static final Tables TABLES = Tables.load();

  static List<Path> cases() throws IOException {
    try (Stream<Path> found = Files.list(CASES)) {
      return found.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<Checklist> check(Path folder) throws IOException {
    FactsOfFile facts = FactsOfFile.read(folder.resolve("cluster.yaml"));
    Path config = folder.resolve(".tidydag.yaml");
    List<Checklist> checklists = new ArrayList<>();
    CheckCluster.Read read =
        new CheckCluster(TABLES)
            .read(
                new CheckCluster.Request(
                    List.of(folder.resolve("spec.dag.yaml").toString()),
                    Files.exists(config) ? Optional.of(config) : Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    RuleSources.NONE,
                    LocalDate.EPOCH,
                    InputStream.nullInputStream()),
                (plan, findings) ->
                    checklists.add(
                        new Checklist(
                            plan.spec().file(),
                            plan.spec().dagId(),
                            "a cluster",
                            true,
                            Preflight.check(
                                ClusterNeeds.of(plan, TABLES, "default", findings), facts))));
    assertThat(read.problems()).isEmpty();
    return checklists;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void says(Path folder) throws IOException {
    String text = PreflightText.of(check(folder)).replace(folder + "/", "");
    assertThat(SpecCase.compare(folder.resolve("expected.txt"), text)).isEmpty();
  }

  /** Each check could fail here, and could pass. */
  @Test
  void every_check_has_been_ok_and_not() throws IOException {
    Map<CheckKind, Set<Status>> seen = new EnumMap<>(CheckKind.class);
    for (Path folder : cases()) {
      for (Checklist checklist : check(folder)) {
        for (Check check : checklist.checks()) {
          seen.computeIfAbsent(check.kind(), k -> EnumSet.noneOf(Status.class)).add(check.status());
        }
      }
    }
    Set<CheckKind> expected = EnumSet.allOf(CheckKind.class);
    expected.remove(CheckKind.ADMITTED); // is asked from inside Airflow
    assertThat(seen.keySet()).isEqualTo(expected);
    assertThat(seen)
        .allSatisfy(
            (kind, statuses) -> assertThat(statuses).contains(Status.OK).hasSizeGreaterThan(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"preflight.md", "preflight.ko.md"})
  void its_pages_name_every_check(String page) throws IOException {
    String text = Files.readString(Path.of("../docs", page));
    assertThat(CheckKind.values())
        .allSatisfy(kind -> assertThat(text).contains("| `" + kind.id() + "` |"));
  }
}
