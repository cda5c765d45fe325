package io.github.tidydag.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code src/test/resources/convert} is a case: {@code input.yaml}, the specs that
 * come out, the remarks, and the problems. With {@code -Dtidydag.expected=write} the expected files
 * are written instead of compared; review the difference.
 */
final class ManifestImportTest {
  private static final Path CASES = Path.of("src/test/resources/convert");

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void there_are_cases() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(14);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives_what_is_expected(String name) throws IOException {
    Problems problems = new Problems();
    List<ImportedSpec> specs = read(name, problems);
    expect(
        name,
        "expected.dag.yaml",
        specs.stream()
            .map(
                spec ->
                    specs.size() == 1
                        ? spec.yaml()
                        : "--- # " + spec.suggestedFileName() + "\n" + spec.yaml())
            .collect(Collectors.joining()));
    expect(
        name, "expected.remarks", lines(specs.stream().flatMap(spec -> spec.remarks().stream())));
    expect(name, "expected.problems", lines(problems.sorted().stream().map(Object::toString)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives_yaml_that_reads(String name) throws IOException {
    for (ImportedSpec spec : read(name, new Problems())) {
      Problems problems = new Problems();
      assertThat(YamlReader.readOne("spec", spec.yaml(), problems))
          .containsInstanceOf(Node.Mapping.class);
      assertThat(problems.sorted()).isEmpty();
      assertThat(spec.yaml().lines()).allMatch(line -> line.equals(line.stripTrailing()));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives_the_same_in_every_locale(String name) throws IOException {
    List<ImportedSpec> expected = read(name, new Problems());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(read(name, new Problems())).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void never_says_a_secret_in_a_remark() throws IOException {
    List<String> remarks =
        read("spark-secrets", new Problems()).stream().flatMap(s -> s.remarks().stream()).toList();
    assertThat(remarks)
        .hasSize(4)
        .noneMatch(remark -> remark.matches(".*(hunter2|AKIA|abc\\.def|looks\\b.*=).*"));
    String comments =
        read("spark-secrets", new Problems())
            .get(0)
            .yaml()
            .lines()
            .filter(line -> line.startsWith("#"))
            .collect(Collectors.joining("\n"));
    assertThat(comments).doesNotContain("hunter2").doesNotContain("AKIA").doesNotContain("abc.def");
  }

  @Test
  void an_empty_file_is_a_problem() {
    Problems problems = new Problems();
    assertThat(ManifestImport.read("x.yaml", "# nothing\n", problems)).isEmpty();
    assertThat(problems.sorted()).hasSize(1);
  }

  private static List<ImportedSpec> read(String name, Problems problems) throws IOException {
    String text = Files.readString(CASES.resolve(name).resolve("input.yaml"));
    return ManifestImport.read("input.yaml", text, problems);
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(Collectors.joining());
  }

  private static void expect(String name, String file, String actual) throws IOException {
    Path expected = CASES.resolve(name).resolve(file);
    if ("write".equals(System.getProperty("tidydag.expected"))) {
      if (actual.isEmpty()) {
        Files.deleteIfExists(expected);
      } else {
        Files.writeString(expected, actual);
      }
    }
    assertThat(actual).isEqualTo(Files.exists(expected) ? Files.readString(expected) : "");
  }
}
