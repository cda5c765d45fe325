package io.github.tidydag.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kubectl 1.32 wrote: {@code kubectl label --local -f odd.json -o yaml nothing-}. */
final class KubectlYamlTest {
  private static final Path FOLDER = Path.of("src/test/resources/kubectl-yaml");

  @ParameterizedTest
  @ValueSource(strings = {"odd", "role"})
  void writes_what_kubectl_writes(String name) throws IOException {
    String yaml =
        KubectlYaml.of(
            new ObjectMapper().readTree(Files.readString(FOLDER.resolve(name + ".json"))));
    assertThat(yaml).isEqualTo(Files.readString(FOLDER.resolve(name + ".yaml")));
  }
}
