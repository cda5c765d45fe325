package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A shuffle service that Kubernetes does not have. */
final class ExternalShuffleService extends ApplicationRule {
  private static final String CONF = "spark.shuffle.service.enabled";

  ExternalShuffleService() {
    super(
        "SPK050",
        "external-shuffle-service",
        Severity.WARNING,
        "An application expects an external shuffle service",
        """
        Spark has that service for YARN and its own clusters, not for Kubernetes: each executor looks for
        one on port 7337 of its node, and is lost when none answers.
        """,
        "Remove it, and rely on shuffle tracking, which the operator switches on.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> entry = Values.confEntry(spec, CONF);
    if (entry.isPresent() && Values.is(Values.conf(spec, CONF), true)) {
      sink.key(
          entry.get(),
          "expects a shuffle service on each node, which Spark does not have for Kubernetes; remove"
              + " it");
    }
  }
}
