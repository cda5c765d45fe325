package io.github.tidydag.lint.rules.job;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** What a CronJob does not say, or says too freely. */
final class CronKeys extends CronRule {
  private static final long MANY = 10;

  private enum Mistake {
    NO_CONCURRENCY,
    NO_TIME_ZONE,
    ZONE_IN_SCHEDULE,
    HISTORY,
    START_DEADLINE,
    BLOCKED
  }

  private final Mistake mistake;

  private CronKeys(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Mistake mistake) {
    super(id, name, severity, summary, why, remedy);
    this.mistake = mistake;
  }

  static List<Rule> all() {
    return List.of(
        new CronKeys(
            "JOB010",
            "cron-without-concurrency-policy",
            Severity.WARNING,
            "A CronJob has no `concurrencyPolicy`",
            """
            It is `Allow` then: where a run takes longer than the pause between two, or hangs, the next
            ones start beside it, more and more of them.
            """,
            "Write `Forbid`, or `Replace`; or `Allow`, if that is meant.",
            Mistake.NO_CONCURRENCY),
        new CronKeys(
            "JOB011",
            "cron-without-time-zone",
            Severity.INFO,
            "A CronJob that starts at some hour has no `timeZone`",
            """
            The hour is that of the cluster's controller then, which is UTC nearly everywhere. The key is
            stable since Kubernetes 1.27.
            """,
            "Write `timeZone: Etc/UTC`, or the zone that is meant.",
            Mistake.NO_TIME_ZONE),
        new CronKeys(
            "JOB012",
            "cron-zone-in-schedule",
            Severity.ERROR,
            "A CronJob's schedule begins with `TZ=` or `CRON_TZ=`",
            """
            It was never meant to work, and Kubernetes 1.29 and newer refuse new CronJobs with it, older
            ones wherever `timeZone` stands beside it.
            """,
            "Write `timeZone`.",
            Mistake.ZONE_IN_SCHEDULE),
        new CronKeys(
            "JOB013",
            "cron-keeps-many",
            Severity.WARNING,
            "A CronJob keeps more than ten finished Jobs",
            """
            Each Job that it keeps keeps its pods, and they are shown, watched and counted in quotas like
            others. By default it keeps 3 that succeeded and 1 that failed.
            """,
            "Write a smaller number, and let logs and metrics go where they are kept.",
            Mistake.HISTORY),
        new CronKeys(
            "JOB014",
            "cron-misses-starts",
            Severity.WARNING,
            "A CronJob's `startingDeadlineSeconds` is below 10",
            "Kubernetes looks every ten seconds whether a start is due, so that it may miss it.\n",
            "Write more than 10, such as 200; or remove it.",
            Mistake.START_DEADLINE),
        new CronKeys(
            "JOB015",
            "cron-blocked-by-hanging-run",
            Severity.INFO,
            "A CronJob waits for its last run, and nothing ends that",
            """
            With `concurrencyPolicy: Forbid` a run that hangs keeps all later ones from starting, without
            an error.
            """,
            "Write `activeDeadlineSeconds` into the Job's spec.",
            Mistake.BLOCKED));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    switch (mistake) {
      case NO_CONCURRENCY -> {
        if (!spec.has("concurrencyPolicy") && !document.isPartial()) {
          sink.missing(
              spec,
              "concurrencyPolicy",
              "has no concurrencyPolicy, so runs pile up when one hangs; write Forbid, or Allow if"
                  + " that is meant",
              ends(spec)
                  ? Edits.inserting(spec, "concurrencyPolicy", "Forbid", false).orElse(null)
                  : null);
        }
      }
      case NO_TIME_ZONE -> timeZone(document, spec, sink);
      case ZONE_IN_SCHEDULE ->
          spec.known("schedule")
              .filter(s -> hasZone(s.text()))
              .ifPresent(
                  s ->
                      sink.value(
                          s,
                          "names a zone, which Kubernetes 1.29 and newer refuse; write it as"
                              + " timeZone"));
      case HISTORY -> {
        history(spec, "successfulJobsHistoryLimit", sink);
        history(spec, "failedJobsHistoryLimit", sink);
      }
      case START_DEADLINE -> {
        Long seconds = Nodes.number(spec, "startingDeadlineSeconds");
        if (seconds != null && seconds < 10) {
          spec.known("startingDeadlineSeconds")
              .ifPresent(
                  value ->
                      sink.value(
                          value,
                          "is less than the ten seconds between two looks, so starts are missed;"
                              + " write 200, or remove it"));
        }
      }
      case BLOCKED -> blocked(document, spec, sink);
    }
  }

  private static void timeZone(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> schedule = spec.known("schedule");
    if (schedule.isPresent()
        && !spec.has("timeZone")
        && document.isWhole()
        && !hasZone(schedule.get().text())
        && namesHour(schedule.get().text())) {
      sink.value(
          schedule.get(),
          "is in the zone of the cluster, mostly UTC; write timeZone: Etc/UTC, or what is meant");
    }
  }

  private static boolean hasZone(String schedule) {
    return schedule.startsWith("TZ=") || schedule.startsWith("CRON_TZ=");
  }

  /** Whether it starts at some hours, and not in each or each nth. */
  private static boolean namesHour(String schedule) {
    String text = schedule.strip();
    if (text.startsWith("@")) {
      return !text.equals("@hourly") && !text.startsWith("@every");
    }
    int first = text.indexOf(' ');
    int start = first;
    while (start >= 0 && start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    int end = start < 0 ? -1 : text.indexOf(' ', start);
    return end > 0 && text.charAt(start) != '*';
  }

  private static void history(Block spec, String key, Sink sink) {
    Long kept = Nodes.number(spec, key);
    if (kept != null && kept > MANY) {
      spec.known(key)
          .ifPresent(
              value ->
                  sink.value(value, "keeps so many Jobs and their pods; write a few, such as 3"));
    }
  }

  /** Whether something ends a run that hangs. */
  private static boolean ends(Block spec) {
    return spec.find("jobTemplate", "spec", "activeDeadlineSeconds").isPresent()
        || spec.find("jobTemplate", "spec", "template", "spec", "activeDeadlineSeconds")
            .isPresent();
  }

  private static void blocked(Document document, Block spec, Sink sink) {
    Optional<Block> job = spec.block("jobTemplate", "spec");
    if (job.isPresent()
        && !document.isPartial()
        && !ends(spec)
        && spec.known("concurrencyPolicy").filter(p -> p.text().equals("Forbid")).isPresent()) {
      sink.missing(
          job.get(),
          "activeDeadlineSeconds",
          "has no activeDeadlineSeconds, so a run that hangs keeps all later ones from starting;"
              + " write one");
    }
  }
}
