package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.lint.rules.common.PodRule;

/** Pods that get no time to clean up. */
final class NoGrace extends PodRule {
  private static final String KEY = "terminationGracePeriodSeconds";

  NoGrace() {
    super(
        new RuleInfo(
            "POD013",
            "no-grace",
            Severity.WARNING,
            "A pod's `terminationGracePeriodSeconds` is 0",
            """
            Its programs are killed without a signal before. A Spark driver then leaves its executors'
            ConfigMap, its Service and its claims, which it deletes when it stops; a task leaves its
            temporary files and half-written results.
            """,
            "Remove it: 30 seconds are the default. 1 is enough where nothing is to be cleaned up.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    Long seconds = Nodes.number(pod.spec(), KEY);
    if (seconds != null && seconds == 0) {
      pod.spec()
          .known(KEY)
          .ifPresent(
              value ->
                  sink.value(
                      value, "kills the programs before they clean up; remove it, or write 30"));
    }
  }
}
