package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.kubernetes.GoCron;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Spelling;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** A time zone that is in no time zone database. */
final class TimeZoneUnknown extends ScheduleRule {
  /** Names of the database that Java keeps elsewhere, and Go's name for the machine's own. */
  private static final Set<String> OTHERS = Set.of("EST", "MST", "HST", "ROC", "Local", "");

  TimeZoneUnknown() {
    super(
        "SPK019",
        "time-zone-unknown",
        Severity.ERROR,
        "A time zone is no name of the IANA database",
        """
        The operator loads the zone by name. If that fails it sets the state FailedValidation and never
        looks at the schedule again (2.2.0 to 2.5.2). Offsets such as `+09:00` and short names such as
        `KST` are no names of zones.
        """,
        "Write a name such as `Asia/Seoul`, `Europe/Berlin` or `UTC`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> zone = spec.known("timeZone");
    if (zone.isPresent() && !isZone(zone.get().text())) {
      Optional<String> meant = Spelling.nearest(zone.get().text(), ZoneId.getAvailableZoneIds());
      sink.value(
          zone.get(),
          "is no time zone, so that the schedule fails its validation; write "
              + meant.orElse("a name such as Asia/Seoul or UTC"));
      return;
    }
    Optional<Node.Scalar> schedule = spec.known("schedule");
    if (schedule.isPresent() && schedule.get().text().contains("TZ=")) {
      Optional<String> inside = GoCron.parse(schedule.get().text()).zone();
      if (inside.isPresent() && !isZone(inside.get())) {
        sink.value(
            schedule.get(),
            "names the time zone "
                + inside.get()
                + ", which there is not; write a name such as Asia/Seoul or UTC");
      }
    }
  }

  private static boolean isZone(String name) {
    return OTHERS.contains(name) || ZoneId.getAvailableZoneIds().contains(name);
  }
}
