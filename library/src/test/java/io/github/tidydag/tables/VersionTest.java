package io.github.tidydag.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @Test
  void ordersByNumber() {
    assertThat(Version.parse("10.9.0")).isLessThan(Version.parse("10.10.0"));
    assertThat(Version.parse("2.10")).isGreaterThan(Version.parse("2.9.3"));
  }

  @Test
  void missingNumbersCountAsZero() {
    assertThat(Version.parse("2.10")).isEqualTo(Version.parse("2.10.0"));
    assertThat(Version.parse("2.10")).hasSameHashCodeAs(Version.parse("2.10.0"));
    assertThat(Version.parse("2.10")).isNotEqualTo(Version.parse("2.10.1"));
  }

  @Test
  void cutsToMinorAndMajor() {
    assertThat(Version.parse("2.10.5").minor()).hasToString("2.10");
    assertThat(Version.parse("36.0.1").major()).hasToString("36");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3.3.0rc1", "v1.2", "1..2", ".1", "1.", "99999999999", "１.2"})
  void refusesWhatIsNoRelease(String text) {
    assertThat(Version.tryParse(text)).isEmpty();
    assertThatThrownBy(() -> Version.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write numbers and dots");
  }

  @Test
  void rangesHoldBothEnds() {
    VersionRange range =
        new VersionRange(Version.parse("7.2.0"), Optional.of(Version.parse("9.0.1")));
    assertThat(range.contains(Version.parse("7.2.0"))).isTrue();
    assertThat(range.contains(Version.parse("9.0.1"))).isTrue();
    assertThat(range.contains(Version.parse("7.1.9"))).isFalse();
    assertThat(range.contains(Version.parse("9.0.2"))).isFalse();
    assertThat(range).hasToString("from 7.2.0 to 9.0.1");
  }

  @Test
  void openRangesHoldWhatIsNewerThanTheTable() {
    VersionRange range = new VersionRange(Version.parse("10.20.0"), Optional.empty());
    assertThat(range.contains(Version.parse("99"))).isTrue();
    assertThat(range.contains(Version.parse("10.19.9"))).isFalse();
    assertThat(range).hasToString("since 10.20.0");
  }
}
