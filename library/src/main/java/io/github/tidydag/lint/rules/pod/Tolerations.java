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

/** Tolerations whose keys contradict each other. */
final class Tolerations extends PodRule {
  Tolerations() {
    super(
        new RuleInfo(
            "POD034",
            "contradictory-toleration",
            Severity.ERROR,
            "A toleration contradicts itself",
            """
            The API server refuses the pod: `Exists` has no `value`, only `Exists` may be without a `key`,
            and `tolerationSeconds` goes with the effect `NoExecute` alone.
            """,
            "Write `operator: Exists` without a value, or `operator: Equal` with key and value.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    for (Node.Mapping toleration : Nodes.mappings(pod.spec(), "tolerations")) {
      boolean exists = "Exists".equals(Nodes.text(toleration, "operator"));
      Optional<Node.Entry> operator = toleration.entry("operator");
      boolean jinja = operator.isPresent() && Document.known(operator.get().value()).isEmpty();
      Optional<Node.Entry> value = toleration.entry("value");
      if (exists && Nodes.isSomething(value) && !"".equals(Nodes.text(toleration, "value"))) {
        sink.key(value.orElseThrow(), "may not stand beside operator Exists; remove one of them");
      } else if (!exists
          && !jinja
          && toleration.entry("key").isEmpty()
          && (pod.role() != PodPlace.Role.SPARK_TEMPLATE || document.isSparkTemplate())
          && document.isWhole()) {
        toleration.entries().stream()
            .findFirst()
            .ifPresent(
                first ->
                    sink.key(
                        first, "tolerates no key, which only operator Exists may; write a key"));
      }
      String effect = Nodes.text(toleration, "effect");
      Optional<Node.Entry> seconds = toleration.entry("tolerationSeconds");
      if (Nodes.isSomething(seconds)
          && (effect == null
              ? toleration.entry("effect").isEmpty() && document.isWhole()
              : !effect.equals("NoExecute"))) {
        sink.key(
            seconds.orElseThrow(), "goes with effect NoExecute alone; write that, or remove this");
      }
    }
  }
}
