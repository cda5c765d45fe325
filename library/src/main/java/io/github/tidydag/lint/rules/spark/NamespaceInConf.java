package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A namespace in {@code sparkConf} that is not the application's. */
final class NamespaceInConf extends ApplicationRule {
  private static final String CONF = "spark.kubernetes.namespace";

  NamespaceInConf() {
    super(
        "SPK154",
        "namespace-in-conf",
        Severity.ERROR,
        "`sparkConf` names another namespace than the application's",
        """
        The operator's webhook refuses it since 2.5.2 (kubeflow/spark-operator#3043). Before, it wins: the
        driver comes to be in a namespace where the operator does not look for it, and since an owner must
        be in the same namespace, Kubernetes deletes the driver or nothing ever does.
        """,
        "Remove it: the operator passes on `metadata.namespace`.",
        SparkRules.WITH_CONNECT);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> entry = Values.confEntry(spec, CONF);
    Optional<Node.Scalar> said = Values.conf(spec, CONF);
    Optional<Node.Scalar> own = Document.known(document.root(), "metadata", "namespace");
    if (entry.isPresent()
        && said.isPresent()
        && own.isPresent()
        && !own.get().text().equals(said.get().text())) {
      sink.key(
          entry.get(),
          "is "
              + said.get().text()
              + ", and the application is in "
              + own.get().text()
              + ", which must be the same; remove it",
          Edits.removing(document, spec.block(Values.SPARK_CONF), entry.get(), false).orElse(null));
    }
  }
}
