package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Executors that stay when the application has ended. */
final class ExecutorsKept extends ApplicationRule {
  static final String CONF = "spark.kubernetes.executor.deleteOnTermination";

  ExecutorsKept() {
    super(
        "SPK028",
        "executors-kept",
        Severity.WARNING,
        "An application keeps its executors when they have ended",
        """
        With `deleteOnTermination: false` Spark leaves each executor pod that ended, and on top of the
        setting's name the executors' ConfigMap `spark-exec-*-conf-map`, too
        (`KubernetesClusterSchedulerBackend.stop`, 3.1 to 4.1). Dynamic allocation leaves hundreds.
        """,
        """
        Remove it. To see why an executor died, collect logs and events; keep executors only in an
        application with a short `timeToLiveSeconds`.
        """,
        SparkRules.WITH_CONNECT);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> field = spec.known("executor", "deleteOnTermination");
    if (Values.is(field, false)) {
      report(document, field.get(), sink);
    }
    Optional<Node.Scalar> conf = Values.conf(spec, CONF);
    if (Values.is(conf, false) && !Values.is(field, true)) {
      report(document, conf.get(), sink);
    }
  }

  /** Whether executor pods stay when they have ended. */
  static boolean areKept(Block spec) {
    Optional<Node.Scalar> field = spec.known("executor", "deleteOnTermination");
    return field.isPresent() ? Values.is(field, false) : Values.is(Values.conf(spec, CONF), false);
  }

  private static void report(Document document, Node.Scalar value, Sink sink) {
    sink.value(
        value,
        "keeps each executor pod that ended, and the executors' ConfigMap; remove it or write true",
        Rewriting.of(document, value, "true", false));
  }
}
