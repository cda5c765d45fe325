package io.github.tidydag.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers, and what is refused, are what {@code time.ParseDuration} of Go 1.26 gave. */
final class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "+0, 0",
    "-0, 0",
    "1ns, 1",
    "1.9ns, 1",
    "1us, 1000",
    "1\u00b5s, 1000",
    "1\u03bcs, 1000",
    "100ms, 100000000",
    "5s, 5000000000",
    "5.s, 5000000000",
    ".5s, 500000000",
    "-.5s, -500000000",
    "00001s, 1000000000",
    "0.999999999s, 999999999",
    "1.0000000001s, 1000000000",
    "1h30m, 5400000000000",
    "30m1h, 5400000000000",
    "-1h30m, -5400000000000",
    "+1h30m, 5400000000000",
    "1.h, 3600000000000",
    "0.1h, 360000000000",
    "1.23456789h, 4444444404000",
    "0.3333333333333333333h, 1200000000000",
    "0.9223372036854775808h, 3320413933267",
    "0.99999999999999999999999h, 3600000000000",
    "9223372036854775807ns, 9223372036854775807",
    "-9223372036854775808ns, -9223372036854775808",
    "2562047h47m16.854775807s, 9223372036854775807",
    "-2562047h47m16.854775808s, -9223372036854775808",
    // the sum of both runs over, and Go does not see it
    "9223372036854775808ns9223372036854775808ns, 0"
  })
  void reads(String text, long nanos) {
    assertThat(GoDuration.parse(text)).contains(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        "5",
        "00",
        "-5",
        "5m3",
        "s",
        ".s",
        "-.s",
        ".",
        "--1s",
        "+-1s",
        "1m-1s",
        "1,5s",
        "1.5.5s",
        "1d",
        "1H",
        "1hm",
        "1h 30m",
        " 1s",
        "1s ",
        "1s\n",
        "1e3s",
        "0x1s",
        "1_0s",
        "\u0663s",
        "9223372036854775808ns",
        "9223372036854775809ns",
        "-9223372036854775809ns",
        "2562047h47m16.854775808s",
        "2562048h",
        "9223372036.9s",
        "18446744073709551617ns",
        "99999999999999999999h"
      })
  void refuses(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
