package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** One name for the drivers of all runs. */
final class DriverNameOfScheduleFixed extends ScheduleRule {
  private static final String CONF = "spark.kubernetes.driver.pod.name";

  DriverNameOfScheduleFixed() {
    super(
        "SPK024",
        "driver-name-of-schedule-fixed",
        Severity.ERROR,
        "A schedule gives the drivers of all its runs one name",
        """
        The history limits keep the last run, and that keeps its driver pod. The driver of the next run
        cannot be created beside it under the same name: the submission fails with "driver pod already
        exist".
        """,
        "Remove it: the operator calls the driver after the run.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> field = spec.find("template", "driver", "podName");
    if (field.isPresent()) {
      report(field.get(), sink);
    }
    Optional<Node.Entry> conf = spec.find("template", Values.SPARK_CONF, CONF);
    if (conf.isPresent()) {
      report(conf.get(), sink);
    }
  }

  private static void report(Node.Entry entry, Sink sink) {
    sink.key(
        entry,
        "gives the driver of each run the same name, and the driver of the run before is still"
            + " there; remove it");
  }
}
