package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.RuleInfo;
import java.util.List;

/**
 * Whether a SparkApplication is one that Airflow's SparkKubernetesOperator submits. Only Jinja
 * tells, unless the configuration says that all of them are.
 */
final class Airflow {
  private static final String DOCUMENTS = "documents";

  static final List<RuleInfo.Option> OPTIONS =
      List.of(
          new RuleInfo.Option(
              DOCUMENTS,
              List.of("jinja"),
              "`jinja`: only files that hold Jinja are taken for Airflow's; `all`: all"
                  + " SparkApplications are"));

  private Airflow() {}

  /** Whether the document is taken for one of Airflow's. */
  static boolean submits(Document document, RuleInfo rule) {
    return document.kind() == DocumentKind.SPARK_APPLICATION
        && (document.settings().option(rule, DOCUMENTS).contains("all")
            || hasJinja(document.source().text()));
  }

  /** Helm writes the same braces: what starts with a dot or a dash, or names a chart's values. */
  private static boolean hasJinja(String text) {
    return (text.contains("{{") || text.contains("{%"))
        && !text.contains("{{-")
        && !text.contains("{{ .")
        && !text.contains("{{.")
        && !text.contains(".Values.");
  }
}
