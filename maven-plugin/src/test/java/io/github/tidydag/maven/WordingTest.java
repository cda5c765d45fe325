package io.github.tidydag.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordingTest {
  @Test
  void options_are_parameters() {
    assertThat(Wording.of("--rules-jar a--b.jar: there is no such file"))
        .isEqualTo("tidydag.rulesJar a--b.jar: there is no such file");
    assertThat(Wording.of("write over it with --force"))
        .isEqualTo("write over it with tidydag.force");
    assertThat(Wording.of("--since origin/main: needs git"))
        .isEqualTo("tidydag.since origin/main: needs git");
    assertThat(Wording.of("a.yaml:1:1 ---: a second document"))
        .isEqualTo("a.yaml:1:1 ---: a second document");
  }

  @Test
  void options_of_other_programs_stay() {
    String pull = "kubectl run pull --rm -it --restart=Never -n NAMESPACE --image=IMAGE";
    assertThat(Wording.of("-> try it once: " + pull)).isEqualTo("-> try it once: " + pull);
    assertThat(Wording.of("look at kubectl get nodes --show-labels"))
        .isEqualTo("look at kubectl get nodes --show-labels");
  }

  @Test
  void commands_are_goals_where_there_is_one() {
    assertThat(Wording.of("tidydag rules lists them")).isEqualTo("mvn tidydag:rules lists them");
    assertThat(Wording.of("tidydag baseline prune x")).isEqualTo("tidydag baseline prune x");
    assertThat(Wording.of("# tidydag: ignore SPK001 -- reason"))
        .isEqualTo("# tidydag: ignore SPK001 -- reason");
  }
}
