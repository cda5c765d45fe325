package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.ContainerRule;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Variables with both a value and a source of one. */
final class ValueAndSource extends ContainerRule {
  ValueAndSource() {
    super(
        new RuleInfo(
            "POD035",
            "value-and-source",
            Severity.ERROR,
            "A variable has both `value` and `valueFrom`",
            "The API server refuses the pod: `may not be specified when value is not empty`.\n",
            "Keep one of them.",
            WITH_PODS));
  }

  @Override
  protected void check(PodPlace pod, ContainerPlace container, Sink sink) {
    for (Node.Mapping variable : Nodes.mappings(container.block(), "env")) {
      Optional<Node.Entry> from = variable.entry("valueFrom");
      String value = Nodes.text(variable, "value");
      if (Nodes.isSomething(from) && value != null && !value.isEmpty()) {
        sink.key(from.orElseThrow(), "stands beside value, which is refused; remove one of them");
      }
    }
  }
}
