package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** {@code local://} with two slashes, which takes the first folder for a host. */
final class LocalUriWithHost extends ApplicationRule {
  private static final List<String> LISTS = List.of("jars", "files", "pyFiles", "archives");
  private static final String WRONG = "local://";

  LocalUriWithHost() {
    super(
        "SPK032",
        "local-uri-with-host",
        Severity.ERROR,
        "A `local://` is followed by two slashes instead of three",
        """
        In `local://opt/app/job.jar` the first part after the two slashes is a host, as in any URI. Spark
        takes the path of it, `/app/job.jar`, and does not find the file.
        """,
        "Write three slashes: `local:///opt/app/job.jar`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> main = spec.known("mainApplicationFile");
    if (main.isPresent()) {
      check(document, main.get(), sink);
    }
    Optional<Block> deps = spec.block("deps");
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
    String text = file.text();
    if (text.startsWith(WRONG)
        && text.length() > WRONG.length()
        && text.charAt(WRONG.length()) != '/') {
      String host = text.substring(WRONG.length());
      int slash = host.indexOf('/');
      sink.value(
          file,
          "has "
              + (slash < 0 ? host : host.substring(0, slash))
              + " as a host and not as a folder; write three slashes: local:///"
              + host,
          Rewriting.of(document, file, "local:///" + host, true));
    }
  }
}
