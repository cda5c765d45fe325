package io.github.tidydag.convert;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;

/** {@code concurrencyPolicy}, which CronJobs and ScheduledSparkApplications have in common. */
final class Concurrency {
  private Concurrency() {}

  static void read(Fields spec, Draft draft, Problems problems) {
    if (spec.entry("concurrencyPolicy").isEmpty()) {
      return; // Allow; Airflow's own limit of runs counts
    }
    Node.Entry entry = spec.entry("concurrencyPolicy").orElseThrow();
    switch (spec.text("concurrencyPolicy").orElse("Allow")) {
      case "Allow" -> {}
      case "Forbid" -> {
        draft.oneRunAtATime("concurrencyPolicy: Forbid");
        draft.remark(
            entry,
            "Forbid is max_active_runs: 1; a run that comes too early waits, where it was skipped"
                + " before");
      }
      case "Replace" -> {
        draft.oneRunAtATime("concurrencyPolicy: Replace");
        draft.remark(
            entry,
            "Replace has no counterpart: Airflow never stops a run for the next one;"
                + " max_active_runs: 1 makes the next one wait");
      }
      default ->
          problems.error(
              entry.value().at(),
              spec.text("concurrencyPolicy").orElse(""),
              "is no concurrencyPolicy; write Allow, Forbid or Replace");
    }
  }
}
