package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.kubernetes.GoCron;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;

/** A schedule whose hours are those of the operator's container. */
final class ScheduleWithoutTimeZone extends ScheduleRule {
  private static final Version FIELD_SINCE = Version.parse("2.2.0");

  ScheduleWithoutTimeZone() {
    super(
        "SPK018",
        "schedule-without-time-zone",
        Severity.INFO,
        "A schedule with hours or days names no time zone",
        """
        Without one the clock of the operator's container counts, which is UTC unless its image or
        chart sets another: `0 3 * * *` is noon in Seoul. `timeZone` came with operator 2.2; before,
        only `CRON_TZ=` in the schedule names a zone.
        """,
        "Write `timeZone: Asia/Seoul`, or `timeZone: UTC` where that is meant.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> schedule = spec.known("schedule");
    if (schedule.isEmpty() || spec.has("timeZone") || !document.isWhole()) {
      return;
    }
    GoCron cron = GoCron.parse(schedule.get().text());
    if (cron.zone().isEmpty() && cron.zoneMatters()) {
      boolean field = document.settings().kubeflow().isAtLeast(FIELD_SINCE);
      sink.value(
          schedule.get(),
          "counts by the clock of the operator's container, UTC as a rule; write "
              + (field
                  ? "timeZone: UTC, or the zone that is meant"
                  : "CRON_TZ=UTC in front, or the zone that is meant"),
          field ? Edits.inserting(spec, "timeZone", "UTC", false).orElse(null) : null);
    }
  }
}
