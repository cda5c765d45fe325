package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.Set;

/** A password in the address of a program or of what it depends on. */
final class SecretInAddress extends SecretRule {
  private static final String REMEDY =
      "write the address without it, and give the pods an account or variables from a Secret";

  SecretInAddress() {
    super(
        "SEC006",
        "secret-in-address",
        "An address of the program or its dependencies holds a password",
        "Spark prints the addresses in its log.\n",
        "Write addresses without user and password.",
        Set.of(DocumentKind.SPARK_APPLICATION, DocumentKind.SCHEDULED_SPARK_APPLICATION));
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Block> spec = document.application();
    if (spec.isEmpty()) {
      return;
    }
    Optional<Node.Entry> main = spec.get().find("mainApplicationFile");
    main.ifPresent(entry -> check(entry, entry.value(), sink));
    for (Node.Entry entry : Nodes.entries(spec.get(), "deps")) {
      if (entry.value() instanceof Node.Sequence list) {
        list.items().forEach(item -> check(entry, item, sink));
      }
    }
  }

  private static void check(Node.Entry entry, Node node, Sink sink) {
    String what = node instanceof Node.Scalar s && !s.isNull() ? Secrets.ofText(s.text()) : null;
    if (what != null) {
      report(sink, new Node.Entry(entry.key(), node), what, REMEDY);
    }
  }
}
