package io.github.tidydag.spec;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the date of a schedule's runs is another one in UTC, which is what {@code ds} says. */
final class UtcDates {
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,2}(,\\d{1,2})*");

  private UtcDates() {}

  /** False only if the dates are the same for every run, in summer and in winter. */
  static boolean mayDiffer(String cron, ZoneId zone) {
    if (zone.getId().equals("UTC")) {
      return false;
    }
    String[] fields = cron.trim().split("\\s+", -1);
    if (!NUMBERS.matcher(fields[0]).matches() || !NUMBERS.matcher(fields[1]).matches()) {
      return true;
    }
    for (int hour : numbers(fields[1])) {
      for (int minute : numbers(fields[0])) {
        for (ZoneOffset offset : offsets(zone)) {
          int utc = hour * 3600 + minute * 60 - offset.getTotalSeconds();
          if (utc < 0 || utc >= 24 * 3600) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<Integer> numbers(String field) {
    List<Integer> numbers = new ArrayList<>();
    for (String number : field.split(",", -1)) {
      numbers.add(Integer.valueOf(number));
    }
    return numbers;
  }

  /** Those of a zone in the years in which anybody runs this. */
  private static Set<ZoneOffset> offsets(ZoneId zone) {
    Set<ZoneOffset> offsets = new HashSet<>();
    LocalDate end = LocalDate.of(2040, 1, 1);
    for (LocalDate day = LocalDate.of(2020, 1, 1); day.isBefore(end); day = day.plusDays(7)) {
      offsets.add(zone.getRules().getOffset(day.atStartOfDay()));
    }
    return offsets;
  }
}
