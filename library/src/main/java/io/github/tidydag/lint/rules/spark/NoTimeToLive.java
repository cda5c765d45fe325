package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.tables.Version;

/** An application that nothing ever removes. */
public final class NoTimeToLive implements Rule {
  static final String KEY = "timeToLiveSeconds";

  private static final RuleInfo INFO =
      new RuleInfo(
          "SPK001",
          "no-time-to-live",
          Severity.WARNING,
          "A SparkApplication has no `timeToLiveSeconds`",
          """
          Nothing removes the SparkApplication after its end, and with it stay its driver pod, the
          driver's ConfigMaps (`spark-drv-*`, `*-driver-podspec-conf-map`), Services and Secrets:
          Kubernetes collects them only when the driver pod goes.
          """,
          """
          Say how long the result of a run is of use: `timeToLiveSeconds: 3600`. Write it into new
          applications: before operator 2.5.1 a change of a finished one runs it again
          (kubeflow/spark-operator#2956), so there is no fix for these operators.
          """,
          SparkRules.KUBEFLOW);

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    if (document.isPartial()) {
      return;
    }
    Version release = document.settings().kubeflow();
    boolean runsAgain =
        document.kind() == DocumentKind.SPARK_APPLICATION
            && !release.isAtLeast(TimeToLiveChangeRunsAgain.FIXED);
    boolean counts = release.isAtLeast(FailedSubmissionNeverExpires.FIXED);
    document
        .application()
        .filter(spec -> !spec.has(KEY))
        .filter(spec -> !Values.is(spec.known("restartPolicy", "type"), "Always")) // see SPK007
        .ifPresent(
            spec ->
                sink.missing(
                    spec,
                    KEY,
                    "has no timeToLiveSeconds, so the driver pod and its ConfigMaps stay for ever;"
                        + " write timeToLiveSeconds: 3600, or what suits you"
                        + (runsAgain ? ", into applications that have not run" : ""),
                    runsAgain || !counts
                        ? null
                        : Edits.inserting(spec, KEY, "3600", false).orElse(null)));
  }
}
