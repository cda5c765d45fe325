package io.github.tidydag.convert;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Schedules of CronJobs and ScheduledSparkApplications. Both use the Go library robfig/cron: five
 * fields, {@code @daily} and its like, {@code @every 5m}, and a {@code TZ=} in front.
 */
final class Schedules {
  private static final Pattern ZONE = Pattern.compile("(?:CRON_)?TZ=(\\S+)\\s+(.*)");

  private final Fields spec;
  private final Draft draft;
  private final Problems problems;

  private Schedules(Fields spec, Draft draft, Problems problems) {
    this.spec = spec;
    this.draft = draft;
    this.problems = problems;
  }

  /**
   * Reads {@code schedule} and {@code timeZone}.
   *
   * @param clock whose clock counts where no zone is given
   */
  static void read(Fields spec, Draft draft, Problems problems, String clock) {
    new Schedules(spec, draft, problems).read(clock);
  }

  private void read(String clock) {
    if (spec.entry("schedule").isEmpty()) {
      problems.error(spec.at(), "schedule", "is missing; write when it runs");
      return;
    }
    String written = spec.text("schedule").orElse("");
    Location at = spec.entry("schedule").orElseThrow().value().at();
    if (written.contains("{{")) {
      problems.error(
          at,
          written,
          "is a template, but the schedule of a DAG is fixed; write the cron expression, or render"
              + " the chart first (helm template)");
      return;
    }
    String cron = written.strip();
    String zone = spec.text("timeZone").orElse("");
    Matcher withZone = ZONE.matcher(cron);
    if (withZone.matches()) {
      zone = withZone.group(1);
      cron = withZone.group(2).strip();
    }
    Tree schedule = new Tree(at);
    if (cron.startsWith("@every ")) {
      OptionalLong every = Seconds.ofGo(cron.substring("@every ".length()).strip());
      if (every.isEmpty()) {
        problems.error(at, written, "is no duration of Go; write it like @every 1h30m");
        return;
      }
      schedule.put("every", Seconds.asText(every.getAsLong()));
    } else {
      schedule.put("cron", expression(cron, at));
      schedule.put("timezone", zone(zone, at, clock));
    }
    schedule.put("data_interval", new Node.Scalar(at, "", Node.Kind.BOOLEAN, "false"));
    draft.schedule(schedule.build());
  }

  private String expression(String cron, Location at) {
    String lower = cron.toLowerCase(Locale.ROOT);
    if (lower.startsWith("@")) {
      return switch (lower) {
        case "@annually" -> "@yearly"; // Airflow knows only one of each pair
        case "@midnight" -> "@daily";
        case "@yearly", "@monthly", "@weekly", "@daily", "@hourly" -> lower;
        default -> {
          problems.error(at, cron, "is no preset; write a cron expression of five fields");
          yield cron;
        }
      };
    }
    String[] fields = cron.split("\\s+");
    if (fields.length != 5) {
      problems.error(
          at, cron, "has " + fields.length + " fields; a cron expression has five, or is a preset");
    }
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].equals("?")) {
        fields[i] = "*"; // the same to robfig/cron
      }
    }
    return String.join(" ", fields);
  }

  private String zone(String zone, Location at, String clock) {
    if (!zone.isEmpty() && !zone.equals("Local")) {
      return zone;
    }
    draft.remark(
        at,
        "schedule",
        "no time zone is given, so "
            + clock
            + " counted; UTC is assumed, which is right unless its container sets another");
    return "UTC";
  }
}
