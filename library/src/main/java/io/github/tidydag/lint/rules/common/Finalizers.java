package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Finalizers that are written by hand. */
final class Finalizers implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "OBJ007",
          "finalizer",
          Severity.WARNING,
          "An object has a finalizer that is written into the file",
          """
          Its deletion, also by its owner's or by its time to live, waits until some controller takes the
          finalizer away. Nothing does that for Pods, Jobs, ConfigMaps and SparkApplications of one's own:
          they stay `Terminating` for ever, and their namespace with them.
          """,
          "Remove it. A controller that needs one adds it by itself.",
          kinds());

  private static Set<DocumentKind> kinds() {
    EnumSet<DocumentKind> kinds = EnumSet.copyOf(PodRule.WITH_PODS);
    kinds.add(DocumentKind.CONFIG_MAP);
    return kinds;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    report(document.root().find("metadata", "finalizers"), sink);
    document.pods().forEach(pod -> report(document, pod, sink));
  }

  private static void report(Document document, PodPlace pod, Sink sink) {
    if (pod.metadata().isPresent() && document.kind() != DocumentKind.POD) {
      report(pod.metadata().get().find("finalizers"), sink);
    }
  }

  private static void report(Optional<Node.Entry> entry, Sink sink) {
    if (Nodes.isSomething(entry)) {
      sink.key(
          entry.orElseThrow(),
          "keeps the object from ever being deleted, unless a controller removes it; remove it"
              + " here");
    }
  }
}
