package io.github.tidydag.convert;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import java.util.OptionalLong;

/**
 * SparkApplication and ScheduledSparkApplication of the Kubeflow operator.
 *
 * <p>What the operator and Airflow both can do is left to Airflow: the provider's operator fails
 * the task at the first failed driver (provider 10.25.0), so that the operator's own retries would
 * run beside Airflow's.
 */
final class SparkApplications {
  private static final String POD_NAME_CONF = "spark.kubernetes.driver.pod.name";
  private static final String UPLOAD_CONF = "spark.kubernetes.file.upload.path";

  private final Draft draft;
  private final Problems problems;

  SparkApplications(Draft draft, Problems problems) {
    this.draft = draft;
    this.problems = problems;
  }

  /** A ScheduledSparkApplication: its schedule, and its template as the application. */
  void scheduled(Fields manifest) {
    manifest
        .required("spec", "when it runs, and what")
        .ifPresent(spec -> scheduled(manifest, spec));
  }

  private void scheduled(Fields manifest, Fields spec) {
    Schedules.read(spec, draft, problems, "the clock of the operator's container");
    concurrency(spec);
    if (spec.isTrue("suspend")) {
      draft.paused();
    }
    for (String limit : new String[] {"successfulRunHistoryLimit", "failedRunHistoryLimit"}) {
      spec.entry(limit)
          .ifPresent(
              entry ->
                  draft.remark(
                      entry,
                      "left out: a run's objects go with the run; cleanup.keep_failed_for keeps"
                          + " those of failed runs for a while"));
    }
    spec.entry("timestampPrecision")
        .ifPresent(entry -> draft.remark(entry, "left out: Airflow names the runs"));
    spec.required("template", "the spec of the application")
        .ifPresent(template -> application(manifest, template));
  }

  /** A SparkApplication. */
  void single(Fields manifest) {
    manifest
        .required("spec", "the spec of the application")
        .ifPresent(spec -> application(manifest, spec));
  }

  private void application(Fields manifest, Fields spec) {
    Fields metadata = manifest.mappingOrEmpty("metadata");
    Tree spark = new Tree(manifest.at());
    spark.put("name", safeName(metadata));
    metadata.entry("namespace").ifPresent(entry -> spark.put("namespace", entry.value()));
    Tree application = new Tree(manifest.at());
    application.put("apiVersion", "sparkoperator.k8s.io/v1beta2");
    application.put("kind", "SparkApplication");
    application.putUnlessEmpty("metadata", Metadata.read(metadata, draft));
    Tree kept = new Tree(spec.at());
    for (Node.Entry entry : spec.entries()) {
      switch (entry.name()) {
        case "restartPolicy" -> kept.putUnlessEmpty("restartPolicy", restarts(spec));
        case "timeToLiveSeconds" ->
            draft.remark(entry, "left out: it is derived from what cleanup says");
        case "failureRetries", "retryInterval" ->
            draft.remark(entry, "left out: no release of the operator reads it");
        case "suspend" -> suspended(spec, entry);
        case "driver" -> driver(spec, kept);
        case "sparkConf" -> sparkConf(spec, kept, spark);
        default -> kept.put(entry.name(), entry.value());
      }
    }
    Node.Mapping finished = kept.build();
    SecretRemarks.remarkOn(finished, draft);
    application.put("spec", finished);
    spark.put("application", application.build());
    draft.task().put("spark", spark.build());
  }

  static String withoutDriver(String name) {
    return name.replace("-driver", "-drv");
  }

  /**
   * The provider finds the application of a driver pod by removing {@code -driver} wherever it
   * stands in the pod's name (provider 7.14.0 to 10.25.0).
   */
  private String safeName(Fields metadata) {
    String name = draft.name();
    String changed = withoutDriver(name);
    if (changed.equals(name)) {
      return name;
    }
    draft.remark(
        metadata.at(),
        name,
        "is called "
            + changed
            + " here: with -driver in its name, Airflow looks for another application and leaves"
            + " this one");
    return changed;
  }

  private void suspended(Fields spec, Node.Entry entry) {
    if (spec.isTrue("suspend")) {
      draft.paused();
      draft.remark(
          entry, "the DAG starts paused instead; a suspended application would never end a task");
    }
  }

  private void driver(Fields spec, Tree kept) {
    spec.mapping("driver")
        .ifPresent(
            driver -> {
              Tree left = new Tree(driver.at());
              for (Node.Entry entry : driver.entries()) {
                if (entry.name().equals("podName")) {
                  draft.remark(
                      entry, "left out: Airflow looks for the driver under the application's name");
                } else {
                  left.put(entry.name(), entry.value());
                }
              }
              kept.put("driver", left.build());
            });
  }

  private void sparkConf(Fields spec, Tree kept, Tree spark) {
    spec.mapping("sparkConf")
        .ifPresent(
            conf -> {
              Tree left = new Tree(conf.at());
              for (Node.Entry entry : conf.entries()) {
                switch (entry.name()) {
                  case POD_NAME_CONF ->
                      draft.remark(
                          entry,
                          "left out: Airflow looks for the driver under the application's name");
                  case UPLOAD_CONF -> {
                    spark.put(
                        "file_upload", new Tree(conf.at()).put("path", entry.value()).build());
                    draft.remark(
                        entry,
                        "is file_upload.path now; nothing deletes the folders spark-upload-* there,"
                            + " so give the store a lifecycle rule");
                  }
                  default -> left.put(entry.name(), entry.value());
                }
              }
              kept.putUnlessEmpty("sparkConf", left);
            });
  }

  /** {@code Never} for the operator; Airflow retries. */
  private Tree restarts(Fields spec) {
    Fields policy = spec.mappingOrEmpty("restartPolicy");
    Node.Entry entry = spec.entry("restartPolicy").orElseThrow();
    String type = policy.text("type").orElse("Never");
    Tree never = new Tree(policy.at()).put("type", "Never");
    if (type.equals("Never")) {
      return never;
    }
    OptionalLong failures = policy.whole("onFailureRetries");
    OptionalLong submissions = policy.whole("onSubmissionFailureRetries");
    long retries = Math.max(failures.orElse(0), submissions.orElse(0));
    // 5 s is the operator's default for both, api/v1beta2/defaults.go
    long delay =
        Math.max(
            policy.whole("onFailureRetryInterval").orElse(5),
            policy.whole("onSubmissionFailureRetryInterval").orElse(5));
    draft.task().put("retries", retries);
    draft.tries(retries + 1);
    if (retries > 0) {
      draft.task().put("retry_delay", Seconds.asText(delay));
    }
    StringBuilder message = new StringBuilder();
    message.append(type).append(" is Never here, and Airflow retries: retries ").append(retries);
    if (retries > 0) {
      message.append(" after ").append(Seconds.asText(delay));
      message.append(" each (the operator waited longer each time; retry_exponential_backoff)");
    } else {
      message.append(", for without a number the operator did not retry either");
    }
    if (type.equals("Always")) {
      message.append("; what ran again after success needs a schedule");
    }
    if (failures.isPresent() && submissions.isPresent() && !failures.equals(submissions)) {
      message.append("; the larger of both numbers, for Airflow tells no failed submission apart");
    }
    draft.remark(entry, message.toString());
    return never;
  }

  /**
   * Operators 2.0.x to 2.5.2 start nothing while an object of an earlier run exists if the policy
   * is absent ({@code shouldStartNextRun}), older ones take it for Allow.
   */
  private void concurrency(Fields spec) {
    if (spec.entry("concurrencyPolicy").isEmpty()) {
      draft.remark(
          spec.at(),
          "concurrencyPolicy",
          "is not given: operators before 2.0 let runs overlap, newer ones start none while an"
              + " earlier one's object is there; write max_active_runs: 1 if they must not overlap");
      return;
    }
    Concurrency.read(spec, draft, problems);
  }
}
