package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code specs/good} holds a spec and, in {@code expected}, the files that it makes,
 * to the letter; {@code -Dgolden.update=true} writes them.
 */
final class GoodSpecsTest {
  @TempDir private Path temporary;

  static List<Path> cases() throws IOException {
    return SpecCase.all("good");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void makes_these_files(Path folder) throws IOException {
    SpecCase.Outcome outcome = new SpecCase(folder).run(temporary);
    assertThat(outcome.hasErrors()).as(outcome.messages()).isFalse();
    assertThat(outcome.files().values()).noneMatch(text -> text.contains("(\n\n"));
    StringBuilder diff = new StringBuilder();
    Path golden = folder.resolve("expected");
    for (Map.Entry<String, String> file : outcome.files().entrySet()) {
      diff.append(SpecCase.compare(golden.resolve(file.getKey()), file.getValue()));
    }
    if (!outcome.messages().isEmpty() || Files.exists(golden.resolve("messages.txt"))) {
      diff.append(SpecCase.compare(golden.resolve("messages.txt"), outcome.messages()));
    }
    assertThat(diff.toString()).withFailMessage(() -> "\n" + diff).isEmpty();
    Set<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.walk(golden)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        there.add(golden.relativize(file).toString().replace('\\', '/'));
      }
    }
    there.remove("messages.txt");
    assertThat(there).isEqualTo(outcome.files().keySet());
  }
}
