package io.github.tidydag.lint.rules.spark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the operator reads it: {@code ParseStandard} of robfig/cron v3. Five fields, {@code
 * @daily} and its like, {@code @every 90s}, and {@code CRON_TZ=} or {@code TZ=} in front.
 *
 * @param problem what is wrong with it, and what to write; the rest says nothing then
 * @param zone what it names as its time zone
 * @param zoneMatters whether another zone would start runs at other times of an hour or day
 * @param neverDue whether no date there ever is suits it
 */
record GoCron(
    Optional<String> problem, Optional<String> zone, boolean zoneMatters, boolean neverDue) {

  private static final Pattern ZONE = Pattern.compile("(?:CRON_)?TZ=(\\S*)(?:\\s+(.*))?");
  private static final Pattern DURATION_PART =
      Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");
  private static final Set<String> DESCRIPTORS =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final String EVERY = "@every ";
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final List<String> FIELDS =
      List.of("minute", "hour", "day of the month", "month", "day of the week");
  private static final int[] LEAST = {0, 0, 1, 1, 0};
  private static final int[] MOST = {59, 23, 31, 12, 6};
  private static final int[] DAYS_OF_MONTH = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final long STAR = 1L << 63;

  static GoCron parse(String schedule) {
    String text = schedule.strip();
    Optional<String> zone = Optional.empty();
    Matcher matcher = ZONE.matcher(text);
    if (matcher.matches()) {
      if (matcher.group(2) == null) {
        return wrong("names a zone and no time; write the five fields after it");
      }
      zone = Optional.of(matcher.group(1));
      text = matcher.group(2).strip();
    }
    if (text.startsWith("@")) {
      return described(text, zone);
    }
    StringTokenizer tokens = new StringTokenizer(text);
    if (tokens.countTokens() != FIELDS.size()) {
      return wrong(
          "has "
              + tokens.countTokens()
              + " fields; write five: minute, hour, day of the month, month, day of the week");
    }
    long[] bits = new long[FIELDS.size()];
    for (int i = 0; i < bits.length; i++) {
      Field field = new Field(i);
      bits[i] = field.read(tokens.nextToken());
      if (field.problem != null) {
        return wrong(field.problem);
      }
    }
    boolean anyDay = isStar(bits[2]) && isStar(bits[3]) && isStar(bits[4]);
    return new GoCron(
        Optional.empty(), zone, !(isStar(bits[1]) && anyDay), !isStar(bits[2]) && neverDue(bits));
  }

  private static boolean isStar(long bits) {
    return bits < 0;
  }

  /** With both days given, either makes a run due; so only a day of the month alone can fail. */
  private static boolean neverDue(long[] bits) {
    if (!isStar(bits[4])) {
      return false;
    }
    for (int month = 1; month <= 12; month++) {
      for (int day = 1; day <= DAYS_OF_MONTH[month]; day++) {
        if ((bits[3] & (1L << month)) != 0 && (bits[2] & (1L << day)) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static GoCron described(String text, Optional<String> zone) {
    if (text.startsWith(EVERY)) {
      return every(text.substring(EVERY.length()).strip())
          .map(GoCron::wrong)
          .orElseGet(() -> new GoCron(Optional.empty(), zone, false, false));
    }
    if (DESCRIPTORS.contains(text)) {
      return new GoCron(Optional.empty(), zone, !text.equals("@hourly"), false);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return wrong(
        DESCRIPTORS.contains(lower)
            ? "is no schedule in this case; write " + lower
            : "is no schedule; write five fields, @daily, @hourly and the like, or @every 15m");
  }

  private static Optional<String> every(String duration) {
    Matcher matcher = DURATION_PART.matcher(duration);
    int end = 0;
    double seconds = 0;
    while (end < duration.length() && matcher.find(end) && matcher.start() == end) {
      String number = matcher.group(1);
      if (number.isEmpty() || number.equals(".")) {
        break;
      }
      seconds += Double.parseDouble(number) * secondsOf(matcher.group(2));
      end = matcher.end();
    }
    if (duration.isEmpty() || end < duration.length()) {
      return Optional.of("has no duration of Go after @every; write one such as 15m or 1h30m");
    }
    return seconds < 1
        ? Optional.of("is less than a second, and becomes one; write a longer time")
        : Optional.empty();
  }

  private static double secondsOf(String unit) {
    return switch (unit) {
      case "h" -> 3600;
      case "m" -> 60;
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "ns" -> 1e-9;
      default -> 1e-6;
    };
  }

  private static GoCron wrong(String problem) {
    return new GoCron(Optional.of(problem), Optional.empty(), false, false);
  }

  /** One of the five fields, as a set of bits. */
  private static final class Field {
    private final int index;
    private @Nullable String problem;

    Field(int index) {
      this.index = index;
    }

    long read(String text) {
      long bits = 0;
      StringTokenizer parts = new StringTokenizer(text, ",");
      if (!parts.hasMoreTokens()) {
        problem = "has an empty " + FIELDS.get(index) + "; write *";
      }
      while (parts.hasMoreTokens() && problem == null) {
        bits |= range(parts.nextToken());
      }
      return bits;
    }

    private long range(String part) {
      int slash = part.indexOf('/');
      String span = slash < 0 ? part : part.substring(0, slash);
      int step = slash < 0 ? 1 : number(part.substring(slash + 1), part);
      int dash = span.indexOf('-');
      String first = dash < 0 ? span : span.substring(0, dash);
      boolean star = first.equals("*") || first.equals("?");
      int from = star ? LEAST[index] : value(first, part);
      int to =
          star || (slash >= 0 && dash < 0)
              ? MOST[index]
              : dash < 0 ? from : value(span.substring(dash + 1), part);
      if (problem == null && step == 0) {
        problem = "has " + part + " as " + FIELDS.get(index) + "; write a step of 1 or more";
      }
      if (problem == null && (from < LEAST[index] || to > MOST[index] || from > to)) {
        problem =
            "has "
                + part
                + " as "
                + FIELDS.get(index)
                + "; write numbers from "
                + LEAST[index]
                + " to "
                + MOST[index]
                + (index == 4 && to == 7 ? ", where Sunday is 0" : ", the smaller one first");
      }
      if (problem != null) {
        return 0;
      }
      long bits = star && step == 1 ? STAR : 0;
      for (int i = from; i <= to; i += step) {
        bits |= 1L << i;
      }
      return bits;
    }

    private int value(String text, String part) {
      List<String> names = index == 3 ? MONTHS : index == 4 ? DAYS : List.of();
      int name = names.indexOf(text.toLowerCase(Locale.ROOT));
      return name < 0 ? number(text, part) : name + LEAST[index];
    }

    private int number(String text, String part) {
      if (text.isEmpty()
          || text.length() > 4
          || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        problem = "has " + part + " as " + FIELDS.get(index) + ", which is no number; write one";
        return 0;
      }
      return Integer.parseInt(text);
    }
  }
}
