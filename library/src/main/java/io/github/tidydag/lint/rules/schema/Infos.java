package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import java.util.List;
import java.util.Set;

/** What there is to say about the rules that one walk over a document feeds. */
final class Infos {
  private static final String PRUNED =
      """
      The API server drops what the definition of the resource does not have, without a word, and
      the operator never sees it. Only `kubectl` with `--validate=strict` refuses it.
      """;
  private static final String REFUSED =
      "The API server refuses the document, as the definition of the resource asks it to.\n";
  private static final String TEMPLATE_UNCHECKED =
      """
      The definition of the resource leaves pod templates unchecked, so the API server takes
      anything. What is wrong shows when the operator reads the document, or when the pod is made.
      """;

  static final RuleInfo UNKNOWN_KEY =
      error(
          "SPK100",
          "unknown-key",
          "A key is not one of the resource's",
          PRUNED,
          "Write the key as the message spells it, or remove it.");
  static final RuleInfo WRONG_PLACE =
      error(
          "SPK101",
          "key-in-wrong-place",
          "A key stands where the resource does not have it, and has it elsewhere",
          PRUNED,
          "Move the key, with what is below it, to the place that the message names.");
  static final RuleInfo WRONG_TYPE =
      error(
          "SPK102",
          "wrong-type",
          "A value is of another kind than the key needs",
          REFUSED,
          "Write a mapping, a list, a whole number, `true` or `false`, as the message says.");
  static final RuleInfo UNQUOTED =
      error(
          "SPK103",
          "text-without-quotes",
          "A number, or true or false, stands where a text is needed",
          REFUSED
              + """
              YAML makes a number of `5` and a truth value of `true`; `kubectl` and Airflow also of
              `yes`, `no`, `on` and `off`, as YAML 1.1 did. The values of `sparkConf`, `hadoopConf`,
              labels and annotations, and `env[].value`, are texts.
              """,
          "Write quotes around it: `spark.executor.instances: \"5\"`.");
  static final RuleInfo NO_VALUE =
      info(
          "SPK104",
          "key-without-value",
          Severity.WARNING,
          "A key has no value",
          "The API server drops a key whose value is null, and its parent is as if it were not there.\n",
          "Write a value, or remove the key.",
          SchemaTables.KINDS);
  static final RuleInfo UNKNOWN_VALUE =
      error(
          "SPK105",
          "unknown-value",
          "A value is not one of those that the resource knows",
          REFUSED,
          "Write one of the values that the message lists, in the same case.");
  static final RuleInfo OUT_OF_BOUNDS =
      error(
          "SPK106",
          "out-of-bounds",
          "A number is less or more than the resource allows",
          REFUSED,
          "Write a number within the bounds that the message names.");
  static final RuleInfo MALFORMED =
      error(
          "SPK107",
          "malformed-value",
          "A text is not what its key needs",
          REFUSED,
          "Write a quantity as `500m`, `2` or `4Gi`, and a name of lower-case letters, digits and `-`.");
  static final RuleInfo MISSING =
      error(
          "SPK108",
          "missing-key",
          "A key that the resource needs is missing",
          REFUSED,
          "Write the key.");
  static final RuleInfo TOO_NEW =
      error(
          "SPK109",
          "newer-than-the-operator",
          "A key came with a later release of the operator than the one the document is for",
          PRUNED + "The release that documents are for is `spark_operator` in `.tidydag.yaml`.\n",
          "Remove the key, or run a newer operator and say so in `.tidydag.yaml`.");
  static final RuleInfo GONE =
      error(
          "SPK110",
          "gone-from-the-operator",
          "A key is gone in the release of the operator that the document is for",
          PRUNED,
          "Remove the key, or write what took its place.");
  static final RuleInfo NOT_SERVED =
      error(
          "SPK111",
          "version-not-served",
          "The operator's release does not serve the `apiVersion`",
          """
          The API server answers that it knows no such resource. Kubeflow's releases since 1.1.2
          serve `sparkoperator.k8s.io/v1beta2` alone for applications; its `v1alpha1` and `v1beta1`
          are from before 2020, and Apache's operator dropped `v1alpha1` in 1.0.0.
          """,
          "Write the version that the message names, and compare the keys: some were renamed.");
  static final RuleInfo BAD_METADATA =
      error(
          "SPK113",
          "malformed-metadata",
          "A name, label or annotation is not one that Kubernetes takes",
          REFUSED,
          "Write names and labels of letters, digits, `-`, `_` and `.`, as the message says.");
  static final RuleInfo DUPLICATE =
      error(
          "SPK114",
          "duplicate-item",
          "Two items of a list agree in what must tell them apart",
          REFUSED,
          "Keep one of them.");
  static final RuleInfo REFUSED_LATER =
      info(
          "SPK115",
          "refused-when-the-pod-is-made",
          Severity.WARNING,
          "The resource takes a value that its pods cannot have",
          """
          The definition of the resource checks less than Kubernetes does of a pod. The document is
          taken, and the driver or its executors fail to start.
          """,
          "Write what the message says.",
          SchemaTables.KINDS);

  static final RuleInfo TEMPLATE_UNKNOWN_KEY =
      template(
          "SPK120",
          "unknown-key-in-template",
          "A pod template has a key that pods do not have",
          "The key is dropped, and has no effect.\n",
          "Write the key as the message spells it, or remove it.");
  static final RuleInfo TEMPLATE_WRONG_TYPE =
      template(
          "SPK121",
          "wrong-type-in-template",
          "A value in a pod template is of another kind than pods have there",
          """
          The operator cannot read the document at all, and says so only in its log: since it
          watches all documents together, it may stop seeing others, too.
          """,
          "Write a mapping, a list, a number, or a text in quotes, as the message says.");
  static final RuleInfo TEMPLATE_MALFORMED =
      template(
          "SPK122",
          "malformed-value-in-template",
          "A value in a pod template is not one that a pod can have",
          "The API server refuses the pod, and the application fails at its submission.\n",
          "Write what the message says.");
  static final RuleInfo TEMPLATE_MISSING =
      template(
          "SPK123",
          "missing-key-in-template",
          "A pod template lacks a key that pods need",
          "The API server refuses the pod, and the application fails at its submission.\n",
          "Write the key.");

  static final List<RuleInfo> WALK =
      List.of(
          UNKNOWN_KEY,
          WRONG_PLACE,
          WRONG_TYPE,
          UNQUOTED,
          NO_VALUE,
          UNKNOWN_VALUE,
          OUT_OF_BOUNDS,
          MALFORMED,
          MISSING,
          TOO_NEW,
          GONE,
          NOT_SERVED,
          BAD_METADATA,
          DUPLICATE,
          REFUSED_LATER,
          TEMPLATE_UNKNOWN_KEY,
          TEMPLATE_WRONG_TYPE,
          TEMPLATE_MALFORMED,
          TEMPLATE_MISSING);

  private Infos() {}

  private static RuleInfo error(String id, String name, String summary, String why, String remedy) {
    return info(id, name, Severity.ERROR, summary, why, remedy, SchemaTables.KINDS);
  }

  private static RuleInfo template(
      String id, String name, String summary, String why, String remedy) {
    return info(
        id,
        name,
        Severity.ERROR,
        summary,
        TEMPLATE_UNCHECKED + why,
        remedy,
        SchemaTables.WITH_TEMPLATES);
  }

  static RuleInfo info(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Set<DocumentKind> appliesTo) {
    return new RuleInfo(id, name, severity, summary, why, remedy, appliesTo);
  }
}
