package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A submission that blocks the operator until the application ends. */
final class SubmissionWaits extends ApplicationRule {
  private static final String CONF = "spark.kubernetes.submission.waitAppCompletion";

  SubmissionWaits() {
    super(
        "SPK168",
        "submission-waits",
        Severity.ERROR,
        "A submission waits for the end of the application",
        """
        The operator says `false`, but `sparkConf` comes after it and wins (`buildSparkSubmitArgs`, 2.0.2 to
        2.5.2). So one of the operator's workers, ten by default, runs spark-submit until the application
        ends; with some such applications it does nothing else any more.
        """,
        "Remove it.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> entry = Values.confEntry(spec, CONF);
    if (entry.isPresent() && Values.is(Values.conf(spec, CONF), true)) {
      sink.key(
          entry.get(),
          "keeps a worker of the operator busy until the application ends; remove it",
          Edits.removing(document, spec.block(Values.SPARK_CONF), entry.get(), true).orElse(null));
    }
  }
}
