package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** Dynamic allocation that Airflow's operator refuses. */
final class AirflowExecutorBounds extends ApplicationRule {
  AirflowExecutorBounds() {
    super(
        new RuleInfo(
            "SPK060",
            "airflow-executor-bounds",
            Severity.ERROR,
            "An application of Airflow has dynamic allocation without both bounds",
            """
            SparkKubernetesOperator fails before it creates anything unless `minExecutors` and
            `maxExecutors` are set and not 0 (`custom_object_launcher`, provider 7.14 to 10.25), though Spark
            takes 0 executors at least.
            """,
            "Write both, from 1.",
            SparkRules.KUBEFLOW,
            Airflow.OPTIONS));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> field = spec.block(DynamicAllocation.FIELD);
    if (field.isEmpty()
        || document.isPartial()
        || !DynamicAllocation.byField(spec)
        || !Airflow.submits(document, info())) {
      return;
    }
    for (String bound : new String[] {"minExecutors", "maxExecutors"}) {
      Optional<Node.Scalar> value = field.get().known(bound);
      if (!field.get().has(bound)) {
        sink.missing(
            field.get(),
            bound,
            "has no " + bound + ", without which Airflow's operator refuses it; write 1 or more");
      } else if (Values.is(value, "0")) {
        sink.value(
            value.get(),
            "is a " + bound + " that Airflow's operator refuses; write 1 or more",
            Rewriting.of(document, value.get(), "1", false));
      }
    }
  }
}
