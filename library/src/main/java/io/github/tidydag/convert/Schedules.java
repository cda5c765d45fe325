package io.github.tidydag.convert;

import io.github.tidydag.kubernetes.GoCron;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import java.util.Arrays;
import java.util.Optional;

/** Schedules of CronJobs and ScheduledSparkApplications. Both use the Go library robfig/cron. */
final class Schedules {
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
    String zone = spec.text("timeZone").orElse("");
    GoCron cron = GoCron.parse(written);
    if (cron.problem().isPresent()) {
      problems.error(at, written, cron.problem().get());
      return;
    }
    Tree schedule = new Tree(at);
    Optional<Long> every = cron.everySeconds();
    if (every.isPresent()) {
      schedule.put("every", Seconds.asText(every.get()));
    } else {
      schedule.put("cron", expression(cron.expression()));
      schedule.put("timezone", zone(cron.zone().orElse(zone), at, clock));
    }
    schedule.put("data_interval", new Node.Scalar(at, "", Node.Kind.BOOLEAN, "false"));
    draft.schedule(schedule.build());
  }

  private static String expression(String cron) {
    return switch (cron) {
      case "@annually" -> "@yearly"; // Airflow knows only one of each pair
      case "@midnight" -> "@daily";
      default -> {
        String[] fields = cron.split(" ");
        Arrays.setAll(fields, i -> fields[i].equals("?") ? "*" : fields[i]); // the same to Go
        yield String.join(" ", fields);
      }
    };
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
