package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** A file that would have to be in the operator's pod. */
final class LocalDependency extends ApplicationRule {
  private static final List<String> LISTS = List.of("jars", "files", "pyFiles", "archives");

  /** What says the same in {@code sparkConf}, in the order of {@link #LISTS}. */
  static final List<String> CONF =
      List.of("spark.jars", "spark.files", "spark.submit.pyFiles", "spark.archives");

  private static final Set<String> INTERNAL =
      Set.of("spark-internal", "pyspark-shell", "sparkr-shell");

  LocalDependency() {
    super(
        "SPK031",
        "local-dependency",
        Severity.ERROR,
        "A file of the application is named without saying where it is",
        """
        A path without a scheme, or with `file:`, is one of the machine that submits, and that is the
        operator's pod; also in `spark.jars`, `spark.files`, `spark.submit.pyFiles` and `spark.archives` of
        `sparkConf` (`BasicDriverFeatureStep`), unless a list of `deps` replaces them. Spark stops with "Please specify spark.kubernetes.file.upload.path property", or
        with that setting looks for the file where it is not.
        """,
        """
        Write `local:///opt/app/job.jar` for a file in the image, or the address of a store:
        `s3a://`, `gs://`, `abfss://`, `https://`.
        """);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> main = spec.known("mainApplicationFile");
    if (main.isPresent() && !INTERNAL.contains(main.get().text())) {
      check(document, main.get(), sink);
    }
    Optional<Block> deps = spec.block("deps");
    if (spec.has(Values.SPARK_CONF)) {
      for (int i = 0; i < CONF.size(); i++) {
        if (deps.isEmpty() || !deps.get().has(LISTS.get(i))) {
          names(Values.confEntry(spec, CONF.get(i)), sink);
        }
      }
    }
    if (deps.isEmpty()) {
      return;
    }
    for (String list : LISTS) {
      if (deps.get().body().get(list).orElse(null) instanceof Node.Sequence files) {
        for (Node file : files.items()) {
          Optional<Node.Scalar> known = Document.known(file);
          if (known.isPresent()) {
            check(document, known.get(), sink);
          }
        }
      }
    }
  }

  private static void check(Document document, Node.Scalar file, Sink sink) {
    String text = file.text().strip();
    if (!isLocal(text)) {
      return;
    }
    String path = text.startsWith("file://") ? text.substring("file://".length()) : text;
    path = path.startsWith("file:") ? path.substring("file:".length()) : path;
    boolean absolute = path.startsWith("/") && !path.startsWith("//");
    sink.value(
        file,
        "is a file of the operator's pod, which has none of yours; write "
            + (absolute ? "local://" + path : "local:///path")
            + " for one in the image, or s3a:// and the like",
        absolute ? Rewriting.of(document, file, "local://" + path, false) : null);
  }

  /** Reports the local ones of files in one text with commas. */
  static void names(Optional<Node.Entry> entry, Sink sink) {
    Optional<Node.Scalar> files = entry.map(Node.Entry::value).flatMap(Document::known);
    if (entry.isEmpty() || files.isEmpty()) {
      return;
    }
    StringTokenizer names = new StringTokenizer(files.get().text(), ",");
    while (names.hasMoreTokens()) {
      String name = names.nextToken().strip();
      if (isLocal(name)) {
        sink.key(
            entry.get(),
            "names "
                + name
                + ", a file of the operator's pod, which has none of yours; write"
                + " local:///path for one in the image, or s3a:// and the like");
      }
    }
  }

  /** Whether Spark takes a URI for a file of the machine that submits. */
  static boolean isLocal(String uri) {
    if (uri.isEmpty() || uri.indexOf('$') >= 0 || uri.indexOf('<') >= 0) {
      return false; // what another tool fills in
    }
    int colon = uri.indexOf(':');
    int slash = uri.indexOf('/');
    return colon < 0 || uri.startsWith("file:") || (slash >= 0 && slash < colon);
  }
}
