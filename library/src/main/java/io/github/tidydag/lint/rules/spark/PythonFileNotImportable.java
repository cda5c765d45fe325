package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** A Python dependency that Python cannot import from. */
final class PythonFileNotImportable extends ApplicationRule {
  private static final List<String> ARCHIVES = List.of(".tar.gz", ".tgz", ".tar", ".tar.bz2");

  PythonFileNotImportable() {
    super(
        "SPK073",
        "python-file-not-importable",
        Severity.WARNING,
        "An entry of `deps.pyFiles` is nothing that Python imports from",
        """
        The files go to PYTHONPATH as they are, so they must be `.py`, `.zip`, `.egg` or a pure `.whl`. A tar
        archive, such as conda-pack and venv-pack make, is not unpacked there.
        """,
        "Put archives under `deps.archives` (2.1 and newer), and packages into a `.zip`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (!(spec.find("deps", "pyFiles").map(Node.Entry::value).orElse(null)
        instanceof Node.Sequence files)) {
      return;
    }
    for (Node file : files.items()) {
      Optional<Node.Scalar> known = Document.known(file);
      if (known.isEmpty()) {
        continue;
      }
      String text = known.get().text();
      boolean list = text.endsWith(".txt");
      if (list || ARCHIVES.stream().anyMatch(text::endsWith)) {
        sink.value(
            known.get(),
            list
                ? "is a list, and nothing is installed from it; put packages into the image or a .zip"
                : "is not unpacked for Python; write it under deps.archives, or make a .zip");
      }
    }
  }
}
