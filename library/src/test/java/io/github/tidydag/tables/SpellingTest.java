package io.github.tidydag.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> NAMES =
      List.of("node_selector", "image", "image_pull_policy", "env_vars", "env_from");

  @Test
  void findsTheSameNameInAnotherSpelling() {
    assertThat(Spelling.nearest("nodeSelector", NAMES)).contains("node_selector");
    assertThat(Spelling.nearest("image-pull-policy", NAMES)).contains("image_pull_policy");
  }

  @Test
  void findsSlips() {
    assertThat(Spelling.nearest("imgae", NAMES)).contains("image");
    assertThat(Spelling.nearest("env_var", NAMES)).contains("env_vars");
    assertThat(Spelling.nearest("image_pul_polcy", NAMES)).contains("image_pull_policy");
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(Spelling.nearest("tolerations", NAMES)).isEmpty();
    assertThat(Spelling.nearest("x", NAMES)).isEmpty();
    assertThat(Spelling.nearest("", NAMES)).isEmpty();
  }

  @Test
  void swappedNeighboursAreOneEdit() {
    assertThat(Spelling.distance("imgae", "image")).isEqualTo(1);
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
  }
}
