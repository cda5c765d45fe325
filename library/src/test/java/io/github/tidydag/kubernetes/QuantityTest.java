package io.github.tidydag.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5",
    "100m, 0.1",
    "1e3, 1000",
    "1E3, 1000",
    "1E, 1000000000000000000",
    "12e-1, 1.2",
    "4Gi, 4294967296",
    "4G, 4000000000",
    "1k, 1000",
    "1Ki, 1024",
    ".5, 0.5",
    "5., 5",
    "0, 0",
    "-1, -1",
    "+2, 2",
    "1.5Gi, 1610612736",
    "1Ei, 1152921504606846976",
    "250u, 0.00025"
  })
  void reads(String text, BigDecimal value) {
    assertThat(Quantity.parse(text).value()).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4GB", "4gi", "1K", "", "Gi", "1 Gi", " 1", "1Gi ", "1e", "0x10", "1,5", "1e3Gi", "10%", "٣"
      })
  void refuses(String text) {
    assertThat(Quantity.tryParse(text)).isEmpty();
  }

  @Test
  void saysWhatToWrite() {
    assertThatThrownBy(() -> Quantity.parse("4GB"))
        .hasMessage("has the unknown unit GB; write 4G (powers of 1000) or 4Gi (powers of 1024)");
    assertThatThrownBy(() -> Quantity.parse("512mb"))
        .hasMessage(
            "has the unknown unit mb; write 512M (powers of 1000) or 512Mi (powers of 1024)");
    assertThatThrownBy(() -> Quantity.parse("1K")).hasMessageContaining("write 1k");
    assertThatThrownBy(() -> Quantity.parse("2 cores")).hasMessageContaining("the units are");
    assertThatThrownBy(() -> Quantity.parse("much")).hasMessageContaining("as in 250m");
  }

  @Test
  void comparesByAmount() {
    assertThat(Quantity.parse("1")).isEqualByComparingTo(Quantity.parse("1000m"));
    assertThat(Quantity.parse("1Gi")).isGreaterThan(Quantity.parse("1G"));
  }
}
