package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.source.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FingerprintTest {
  private static final RuleInfo RULE =
      new RuleInfo("SPK900", "mistake", Severity.ERROR, "s", "w", "r", Set.of());

  @Test
  void stays_when_lines_move_and_severities_change() {
    Finding finding = finding(3, Severity.ERROR, "a.yaml", "is wrong, first in line 3; go");
    String print = Fingerprint.of(finding);
    assertThat(print).matches("[0-9a-f]{32}");
    assertThat(
            Fingerprint.of(finding(9, Severity.INFO, "a.yaml", "is wrong, first in line 44; go")))
        .isEqualTo(print);
    assertThat(Fingerprint.of(finding(3, Severity.ERROR, "b.yaml", finding.message())))
        .isNotEqualTo(print);
    assertThat(Fingerprint.of(finding(3, Severity.ERROR, "a.yaml", "is right")))
        .isNotEqualTo(print);
  }

  @Test
  void is_the_same_on_windows() {
    assertThat(Fingerprint.of(finding(1, Severity.INFO, "a\\b.yaml", "m")))
        .isEqualTo(Fingerprint.of(finding(1, Severity.INFO, "a/b.yaml", "m")));
  }

  @Test
  void is_the_same_tomorrow() {
    assertThat(Fingerprint.of(finding(1, Severity.INFO, "a.yaml", "is wrong")))
        .isEqualTo("0202ab3532b13e91d599eb3dc790ae60");
  }

  @Test
  void counts_what_differs_in_its_place_alone() {
    Finding one = finding(1, Severity.INFO, "a.yaml", "m");
    Finding two = finding(2, Severity.INFO, "a.yaml", "m");
    List<String> all = Fingerprint.ofAll(List.of(one, two));
    assertThat(all).doesNotHaveDuplicates().startsWith(Fingerprint.of(two));
  }

  private static Finding finding(int line, Severity severity, String file, String message) {
    return new Finding(
        RULE,
        severity,
        new Location(file, line, 1, line, 2),
        "x",
        message,
        "spec.a",
        "SparkApplication/pi",
        Optional.empty());
  }
}
