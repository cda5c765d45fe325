package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.Set;

/** A secret as a label or annotation. */
final class SecretInMetadata extends SecretRule {
  SecretInMetadata() {
    super(
        "SEC004",
        "secret-in-metadata",
        "A label or annotation is a secret",
        "Labels and annotations are copied into metrics, logs and events.\n",
        "Keep it in a Secret; an annotation can name the Secret.",
        Set.of());
  }

  @Override
  public void check(Document document, Sink sink) {
    check(Block.of(document.root().entry("metadata")), sink);
    for (PodPlace pod : document.pods()) {
      if (document.kind() != DocumentKind.POD) {
        check(pod.metadata(), sink);
      }
    }
  }

  private static void check(Optional<Block> metadata, Sink sink) {
    if (metadata.isEmpty()) {
      return;
    }
    for (String key : new String[] {"labels", "annotations"}) {
      for (Node.Entry entry : Nodes.entries(metadata.get(), key)) {
        if (entry.value() instanceof Node.Scalar value
            && !value.isNull()
            && !entry.name().startsWith("kubectl.kubernetes.io/")) {
          String what = Secrets.ofText(value.text());
          if (what == null
              && value.kind() != Node.Kind.BOOLEAN
              && SecretNames.isSecretMetadata(entry.name())
              && Secrets.isLiteral(value.text())) {
            what = "a secret";
          }
          if (what != null) {
            report(sink, entry, what, "keep it in a Secret");
          }
        }
      }
    }
  }
}
