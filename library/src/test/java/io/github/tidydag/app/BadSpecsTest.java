package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code specs/bad} holds a spec with mistakes and, in {@code expected.txt}, every
 * message of them. A new case needs no Java: add the spec and run with {@code
 * -Dgolden.update=true}, then read what was written as somebody would who sees it first.
 */
final class BadSpecsTest {
  @TempDir private Path temporary;

  static List<Path> cases() throws IOException {
    return SpecCase.all("bad");
  }

  @Test
  void there_are_many_cases() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(75);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void says_every_mistake(Path folder) throws IOException {
    SpecCase.Outcome outcome = new SpecCase(folder).run(temporary);
    String diff = SpecCase.compare(folder.resolve("expected.txt"), outcome.messages());
    assertThat(diff).withFailMessage(() -> "\n" + diff).isEmpty();
    assertThat(outcome.messages()).as("a bad spec says why").isNotEmpty();
    assertThat(outcome.files().isEmpty()).isEqualTo(outcome.hasErrors());
  }
}
