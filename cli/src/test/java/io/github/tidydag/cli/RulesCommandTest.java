package io.github.tidydag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.cli.Cli.Ran;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RulesCommandTest {
  @Test
  void lists_the_rules() {
    Ran ran = Cli.run("rules");
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    List<String> lines = ran.out().lines().toList();
    assertThat(lines).anyMatch(line -> line.matches("SPK001  warning  no-time-to-live +A .*"));
    assertThat(lines.get(lines.size() - 1)).isEqualTo(lines.size() - 1 + " rules");
    assertThat(lines.subList(0, lines.size() - 1)).isSorted();
  }

  @Test
  void explains_one() {
    Ran ran = Cli.run("rules", "SPK001");
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    assertThat(ran.out())
        .startsWith("SPK001 no-time-to-live (warning)\n")
        .contains("\nWhy\n")
        .contains("timeToLiveSeconds: 3600")
        .contains("SparkApplication (sparkoperator.k8s.io)")
        .contains("# tidydag: ignore SPK001 -- reason")
        .doesNotContain("`");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(Cli.run("rules", "spk001").out()).isEqualTo(ran.out());
    assertThat(Cli.run("rules", "no-time-to-live").out()).isEqualTo(ran.out());
  }

  @Test
  void says_which_is_nearest() {
    Ran ran = Cli.run("rules", "SPK0001");
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.err()).contains("SPK0001: is no rule; did you mean SPK001?");
    assertThat(Cli.run("rules", "no-time-to-life").err()).contains("did you mean no-time-to-live?");
    assertThat(Cli.run("rules", "?").err()).contains("tidydag rules lists them");
  }
}
