package io.github.tidydag.spec;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.Text;
import io.github.tidydag.tables.Spelling;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code schedule}. */
final class ScheduleReader {
  private static final Map<String, String> PRESETS =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@quarterly", "0 0 1 */3 *",
          "@yearly", "0 0 1 1 *");

  private static final String FORMS =
      "write null, \"@once\", \"@continuous\", {cron: \"17 3 * * *\", timezone: Asia/Seoul,"
          + " data_interval: true}, {every: 6h, data_interval: false} or {assets: [...]}";

  private final Problems problems;

  ScheduleReader(Problems problems) {
    this.problems = problems;
  }

  Schedule read(Node node) {
    if (node.tag().startsWith("!")) {
      Optional<Value> code = new CodeReader(problems).read(node);
      if (code.isPresent() && code.get() instanceof Value.Output) {
        problems.error(node.at(), node.tag(), "is no schedule; " + FORMS);
      }
      return code.<Schedule>map(Schedule.Custom::new).orElse(new Schedule.Never());
    }
    if (node instanceof Node.Mapping mapping) {
      return mapping(mapping);
    }
    if (node instanceof Node.Scalar scalar) {
      return scalar(scalar);
    }
    problems.error(node.at(), node.describe(), "is no schedule; " + FORMS);
    return new Schedule.Never();
  }

  private Schedule scalar(Node.Scalar scalar) {
    String text = scalar.text();
    if (scalar.isNull()) {
      return new Schedule.Never();
    }
    if (text.equals("@once") || text.equals("@continuous")) {
      return new Schedule.Preset(text);
    }
    if (PRESETS.containsKey(text) || text.trim().split("\\s+").length == 5) {
      problems.error(
          scalar.at(),
          text,
          "does not say what ds is: a bare cron string means the interval's start in Airflow 2 and the"
              + " time of the run in Airflow 3; write {cron: \""
              + Text.shorten(text, 40)
              + "\", timezone: UTC, data_interval: true} or data_interval: false");
    } else if (Durations.parse(text).isPresent()) {
      problems.error(
          scalar.at(), text, "is a duration; write {every: " + text + ", data_interval: true}");
    } else {
      problems.error(scalar.at(), text, "is no schedule; " + FORMS);
    }
    return new Schedule.Never();
  }

  private Schedule mapping(Node.Mapping mapping) {
    Fields fields = new Fields(mapping, problems);
    Optional<Node.Entry> cron = fields.entry("cron");
    Optional<Node.Entry> every = fields.entry("every");
    Optional<Node.Entry> assets = fields.entry("assets");
    if (cron.isPresent() && every.isEmpty() && assets.isEmpty()) {
      return cron(fields, cron.get());
    }
    if (every.isPresent() && cron.isEmpty() && assets.isEmpty()) {
      Optional<Duration> interval = fields.duration("every");
      if (interval.isPresent() && interval.get().isZero()) {
        problems.error(every.get().value().at(), "every", "is no time at all; " + Durations.FORM);
      }
      boolean dataInterval = dataInterval(fields, mapping.at());
      fields.rejectOthers("schedule");
      return new Schedule.Every(interval.orElse(Duration.ofHours(1)), dataInterval);
    }
    if (assets.isPresent() && cron.isEmpty() && every.isEmpty()) {
      List<String> uris = fields.texts("assets");
      Optional<String> when = fields.text("when");
      if (when.isPresent() && !when.get().equals("any") && !when.get().equals("all")) {
        problems.error(mapping.at(), when.get(), "is not how assets count; write all or any");
      }
      fields.rejectOthers("schedule");
      if (uris.isEmpty()) {
        problems.error(assets.get().key().at(), "assets", "names no asset; write a list of URIs");
      }
      return new Schedule.Assets(uris, when.orElse("all").equals("any"));
    }
    problems.error(mapping.at(), "schedule", "is to have one of cron, every and assets; " + FORMS);
    return new Schedule.Never();
  }

  private Schedule cron(Fields fields, Node.Entry entry) {
    String expression = fields.text("cron").orElse("");
    if (!PRESETS.containsKey(expression) && !expression.isEmpty()) {
      Optional<String> problem = Crontab.problem(expression);
      if (problem.isPresent()) {
        problems.error(entry.value().at(), expression, problem.get());
      } else if (neverComes(expression)) {
        problems.error(
            entry.value().at(), expression, "never comes: no such month has that day; write one");
      }
    }
    Optional<String> timezone = fields.text("timezone");
    if (timezone.isPresent()) {
      checkZone(timezone.get(), fields.node("timezone").orElseThrow().at());
    } else if (fields.node("timezone").isEmpty()) {
      problems.error(
          entry.key().at(),
          "cron",
          "has no time zone; add timezone: UTC, or the zone that is meant");
    }
    boolean dataInterval = dataInterval(fields, entry.key().at());
    fields.rejectOthers("schedule");
    return new Schedule.Cron(
        PRESETS.getOrDefault(expression, expression), timezone.orElse("UTC"), dataInterval);
  }

  /** True for a day that its months do not have, such as the 30th of February. */
  private static boolean neverComes(String expression) {
    String[] parts = expression.trim().split("\\s+", -1);
    if (!parts[2].matches("\\d+") || !parts[3].matches("\\d+(,\\d+)*") || !parts[4].equals("*")) {
      return false;
    }
    int day = Integer.parseInt(parts[2]);
    return Stream.of(parts[3].split(",", -1))
        .allMatch(month -> Month.of(Integer.parseInt(month)).maxLength() < day);
  }

  private boolean dataInterval(Fields fields, Location at) {
    Optional<Boolean> dataInterval = fields.truth("data_interval");
    if (dataInterval.isEmpty() && fields.node("data_interval").isEmpty()) {
      problems.error(
          at,
          "schedule",
          "does not say what ds is; add data_interval: true (ds is the start of the interval before the"
              + " run) or data_interval: false (ds is the time of the run)");
    }
    return dataInterval.orElse(true);
  }

  void checkZone(String zone, Location at) {
    try {
      ZoneId id = ZoneId.of(zone);
      if (!zone.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(id.getId())) {
        throw new DateTimeException(zone);
      }
    } catch (DateTimeException e) {
      problems.error(
          at,
          zone,
          "is no time zone"
              + Spelling.nearest(zone, ZoneId.getAvailableZoneIds())
                  .map(n -> "; did you mean " + n + "?")
                  .orElse("; write an IANA name such as Asia/Seoul"));
    }
  }
}
