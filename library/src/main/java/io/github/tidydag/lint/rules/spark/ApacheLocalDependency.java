package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

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
        pod. Without `spark.kubernetes.file.upload.path` Spark refuses it.
        """,
        "Write `local:///opt/app/job.jar` for a file in the image, or the address of a store.",
        APPLICATION);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String field : FIELDS) {
      Optional<Node.Entry> entry = spec.find(field);
      Optional<Node.Scalar> files = spec.known(field);
      if (entry.isPresent() && files.isPresent()) {
        StringTokenizer names = new StringTokenizer(files.get().text(), ",");
        while (names.hasMoreTokens()) {
          String name = names.nextToken().strip();
          if (LocalDependency.isLocal(name)) {
            sink.key(
                entry.get(),
                "names "
                    + name
                    + ", a file of the operator's pod, which has none of yours; write"
                    + " local:///path for one in the image, or s3a:// and the like");
          }
        }
      }
    }
  }
}
