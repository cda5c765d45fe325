package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Optional;

/** Fields that are deprecated or that no release of the operator reads. */
final class DeadField extends ApplicationRule {
  private final String field;
  private final String message;
  private final boolean removable;

  private DeadField(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      String field,
      String message,
      boolean removable) {
    super(id, name, severity, summary, why, remedy);
    this.field = field;
    this.message = message;
    this.removable = removable;
  }

  static List<Rule> all() {
    return List.of(
        new DeadField(
            "SPK173",
            "node-selector-of-spec",
            Severity.INFO,
            "A `nodeSelector` stands in the spec, where it is deprecated",
            "The operator calls it deprecated, and refuses it together with one of driver or"
                + " executor. What it does it still does.",
            "Write it under `driver` and `executor`.",
            "nodeSelector",
            "is deprecated here; write it under driver and under executor",
            false),
        new DeadField(
            "SPK174",
            "python-version",
            Severity.WARNING,
            "A `pythonVersion` chooses a Python, which Spark no longer does",
            "The image decides which Python runs. Spark 3.1 and newer have no Python 2, and ignore"
                + " the setting that this becomes (`spark.kubernetes.pyspark.pythonVersion`).",
            "Remove it; for Spark 2.4 it may stay.",
            "pythonVersion",
            "has no effect since Spark 3.1, where the image decides; remove it",
            true),
        new DeadField(
            "SPK175",
            "failure-retries",
            Severity.ERROR,
            "`failureRetries` is read by no release",
            "The schema has it, and no code of 1.1 to 2.5.2 reads it.",
            "Write `restartPolicy: {type: OnFailure, onFailureRetries: 3}`.",
            "failureRetries",
            "is read by no release of the operator; write restartPolicy with onFailureRetries",
            true),
        new DeadField(
            "SPK176",
            "retry-interval",
            Severity.ERROR,
            "`retryInterval` is read by no release",
            "The schema has it, and no code of 1.1 to 2.5.2 reads it.",
            "Write `restartPolicy: {type: OnFailure, onFailureRetryInterval: 60}`, with retries.",
            "retryInterval",
            "is read by no release of the operator; write restartPolicy with onFailureRetryInterval",
            true));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> entry = spec.find(field);
    if (entry.isEmpty() || (field.equals("pythonVersion") && isOldSpark(spec))) {
      return;
    }
    sink.key(
        entry.get(),
        message,
        removable ? Edits.removing(document, spec, entry.get(), true).orElse(null) : null);
  }

  private static boolean isOldSpark(Block spec) {
    Optional<Version> version = Values.sparkVersion(spec);
    return version.isEmpty() || !version.get().isAtLeast(Version.parse("3.1.0"));
  }
}
