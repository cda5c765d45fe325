package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.source.Problem;
import io.github.tidydag.spec.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What import writes, generate takes: over every case of {@code src/test/resources/convert}. */
final class ImportedSpecsTest {
  private static final Path CASES = Path.of("src/test/resources/convert");
  private static final Tables TABLES = Tables.load();

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void generate_takes_what_import_writes(String name, @TempDir Path folder) throws IOException {
    String input = CASES.resolve(name).resolve("input.yaml").toString();
    ImportManifests.Result imported =
        ImportManifests.read(List.of(input), InputStream.nullInputStream());
    if (imported.specs().isEmpty()) {
      assertThat(imported.problems()).isNotEmpty();
      return;
    }
    Path specs = folder.resolve("specs");
    NewFiles.write(specs, imported.files());
    Files.writeString(
        specs.resolve(".tidydag.yaml"),
        """
        targets: [{airflow: 3.3.2, provider: 10.25.0}]
        namespace: imported
        connection: {in_cluster: true}
        """);
    GenerateDags.Result generated =
        new GenerateDags(TABLES)
            .generate(
                new GenerateDags.Request(
                    List.of(specs.toString()),
                    folder.resolve("dags"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    InputStream.nullInputStream()));
    assertThat(
            generated.problems().stream()
                .filter(p -> p.severity() == Problem.Severity.ERROR)
                .map(Problem::toString))
        .isEmpty();
    assertThat(generated.output().files()).hasSizeGreaterThanOrEqualTo(imported.specs().size());
  }
}
