package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.Set;

/** A secret in the data of a ConfigMap. */
final class SecretInConfigMap extends SecretRule {
  private static final String REMEDY = "keep it in a Secret, which pods use in the same ways";

  SecretInConfigMap() {
    super(
        "SEC005",
        "secret-in-config-map",
        "A ConfigMap holds a secret",
        "Rights to read ConfigMaps are given freely, and none of them are encrypted at rest.\n",
        "Make it a Secret: `secretKeyRef`, `secretRef` and `secret` volumes work as theirs do.",
        Set.of(DocumentKind.CONFIG_MAP));
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Block> data = Block.of(document.root().entry("data"));
    if (data.isEmpty()) {
      return;
    }
    for (Node.Entry entry : data.get().body().entries()) {
      if (!(entry.value() instanceof Node.Scalar value) || value.isNull()) {
        continue;
      }
      if (value.text().indexOf('\n') < 0) {
        String what = Secrets.what(entry.name(), value);
        if (what != null) {
          report(sink, entry, what, REMEDY);
          continue;
        }
      }
      String setting = SecretText.inLines(value.text());
      if (setting != null) {
        sink.key(
            entry,
            "holds what looks like a secret (%s); %s, and change it".formatted(setting, REMEDY));
      }
    }
  }
}
