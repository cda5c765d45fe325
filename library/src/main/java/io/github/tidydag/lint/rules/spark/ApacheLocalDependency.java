package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import java.util.List;

/** A file that would have to be in the Apache operator's pod. */
final class ApacheLocalDependency extends ApacheRule {
  private static final List<String> FIELDS = List.of("jars", "pyFiles", "files", "sparkRFiles");

  ApacheLocalDependency() {
    super(
        "SPK206",
        "apache-local-dependency",
        Severity.ERROR,
        "A file of an application of the Apache operator is named without saying where it is",
        """
        A path without a scheme, or with `file:`, is one of the machine that submits, which is the operator's
        pod; also in `spark.jars` and the like of `sparkConf`. Without `spark.kubernetes.file.upload.path` Spark
        refuses it.
        """,
        "Write `local:///opt/app/job.jar` for a file in the image, or the address of a store.",
        APPLICATION);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String field : FIELDS) {
      LocalDependency.names(spec.find(field), sink);
    }
    if (spec.has(Values.SPARK_CONF)) {
      for (String key : LocalDependency.CONF) {
        LocalDependency.names(Values.confEntry(spec, key), sink);
      }
    }
  }
}
