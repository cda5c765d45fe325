package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import java.util.List;
import java.util.Set;

/** The rules for SparkApplications. */
public final class SparkRules {
  /** Documents that hold a SparkApplication of the Kubeflow operator. */
  static final Set<DocumentKind> KUBEFLOW =
      Set.of(DocumentKind.SPARK_APPLICATION, DocumentKind.SCHEDULED_SPARK_APPLICATION);

  private SparkRules() {}

  /** All of them. */
  public static List<Rule> all() {
    return List.of(new NoTimeToLive());
  }
}
