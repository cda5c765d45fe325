package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A Kerberos configuration that becomes a ConfigMap of each run. */
final class KerberosConfigPerRun extends ApplicationRule {
  private static final String PATH = "spark.kubernetes.kerberos.krb5.path";
  private static final String NAME = "spark.kubernetes.kerberos.krb5.configMapName";

  KerberosConfigPerRun() {
    super(
        "SPK055",
        "kerberos-config-per-run",
        Severity.INFO,
        "Each run gets a ConfigMap of its own for `krb5.conf`",
        """
        With `spark.kubernetes.kerberos.krb5.path` Spark makes `*-krb5-file` for each run, which stays as
        long as the driver pod; and the path is one of the operator's pod. A ConfigMap that you make once
        serves all runs (Spark 3.0 and newer).
        """,
        "Write `spark.kubernetes.kerberos.krb5.configMapName` with the name of a ConfigMap of yours.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> path = Values.confEntry(spec, PATH);
    if (path.isPresent() && Values.confEntry(spec, NAME).isEmpty()) {
      sink.key(
          path.get(),
          "makes one more ConfigMap for each run, from a file of the operator's pod; write "
              + NAME);
    }
  }
}
