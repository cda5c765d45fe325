package io.github.tidydag.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UtcDatesTest {
  @ParameterizedTest
  @CsvSource({
    "'0 3 * * *', UTC, false",
    "'59 8 * * *', Asia/Seoul, true",
    "'0 9 * * *', Asia/Seoul, false",
    "'0 9,23 * * 1', Asia/Seoul, false",
    "'0,30 8,12 * * *', Asia/Seoul, true",
    "'0 */6 * * *', Asia/Seoul, true",
    "'* 12 * * *', Asia/Seoul, true",
    "'59 18 * * *', America/New_York, false",
    "'0 19 * * *', America/New_York, true",
    "'30 0 * * *', Europe/London, true",
    "'0 1 * * *', Europe/London, false"
  })
  void knows_when_the_dates_differ(String expression, String zone, boolean differ) {
    assertThat(UtcDates.mayDiffer(expression, ZoneId.of(zone))).isEqualTo(differ);
  }
}
