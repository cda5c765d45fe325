package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.lint.rules.common.PodRule;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Volumes of two kinds at once. */
final class VolumeSources extends PodRule {
  VolumeSources() {
    super(
        new RuleInfo(
            "POD036",
            "volume-of-two-kinds",
            Severity.ERROR,
            "A volume is of two kinds at once",
            "The API server refuses the pod: `may not specify more than 1 volume type`.\n",
            "Keep one of them.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    if (pod.volumes().isEmpty() || isSecondOfTwo(document, pod)) {
      return;
    }
    for (Node.Mapping volume : Nodes.mappings(pod.volumes().get().value())) {
      String first = null;
      for (Node.Entry entry : volume.entries()) {
        if (entry.name().equals("name")
            || (!(entry.value() instanceof Node.Mapping)
                && !Nodes.isSomething(Optional.of(entry)))) {
          continue;
        }
        if (first == null) {
          first = entry.name();
        } else {
          sink.key(entry, "stands beside " + first + ", which is refused; keep one of them");
        }
      }
    }
  }
}
