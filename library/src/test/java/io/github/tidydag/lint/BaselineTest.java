package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.lint.Baseline.Entry;
import io.github.tidydag.source.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class BaselineTest {
  private static final RuleInfo RULE =
      new RuleInfo("SPK900", "mistake", Severity.ERROR, "s", "w", "r", Set.of());

  private static Finding finding(String file, int line, String path) {
    return new Finding(
        RULE,
        Severity.ERROR,
        new Location(file, line, 1, line, 2),
        "x",
        "is wrong",
        path,
        "Pod/a",
        Optional.empty());
  }

  @Test
  void knows_findings_again_that_have_moved() {
    Baseline baseline =
        Baseline.of(List.of(finding("a", 3, "spec.b"), finding("a", 9, "spec.b")), name -> name);
    assertThat(baseline.size()).isEqualTo(2);
    assertThat(baseline.entries()).hasSize(1);
    Finding third = finding("a", 44, "spec.b");
    Finding other = finding("a", 1, "spec.c");
    Baseline.Comparison comparison =
        baseline.compare(
            List.of(finding("a", 20, "spec.b"), finding("a", 22, "spec.b"), third, other),
            name -> name);
    assertThat(comparison.known()).hasSize(2);
    assertThat(comparison.fresh()).containsExactly(third, other);
  }

  @Test
  void names_files_as_it_is_told() {
    Baseline baseline = Baseline.of(List.of(finding("x/a", 3, "")), name -> name.substring(2));
    assertThat(baseline.entries()).extracting(Entry::file).containsExactly("a");
    assertThat(baseline.compare(List.of(finding("y/a", 5, "")), name -> name.substring(2)).fresh())
        .isEmpty();
  }

  @Test
  void prunes_what_is_gone_from_files_that_were_seen() {
    UnaryOperator<String> same = name -> name;
    Finding a = finding("a", 1, "p");
    Finding b = finding("b", 1, "p");
    Baseline before = Baseline.of(List.of(a, a, b), same);
    Baseline now = Baseline.of(List.of(a, finding("a", 1, "q")), same);
    assertThat(before.prune(now, name -> name.equals("a")).entries())
        .extracting(entry -> entry.file() + entry.path() + entry.count())
        .containsExactly("ap1", "bp1");
    assertThat(before.prune(now, name -> true).size()).isEqualTo(1);
    assertThat(before.update(now, name -> name.equals("a")).entries())
        .extracting(entry -> entry.file() + entry.path() + entry.count())
        .containsExactlyInAnyOrder("ap1", "aq1", "bp1");
  }
}
