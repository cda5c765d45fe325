package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.Optional;
import java.util.Set;

/** A pod template for a Spark that knows none. */
final class TemplateNeedsSpark3 implements Rule {
  private static final Version FIRST = Version.parse("3.0.0");

  private static final RuleInfo INFO =
      Infos.info(
          "SPK125",
          "template-needs-spark-3",
          Severity.ERROR,
          "A pod template stands in an application for Spark 2",
          """
          Spark reads pod templates since 3.0.0 (SPARK-24434). The webhook of Kubeflow's operator
          2.1.0 and newer refuses the application.
          """,
          "Run Spark 3.0.0 or newer, or write the keys of `driver` and `executor` instead.",
          Set.of(DocumentKind.SPARK_APPLICATION, DocumentKind.SCHEDULED_SPARK_APPLICATION));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Block> spec = document.application();
    Optional<Version> spark =
        spec.flatMap(s -> s.known("sparkVersion"))
            .map(Node.Scalar::text)
            .flatMap(Version::tryParse);
    if (spark.isEmpty() || spark.get().isAtLeast(FIRST)) {
      return;
    }
    for (TemplateBlocks.Template template : TemplateBlocks.of(document)) {
      sink.key(
          template.template().entry(),
          "needs Spark 3.0.0, and sparkVersion is %s; run a newer Spark, or write the keys of %s"
                  .formatted(spark.get(), template.owner())
              + " instead");
    }
  }
}
