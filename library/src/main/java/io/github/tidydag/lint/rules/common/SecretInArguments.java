package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A secret on a command line. */
final class SecretInArguments extends SecretRule {
  SecretInArguments() {
    super(
        "SEC003",
        "secret-in-arguments",
        "An argument or a Java option is a secret",
        "A command line is also seen by all processes of the pod, and printed by many programs.\n",
        "Read it from a variable or file that comes from a Secret: `args: [--password,"
            + " $(PASSWORD)]`.",
        PodRule.WITH_PODS);
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Block> spec = Applications.spec(document);
    if (spec.isPresent()) {
      words(spec.get(), "arguments", sink);
      words(spec.get(), "driverArgs", sink);
    }
    for (PodPlace pod : document.pods()) {
      for (ContainerPlace container : pod.containers()) {
        if (container.part() == ContainerPlace.Part.SPARK) {
          container.block().find("javaOptions").ifPresent(e -> line(e, e.value(), "", sink));
        } else {
          words(container.block(), "command", sink);
          words(container.block(), "args", sink);
        }
      }
    }
  }

  private static void words(Block block, String key, Sink sink) {
    Optional<Node.Entry> entry = block.find(key);
    if (entry.isEmpty() || !(entry.get().value() instanceof Node.Sequence list)) {
      return;
    }
    for (int i = 0; i < list.items().size(); i++) {
      if (list.items().get(i) instanceof Node.Scalar word) {
        String flag = i > 0 && list.items().get(i - 1) instanceof Node.Scalar s ? s.text() : "";
        line(entry.get(), word, flag, sink);
      }
    }
  }

  private static void line(Node.Entry entry, Node node, String flag, Sink sink) {
    if (!(node instanceof Node.Scalar word) || word.isNull()) {
      return;
    }
    String text = word.text();
    boolean named =
        flag.startsWith("-")
            && flag.indexOf('=') < 0
            && !text.startsWith("-")
            && SecretNames.isSecret(flag)
            && !JinjaMask.isIn(text)
            && Secrets.isLiteral(text);
    String what = named ? flag : Secrets.ofValue(text);
    if (what == null) {
      what = text.indexOf('=') > 0 ? SecretText.inWords(text) : null;
    }
    if (what == null) {
      what = SecretText.inSettings(text);
    }
    if (what != null) {
      sink.key(
          new Node.Entry(entry.key(), word),
          "holds what looks like a secret (%s); pass it by a variable with valueFrom.secretKeyRef, and change it"
              .formatted(what));
    }
  }
}
