package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Sink;
import java.util.Set;

/** A rule about each pod that a document describes. */
public abstract class PodRule implements Rule {
  /** Documents that describe pods. */
  public static final Set<DocumentKind> WITH_PODS =
      Set.of(
          DocumentKind.POD,
          DocumentKind.JOB,
          DocumentKind.CRON_JOB,
          DocumentKind.SPARK_APPLICATION,
          DocumentKind.SCHEDULED_SPARK_APPLICATION,
          DocumentKind.SPARK_CONNECT,
          DocumentKind.APACHE_SPARK_APPLICATION,
          DocumentKind.APACHE_SPARK_CLUSTER);

  private final RuleInfo info;

  protected PodRule(RuleInfo info) {
    this.info = info;
  }

  @Override
  public final RuleInfo info() {
    return info;
  }

  @Override
  public final void check(Document document, Sink sink) {
    for (PodPlace pod : document.pods()) {
      check(document, pod, sink);
    }
  }

  /** Looks at one pod. */
  protected abstract void check(Document document, PodPlace pod, Sink sink);

  /**
   * Whether its volumes were looked at with another pod: a SparkApplication has one list for driver
   * and executors.
   */
  @SuppressWarnings("ReferenceEquality") // equal pods are not the same
  protected static boolean isSecondOfTwo(Document document, PodPlace pod) {
    if (pod.role() != PodPlace.Role.SPARK) {
      return false;
    }
    for (PodPlace other : document.pods()) {
      if (other.role() == PodPlace.Role.SPARK) {
        return other != pod;
      }
    }
    return false;
  }
}
