package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "*.json, a.json, true",
    "*.json, b/c/a.json, true",
    "*.json, a.jsonx, false",
    "/*.json, b/a.json, false",
    "jobs, jobs/a/b.yaml, true",
    "jobs/, x/jobs/b.yaml, true",
    "jobs/*.yaml, jobs/a.yaml, true",
    "jobs/*.yaml, jobs/b/a.yaml, false",
    "./jobs/**, jobs/b/a.yaml, true",
    "**/old/*.yaml, old/a.yaml, true",
    "**/old/*.yaml, a/b/old/a.yaml, true",
    "a?c.yaml, abc.yaml, true",
    "a?c.yaml, a/c.yaml, false",
    "a.yaml, abyaml, false",
    "a[1].yaml, a[1].yaml, true",
  })
  void matches_as_in_gitignore(String pattern, String path, boolean matches) {
    assertThat(Glob.of(pattern).matches(path)).isEqualTo(matches);
  }
}
