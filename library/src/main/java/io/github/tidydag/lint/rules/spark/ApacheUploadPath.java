package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A path for uploads, under the Apache operator. */
final class ApacheUploadPath extends ApacheRule {
  ApacheUploadPath() {
    super(
        "SPK205",
        "apache-upload-path",
        Severity.WARNING,
        "An application of the Apache operator uploads its files to a path that nobody clears",
        """
        Spark copies each local file into a new folder `spark-upload-UUID` under
        `spark.kubernetes.file.upload.path` and never deletes one (3.0 to 4.1; SPARK-42466 and SPARK-42744 were
        closed unmerged). The local files are those of the operator's pod.
        """,
        "Name files in the image with `local:///`, or in a store; else let a lifecycle rule expire them.",
        APPLICATION);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> entry = Values.confEntry(spec, UploadPath.CONF);
    if (entry.isPresent()) {
      sink.key(entry.get(), UploadPath.MESSAGE);
    }
  }
}
