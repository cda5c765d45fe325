package io.github.tidydag.lint.rules.job;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;

/** A Job that leaves its number of tries to Kubernetes. */
final class JobRetriesByDefault extends JobRule {
  JobRetriesByDefault() {
    super(
        "JOB002",
        "job-retries-by-default",
        Severity.INFO,
        "A Job has no `backoffLimit`",
        """
        It is 6 then: a program that fails runs seven times, with pauses of up to six minutes, and with
        `restartPolicy: Never` leaves seven pods. Under Airflow each try of the task does all of that.
        """,
        "Write `backoffLimit`: 0 where Airflow's `retries` are to do it.",
        JOBS);
  }

  @Override
  void check(Document document, Block job, Sink sink) {
    if (!job.has("backoffLimit")
        && !job.has("backoffLimitPerIndex")
        && !job.has("podFailurePolicy")
        && !document.isPartial()) {
      sink.missing(
          job,
          "backoffLimit",
          "has no backoffLimit, so what fails runs seven times; write how many retries you want");
    }
  }
}
