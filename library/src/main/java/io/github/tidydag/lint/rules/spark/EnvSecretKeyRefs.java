package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Variables of Secrets in a field that is deprecated. */
final class EnvSecretKeyRefs extends ApplicationRule {
  EnvSecretKeyRefs() {
    super(
        "SPK172",
        "env-secret-key-refs",
        Severity.WARNING,
        "Variables of Secrets stand in `envSecretKeyRefs`, which is deprecated",
        """
        The operator calls `envSecretKeyRefs` deprecated since v1beta2 and means to remove it.
        """,
        "Write `env: [{name: KEY, valueFrom: {secretKeyRef: {name: SECRET, key: KEY}}}]`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String pod : Values.PODS) {
      Optional<Node.Entry> refs = spec.find(pod, "envSecretKeyRefs");
      if (refs.isPresent()) {
        sink.key(
            refs.get(), "is deprecated; write env, with valueFrom.secretKeyRef for each variable");
      }
    }
  }
}
