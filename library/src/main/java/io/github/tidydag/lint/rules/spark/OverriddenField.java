package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** A field that a key of {@code sparkConf} silences: the operator passes these on before it. */
final class OverriddenField extends ApplicationRule {
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("memoryOverheadFactor", "spark.kubernetes.memoryOverheadFactor"),
          List.of("imagePullPolicy", "spark.kubernetes.container.image.pullPolicy"),
          List.of("imagePullSecrets", "spark.kubernetes.container.image.pullSecrets"),
          List.of("pythonVersion", "spark.kubernetes.pyspark.pythonVersion"));

  OverriddenField() {
    super(
        "SPK164",
        "field-overridden-by-conf",
        Severity.WARNING,
        "A field is overridden by `sparkConf`",
        """
        The operator passes these few fields to spark-submit before `sparkConf`, all others after it, and
        the last one counts (`buildSparkSubmitArgs`, 2.0.2 to 2.5.2).
        """,
        "Keep the field, and remove the key from `sparkConf`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isEmpty()) {
      return;
    }
    for (List<String> pair : PAIRS) {
      Optional<Node.Entry> field = spec.find(pair.get(0));
      if (field.isPresent() && conf.get().has(pair.get(1))) {
        sink.key(
            field.get(),
            "has no effect beside " + pair.get(1) + " in sparkConf; remove one of them");
      }
    }
  }
}
