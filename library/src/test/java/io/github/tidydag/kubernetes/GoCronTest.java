package io.github.tidydag.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is read and what is refused here is what {@code ParseStandard} of robfig/cron v3.0.1 does,
 * with {@code CRON_TZ=Local} in front as the Spark operator writes it where no zone is given.
 */
final class GoCronTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        "0 3 * * *|0 3 * * *",
        " 0 3 * * * |0 3 * * *",
        "\t0\t3 * *\u00a0*|0 3 * * *",
        "0 5 ? * MON|0 5 ? * MON",
        "0 3 * jan-MAR mon-fri|0 3 * jan-MAR mon-fri",
        "*/1 */1 */1 */1 */1|*/1 */1 */1 */1 */1",
        "?/2 * * * *|?/2 * * * *",
        "5/15 * * * *|5/15 * * * *",
        "1,,2 * * * *|1,,2 * * * *",
        "1, * * * *|1, * * * *",
        "*-5 * * * *|*-5 * * * *",
        "*-x-y * * * *|*-x-y * * * *",
        "+5 3 * * *|+5 3 * * *",
        "+1-+5 * * * *|+1-+5 * * * *",
        "00005 3 * * *|00005 3 * * *",
        "*/+5 * * * *|*/+5 * * * *",
        "*/99999 * * * *|*/99999 * * * *",
        "*/9223372036854775807 * * * *|*/9223372036854775807 * * * *",
        "@daily|@daily",
        " @daily |@daily",
        "@midnight|@midnight",
        "@annually|@annually",
        "@hourly|@hourly",
        "TZ=UTC  @daily|@daily",
        "CRON_TZ=Asia/Seoul 0  3 * * *|0 3 * * *"
      })
  void reads(String schedule, String expression) {
    GoCron cron = GoCron.parse(schedule);
    assertThat(cron.problem()).isEmpty();
    assertThat(cron.expression()).isEqualTo(expression);
    assertThat(cron.every()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "@every 1h30m, 5400",
    "'@every 5m ', 300",
    "TZ=UTC @every 5m, 300",
    "@every 5.s, 5",
    "@every +5m, 300",
    "@every 1.9s, 1",
    "@every 100ms, 1",
    "@every 5\u03bcs, 1",
    "@every 0, 1",
    "@every -5m, 1"
  })
  void reads_every(String schedule, long seconds) {
    GoCron cron = GoCron.parse(schedule);
    assertThat(cron.problem()).isEmpty();
    assertThat(cron.everySeconds()).contains(seconds);
    assertThat(cron.expression()).isEmpty();
    assertThat(cron.zoneMatters()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0 3 * *",
        "0 0 3 * * *",
        "tz=UTC 0 3 * * *",
        " TZ=UTC 0 3 * * *",
        "TZ=UTC TZ=UTC 0 3 * * *",
        "TZ=UTC",
        "CRON_TZ=UTC ",
        "TZ=UTC\t0 3 * * *",
        "TZ=UTC\t0\t3\t*\t*\t*",
        "@Daily",
        "@DAILY",
        "@reboot",
        "@every",
        "@every ",
        "@every 5",
        "@every  5m",
        "@every\t5m",
        "@every 9999999h",
        "-5 3 * * *",
        "-1-5 * * * *",
        "- * * * *",
        "1- * * * *",
        "/5 * * * *",
        "5/ * * * *",
        "*/-5 * * * *",
        "*/0 * * * *",
        "*/99999999999999999999 * * * *",
        "9223372036854775808 * * * *",
        "60 3 * * *",
        "60/15 * * * *",
        "0 24 * * *",
        "0 3 0 * *",
        "0 3 32 * *",
        "0 3 * 0 *",
        "0 3 * 13 *",
        "0 3 * * 7",
        "0 3 * * Sunday",
        "0 3 L * *",
        "0 3 * * 5#2",
        "5-1 * * * *",
        "1-2-3 * * * *",
        "1/2/3 * * * *",
        "1_0 * * * *",
        "\u0663 * * * *",
        "jan 0 * * *",
        "0 0 fri * *",
        // robfig/cron takes this one, and then never finds a minute
        ", * * * *"
      })
  void refuses(String schedule) {
    assertThat(GoCron.parse(schedule).problem()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "CRON_TZ=Asia/Seoul 0 3 * * *, Asia/Seoul",
    "TZ=Europe/Berlin @daily, Europe/Berlin",
    "TZ=Mars/Base @every 5m, Mars/Base",
    "TZ= 0 3 * * *, UTC"
  })
  void reads_the_zone(String schedule, String zone) {
    assertThat(GoCron.parse(schedule).zone()).contains(zone);
    assertThat(GoCron.parse(schedule.substring(schedule.indexOf(' '))).zone()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0 3 31 2 *, true",
    "0 3 30 2 ?, true",
    "0 3 29 2 *, false",
    "'0 3 31 4,6 *', true",
    "'0 3 31 4,7 *', false",
    "0 3 30 2 mon, false",
    "0 3 */2 2 *, false",
    "0 3 ? 2 ?, false",
    "0 3 30/1 2 *, true"
  })
  void knows_what_is_never_due(String schedule, boolean never) {
    assertThat(GoCron.parse(schedule).problem()).isEmpty();
    assertThat(GoCron.parse(schedule).neverDue()).isEqualTo(never);
  }

  @ParameterizedTest
  @CsvSource({
    "17 * * * *, false",
    "*/5 */1 ? * *, false",
    "@hourly, false",
    "@daily, true",
    "17 3 * * *, true",
    "17 */2 * * *, true",
    "17 * * * mon, true",
    "17 * 1 * *, true"
  })
  void knows_where_the_zone_matters(String schedule, boolean matters) {
    assertThat(GoCron.parse(schedule).zoneMatters()).isEqualTo(matters);
  }

  @Test
  void says_what_to_write() {
    assertThat(GoCron.parse("@Daily").problem())
        .contains("is no schedule in this case; write @daily");
    assertThat(GoCron.parse("0 3 * * 7").problem())
        .contains("has 7 as day of the week; write numbers from 0 to 6, where Sunday is 0");
    assertThat(GoCron.parse("TZ=UTC").problem())
        .contains("names a zone and no time; write the five fields after it");
    assertThat(GoCron.parse("TZ=UTC\t0 3 * * *").problem())
        .contains("has no space right after its zone; write one");
  }
}
