package io.github.tidydag.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the Spark operator and Kubernetes read it: {@code ParseStandard} of robfig/cron
 * v3.0.1. Five fields, {@code @daily} and its like, {@code @every 90s}, and {@code CRON_TZ=} or
 * {@code TZ=} in front. Blanks at both ends do no harm, since the operator puts {@code CRON_TZ=}
 * and the zone in front itself (2.2.0 to 2.5.2); but a zone behind a blank is no zone.
 *
 * @param problem what is wrong with it, and what to write; the rest says nothing then
 * @param zone what it names as its time zone; UTC where it names nothing after {@code TZ=}
 * @param expression the five fields with single spaces between them, or {@code @daily} and its like
 * @param every what follows {@code @every}, which has no expression then
 * @param zoneMatters whether another zone would start runs at other times of an hour or day
 * @param neverDue whether no date there ever is suits it
 */
public record GoCron(
    Optional<String> problem,
    Optional<String> zone,
    String expression,
    Optional<Duration> every,
    boolean zoneMatters,
    boolean neverDue) {

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

  /** Reads a schedule. */
  public static GoCron parse(String schedule) {
    if (!schedule.startsWith("TZ=") && !schedule.startsWith("CRON_TZ=")) {
      return withoutZone(schedule, Optional.empty());
    }
    int blank = schedule.indexOf(' ');
    if (words(schedule).size() == 1) {
      return wrong("names a zone and no time; write the five fields after it");
    }
    String zone = blank < 0 ? schedule : schedule.substring(schedule.indexOf('=') + 1, blank);
    if (blank < 0 || words(zone).size() > 1) {
      return wrong("has no space right after its zone; write one");
    }
    // time.LoadLocation takes no name for UTC
    return withoutZone(schedule.substring(blank), Optional.of(zone.isEmpty() ? "UTC" : zone));
  }

  /**
   * The seconds between two runs of {@code @every}: rounded down, and at least one, as {@code
   * cron.Every} does.
   */
  public Optional<Long> everySeconds() {
    return every.map(duration -> Math.max(1, duration.toSeconds()));
  }

  private static GoCron withoutZone(String schedule, Optional<String> zone) {
    List<String> words = words(schedule);
    if (!words.isEmpty() && words.get(0).startsWith("@")) {
      return described(trim(schedule), zone);
    }
    if (words.size() != FIELDS.size()) {
      return wrong(
          "has "
              + words.size()
              + " fields; write five: minute, hour, day of the month, month, day of the week");
    }
    long[] bits = new long[FIELDS.size()];
    for (int i = 0; i < bits.length; i++) {
      CronField field = new CronField(i);
      bits[i] = field.read(words.get(i));
      if (field.problem != null) {
        return wrong(field.problem);
      }
    }
    boolean anyDay = isStar(bits[2]) && isStar(bits[3]) && isStar(bits[4]);
    return new GoCron(
        Optional.empty(),
        zone,
        String.join(" ", words),
        Optional.empty(),
        !(isStar(bits[1]) && anyDay),
        !isStar(bits[2]) && neverDue(bits));
  }

  /** As {@code strings.Fields}. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || isBlank(text.charAt(end))) {
        if (end > start) {
          words.add(text.substring(start, end));
        }
        start = end + 1;
      }
    }
    return words;
  }

  /** As {@code strings.TrimSpace}. */
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** As {@code unicode.IsSpace}: with the space that does not break, without U+001C to U+001F. */
  private static boolean isBlank(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
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
      Optional<Duration> every = GoDuration.parse(text.substring(EVERY.length()));
      return every.isEmpty()
          ? wrong("has no duration of Go after @every; write one such as 15m or 1h30m")
          : new GoCron(Optional.empty(), zone, "", every, false, false);
    }
    if (DESCRIPTORS.contains(text)) {
      return new GoCron(
          Optional.empty(), zone, text, Optional.empty(), !text.equals("@hourly"), false);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    return wrong(
        DESCRIPTORS.contains(lower)
            ? "is no schedule in this case; write " + lower
            : "is no schedule; write five fields, @daily, @hourly and the like, or @every 15m");
  }

  private static GoCron wrong(String problem) {
    return new GoCron(Optional.of(problem), Optional.empty(), "", Optional.empty(), false, false);
  }

  /** One of the five fields, as a set of bits. */
  private static final class CronField {
    private final int index;
    private @Nullable String problem;

    CronField(int index) {
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

    /** As {@code strconv.Atoi}, without a minus; what is above each limit here is cut short. */
    private int number(String text, String part) {
      String digits = text.startsWith("+") ? text.substring(1) : text;
      if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        problem = "has " + part + " as " + FIELDS.get(index) + ", which is no number; write one";
        return 0;
      }
      try {
        return (int) Math.min(99, Long.parseLong(digits));
      } catch (NumberFormatException e) {
        problem = "has " + part + " as " + FIELDS.get(index) + ", which is too much; write less";
        return 0;
      }
    }
  }
}
