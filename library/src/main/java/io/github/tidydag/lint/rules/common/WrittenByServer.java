package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the API server writes, in a file that somebody took from a cluster. */
final class WrittenByServer implements Rule {
  private final RuleInfo info;
  private final List<String> keys;
  private final String message;

  private WrittenByServer(RuleInfo info, List<String> keys, String message) {
    this.info = info;
    this.keys = keys;
    this.message = message;
  }

  static List<Rule> all() {
    return List.of(
        new WrittenByServer(
            new RuleInfo(
                "OBJ008",
                "resource-version",
                Severity.ERROR,
                "A file holds the `resourceVersion` of an object",
                """
                The API server refuses to make an object with a `resourceVersion` (`should not be set on
                objects to be created`), and to change one whose version is another by now.
                """,
                "Remove it.",
                Set.of()),
            List.of("resourceVersion"),
            "is one state of one object, and refused for any other; remove it"),
        new WrittenByServer(
            new RuleInfo(
                "OBJ009",
                "written-by-server",
                Severity.INFO,
                "A file holds what the API server writes",
                "It was taken from a cluster with `kubectl get -o yaml`. A new object gets"
                    + " others.\n",
                "Remove them.",
                Set.of()),
            List.of(
                "creationTimestamp",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "generation",
                "managedFields",
                "selfLink",
                "uid"),
            "is the API server's to write; remove it"));
  }

  @Override
  public RuleInfo info() {
    return info;
  }

  @Override
  public void check(Document document, Sink sink) {
    if (!(document.root().get("metadata").orElse(null) instanceof Node.Mapping metadata)) {
      return;
    }
    for (Node.Entry entry : metadata.entries()) {
      if (keys.contains(entry.name()) && Nodes.isSomething(Optional.of(entry))) {
        sink.key(entry, message);
      }
    }
  }
}
