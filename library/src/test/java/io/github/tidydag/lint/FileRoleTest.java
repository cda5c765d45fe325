package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileRoleTest {
  @ParameterizedTest
  @ValueSource(strings = {"01-assert.yaml", "tests/pi/03-errors.yml", "10-assert-driver.yaml"})
  void what_kuttl_compares_with_a_cluster_is_a_part(String path) {
    assertThat(Linter.roleOf(path).partial()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"assert.yaml", "jobs-assert.yaml", "01-assert/pi.yaml", "01-errors.json"})
  void other_files_stand_for_themselves(String path) {
    assertThat(Linter.roleOf(path)).isEqualTo(FileRole.PLAIN);
  }
}
