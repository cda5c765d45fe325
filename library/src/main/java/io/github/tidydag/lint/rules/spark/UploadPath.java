package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A path for uploads, which gathers folders that nobody deletes. */
final class UploadPath extends ApplicationRule {
  static final String CONF = "spark.kubernetes.file.upload.path";
  static final String MESSAGE =
      "gathers a folder spark-upload-* for each file of each run, and no release of Spark deletes"
          + " them; give the store a lifecycle rule, or put the files there yourself and name them";

  UploadPath() {
    super(
        "SPK030",
        "upload-path",
        Severity.WARNING,
        "An application uploads its files to a path that nobody clears",
        """
        Spark copies each local file into a new folder `spark-upload-UUID` under
        `spark.kubernetes.file.upload.path` and never deletes one (3.0 to 4.1; SPARK-42466 and
        SPARK-42744 were closed unmerged). It saves no ConfigMap either: files never went into those.
        Under an operator the local files are those of the operator's pod, so that it is rarely of use.
        """,
        """
        Put files into the image (`local:///opt/app/job.jar`) or into a store and name them there
        (`s3a://jobs/job.jar`). Where the path must stay, let a lifecycle rule of the store expire
        `spark-upload-*`.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> entry = Values.confEntry(spec, CONF);
    if (entry.isPresent()) {
      sink.key(entry.get(), MESSAGE);
    }
  }
}
