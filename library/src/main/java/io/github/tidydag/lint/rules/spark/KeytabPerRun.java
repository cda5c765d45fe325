package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A keytab that becomes a Secret of each run. */
final class KeytabPerRun extends ApplicationRule {
  private static final String CONF = "spark.kerberos.keytab";

  KeytabPerRun() {
    super(
        "SPK056",
        "keytab-per-run",
        Severity.WARNING,
        "A keytab is read from the operator's pod and copied for each run",
        """
        Unless it begins with `local:`, Spark takes `spark.kerberos.keytab` from the machine that submits,
        which is the operator's pod, and makes a Secret `*-kerberos-keytab` of it for each run. The copy
        stays as long as the driver pod (3.0 and newer).
        """,
        """
        Mount a Secret of yours (`driver.secrets`) and name the file in it: `local:///etc/keytab/job.keytab`.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> entry = Values.confEntry(spec, CONF);
    Optional<Node.Scalar> keytab = Values.conf(spec, CONF);
    if (entry.isPresent() && keytab.isPresent() && !keytab.get().text().startsWith("local:")) {
      sink.key(
          entry.get(),
          "is read from the operator's pod and copied into a Secret of each run; mount a Secret and"
              + " write local:///path");
    }
  }
}
