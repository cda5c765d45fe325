package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.kubernetes.KubernetesType;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares Pods, Jobs and CronJobs with Kubernetes' own types. */
final class PodSchema implements Rule {
  private static final Set<DocumentKind> KINDS =
      Set.of(DocumentKind.POD, DocumentKind.JOB, DocumentKind.CRON_JOB);

  static final RuleInfo UNKNOWN_KEY =
      new RuleInfo(
          "POD100",
          "unknown-key-in-pod",
          Severity.ERROR,
          "A Pod, Job or CronJob has a key that Kubernetes does not know",
          """
          Airflow reads a pod template into the classes of the Python client, which drop such keys without
          a word; so does the API server, unless it is asked to be strict, as `kubectl` asks it.
          """,
          "Write the key as the message spells it, or remove it.",
          KINDS);
  static final RuleInfo WRONG_TYPE =
      new RuleInfo(
          "POD101",
          "wrong-type-in-pod",
          Severity.ERROR,
          "A value is of another kind than its key needs",
          "The API server refuses the object.\n",
          "Write a mapping, a list, a number, or a text in quotes, as the message says.",
          KINDS);
  static final RuleInfo MALFORMED =
      new RuleInfo(
          "POD102",
          "malformed-value-in-pod",
          Severity.ERROR,
          "A value is not one that Kubernetes takes there",
          "The API server refuses the object, or, of some names, its pods never start.\n",
          "Write amounts as `500m`, `2` or `4Gi`, and names of lower-case letters, digits and `-`.",
          KINDS);
  static final RuleInfo MISSING =
      new RuleInfo(
          "POD103",
          "missing-key-in-pod",
          Severity.ERROR,
          "A key that Kubernetes needs is missing",
          "The API server refuses the object; Airflow cannot read such a template at all.\n",
          "Write the key.",
          KINDS);

  private final SchemaTables schemas;

  PodSchema(SchemaTables schemas) {
    this.schemas = schemas;
  }

  @Override
  public RuleInfo info() {
    return UNKNOWN_KEY;
  }

  @Override
  public List<RuleInfo> infos() {
    return List.of(UNKNOWN_KEY, WRONG_TYPE, MALFORMED, MISSING);
  }

  @Override
  public void check(Document document, Sink sink) {
    String name = "V1" + document.kind().kind();
    Node.Scalar kind =
        document.root().get("kind").orElse(null) instanceof Node.Scalar written
            ? written
            : document.root().entries().get(0).key();
    KubernetesType type = schemas.kubernetes().type(name);
    KubernetesWalk.ofPod(document, sink, schemas)
        .object(new Node.Entry(kind, document.root()), name);
    Optional<Node.Scalar> called = Document.known(document.root(), "metadata", "name");
    if (called.isPresent()) {
      type.objectName()
          .flatMap(grammar -> grammar.problem(called.get().text()))
          .ifPresent(problem -> sink.under(MALFORMED).value(called.get(), problem));
    }
  }
}
