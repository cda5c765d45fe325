package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.RuleInfo;
import java.util.List;
import java.util.Set;

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

  /** What a template of Helm begins with, besides a dot, a dash and a variable. */
  private static final Set<String> GO =
      Set.of(
          "include",
          "template",
          "tpl",
          "toYaml",
          "if",
          "else",
          "end",
          "range",
          "with",
          "define",
          "default",
          "quote",
          "printf",
          "required",
          "block");

  private Airflow() {}

  /** Whether the document is taken for one of Airflow's. */
  static boolean submits(Document document, RuleInfo rule) {
    return document.kind() == DocumentKind.SPARK_APPLICATION
        && (document.isSubmitted()
            || document.settings().option(rule, DOCUMENTS).contains("all")
            || (document.mayHoldJinja() && hasJinja(document.source().at(document.root().at()))));
  }

  /** Helm and the addresses of ingresses, {@code {{$appName}}}, are written in the same braces. */
  private static boolean hasJinja(String text) {
    boolean found = text.contains("{%");
    for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
      int start = at + 2;
      while (start < text.length() && text.charAt(start) == ' ') {
        start++;
      }
      int end = start;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      char first = start < text.length() ? text.charAt(start) : '}';
      if (first == '.' || first == '-' || GO.contains(text.substring(start, end))) {
        return false;
      }
      found |= first != '$';
    }
    return found;
  }
}
