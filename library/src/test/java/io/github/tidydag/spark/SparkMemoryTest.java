package io.github.tidydag.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SparkMemoryTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1048576",
    "512m, 536870912",
    "512MB, 536870912",
    "4g, 4294967296",
    "' 1T ', 1099511627776",
    "100b, 100",
    "8k, 8192"
  })
  void reads_what_spark_reads(String text, long bytes) {
    assertThat(SparkMemory.bytes(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4Gi", "1.5g", "g", "-1g", "4 g", "4x", "9999999999999p", "١g"})
  void reads_nothing_else(String text) {
    assertThat(SparkMemory.bytes(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4Gi, 4g",
    "512Mi, 512m",
    "512 MiB, 512m",
    "1.5g, 1536m",
    "0.5Gi, 512m",
    "1.001g, 1026m",
    "4G, 4g"
  })
  void knows_what_was_meant(String text, String spark) {
    assertThat(SparkMemory.meant(text)).hasValue(spark);
    assertThat(SparkMemory.bytes(spark)).isPresent();
  }

  @Test
  void does_not_guess() {
    assertThat(SparkMemory.meant("a lot")).isEmpty();
    assertThat(SparkMemory.meant("1.5k")).isEmpty();
    assertThat(SparkMemory.meant("4Xi")).isEmpty();
  }
}
