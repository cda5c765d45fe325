package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A secret in Spark's or Hadoop's configuration. */
final class SecretInConf extends SecretRule {
  SecretInConf() {
    super(
        "SEC002",
        "secret-in-conf",
        "A value of `sparkConf` or `hadoopConf` is a secret",
        """
        Spark writes its configuration into a ConfigMap for each run (`spark-drv-*-conf-map`), which
        is left for as long as the driver pod is, and shows most of it in its web page.
        """,
        """
        Let the pod find it by itself: an account with rights of its own (IRSA, workload identity), or
        variables from a Secret, such as `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` below `env`
        with `valueFrom.secretKeyRef`, or `spark.kubernetes.driver.secretKeyRef.NAME: SECRET:KEY`.
        """,
        Set.of(
            DocumentKind.SPARK_APPLICATION,
            DocumentKind.SCHEDULED_SPARK_APPLICATION,
            DocumentKind.SPARK_CONNECT,
            DocumentKind.APACHE_SPARK_APPLICATION,
            DocumentKind.APACHE_SPARK_CLUSTER));
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Block> spec = Applications.spec(document);
    if (spec.isPresent()) {
      check(spec.get(), "sparkConf", sink);
      check(spec.get(), "hadoopConf", sink);
    }
  }

  private static @Nullable String ofOptions(Node value) {
    Optional<Node.Scalar> options = Document.known(value);
    String name = options.isPresent() ? SecretText.inWords(options.get().text()) : null;
    return name == null ? null : "a value for " + name;
  }

  private static void check(Block spec, String key, Sink sink) {
    for (Node.Entry entry : Nodes.entries(spec, key)) {
      String what = Secrets.what(entry.name(), entry.value());
      if (what == null && entry.name().endsWith("JavaOptions")) {
        what = ofOptions(entry.value());
      }
      if (what != null) {
        report(
            sink,
            entry,
            what,
            "keep it in a Secret and give the pods variables with valueFrom.secretKeyRef, or an"
                + " account with rights of its own");
      }
    }
  }
}
