package io.github.tidydag.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.tables.Version;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Computes every case for every provider and leaves the results in {@code target/preview}, where
 * test_preview.py compares them with real Airflow. The remarks are compared here.
 */
class PreviewCasesTest {
  private static final Path OUTPUT = Path.of("target", "preview");

  static List<PreviewCase> cases() {
    return PreviewCase.all();
  }

  @Test
  void writesEveryCaseForEveryProvider() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (Version provider : PreviewCase.providers()) {
      Path folder = Files.createDirectories(OUTPUT.resolve(provider.toString()));
      clear(folder);
      for (PreviewCase one : cases()) {
        if (one.isFor(provider)) {
          ObjectNode result = one.result(provider);
          assertThat(result.has("fails"))
              .as("%s with %s", one.name(), provider)
              .isEqualTo(one.fails());
          json.writerWithDefaultPrettyPrinter()
              .writeValue(folder.resolve(one.name() + ".json").toFile(), result);
        }
      }
    }
  }

  private static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
  }

  /** The remarks of a case are those of the newest provider that it is for. */
  @ParameterizedTest
  @MethodSource("cases")
  void remarks(PreviewCase one) {
    List<String> expected = new ArrayList<>();
    one.data().path("remarks").forEach(remark -> expected.add(remark.asText()));
    assertThat(remarksOf(one)).as(one.name()).containsExactlyElementsOf(expected);
  }

  /** Nearly every case leaves the namespace out; PodPreviewTest has this remark. */
  private static boolean isOfNamespace(Remark remark) {
    return remark.pointer().equals("/metadata/namespace");
  }

  private static List<String> remarksOf(PreviewCase one) {
    if (one.fails()) {
      return List.of();
    }
    Version newest =
        PreviewCase.providers().stream()
            .filter(one::isFor)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return PodPreview.of(one.request(), newest).remarks().stream()
        .filter(remark -> !isOfNamespace(remark))
        .map(remark -> remark.pointer() + " " + remark.text())
        .toList();
  }
}
