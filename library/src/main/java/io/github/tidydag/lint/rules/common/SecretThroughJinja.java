package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A secret that Airflow's Jinja writes into the object. */
final class SecretThroughJinja implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          "SEC007",
          "secret-through-jinja",
          Severity.WARNING,
          "Airflow writes a secret of its own into the object",
          """
          What a Variable or a Connection of Airflow holds is put in before the object is created: in
          Kubernetes it is readable to everybody who may read pods or SparkApplications, and Airflow
          keeps it among the task's rendered fields. Airflow hides it there only where it knows it for a secret.
          """,
          "Keep it in a Secret of the namespace, and write `valueFrom.secretKeyRef`, or mount it as"
              + " a file.",
          PodRule.WITH_PODS);

  /** What Jinja asks of a Connection: its password, or an address that has it inside. */
  private static final Pattern CONNECTION =
      Pattern.compile(
          "\\bconn\\s*(?:\\.\\s*\\w+|\\[[^\\]]*\\]|\\.get\\([^)]*\\))"
              + "\\s*\\.\\s*(?:password|get_password|extra|extra_dejson|get_extra|get_uri)\\b");

  /** A Variable, and what it is called, with the keys of a JSON one. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\bvar\\s*\\.\\s*(?:value|json)\\s*"
              + "(?:\\.get\\(\\s*['\"]([^'\"]*)['\"]|\\[\\s*['\"]([^'\"]*)['\"]|\\.\\s*([\\w.]+))");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A default in the Jinja may be the secret itself. */
  @Override
  public boolean findsSecrets() {
    return true;
  }

  @Override
  public void check(Document document, Sink sink) {
    if (document.mayHoldJinja()) {
      walk(document, document.root(), null, sink);
      document.kubernetesSection().ifPresent(section -> walk(document, section.body(), null, sink));
    }
  }

  private static void walk(Document document, Node node, Node.@Nullable Entry under, Sink sink) {
    if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        boolean named = entry.name().equals("value") && mapping.get("name").isPresent();
        Node.Scalar name =
            named && mapping.get("name").orElse(null) instanceof Node.Scalar scalar
                ? scalar
                : entry.key();
        walk(document, entry.value(), new Node.Entry(name, entry.value()), sink);
      }
    } else if (node instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        walk(document, item, under == null ? null : new Node.Entry(under.key(), item), sink);
      }
    } else if (under != null && node instanceof Node.Scalar scalar && isJinja(scalar)) {
      String what = what(under.name(), document.jinja(scalar));
      if (what != null) {
        sink.key(
            under,
            "gets "
                + what
                + " from Airflow, readable to all who may read the object; keep it in a Secret, and"
                + " write valueFrom: {secretKeyRef: {name: ..., key: ...}} or mount it");
      }
    }
  }

  private static boolean isJinja(Node.Scalar scalar) {
    return JinjaMask.isIn(scalar.text());
  }

  /** What of a secret is put in; null if nothing is. */
  private static @Nullable String what(String name, String jinja) {
    if (CONNECTION.matcher(jinja).find()) {
      return "the password of a Connection";
    }
    Matcher variables = VARIABLE.matcher(jinja);
    while (variables.find()) {
      String variable =
          variables.group(1) != null
              ? variables.group(1)
              : variables.group(2) != null ? variables.group(2) : variables.group(3);
      if (SecretNames.isSecret(variable) || SecretNames.isSecret(name)) {
        return "the Variable " + variable;
      }
    }
    return null;
  }
}
