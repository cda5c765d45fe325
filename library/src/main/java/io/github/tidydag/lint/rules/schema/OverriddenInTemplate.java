package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Set;

/** Keys of a pod template that Spark writes itself, whatever they say. */
final class OverriddenInTemplate implements Rule {
  private static final RuleInfo INFO =
      Infos.info(
          "SPK124",
          "overridden-in-template",
          Severity.WARNING,
          "A pod template sets what Spark sets itself",
          """
          Spark starts from the template and then writes the pod's name and namespace, its restart
          policy, and of its own container the image, the pull policy and the amounts of processor
          and memory. What the template says of these is lost (Spark's "Running on Kubernetes",
          section "Pod template properties").
          """,
          "Write the key of the resource that the message names, and remove it from the template.",
          Set.of(
              DocumentKind.SPARK_APPLICATION,
              DocumentKind.SCHEDULED_SPARK_APPLICATION,
              DocumentKind.APACHE_SPARK_APPLICATION));

  /**
   * A key that Spark writes.
   *
   * @param path below the template, or below the Spark container
   * @param kubeflow what to write in resources of Kubeflow; {@code %s} is driver or executor
   * @param apache what to write below {@code sparkConf} in resources of Apache
   */
  private record Row(List<String> path, String kubeflow, String apache) {}

  private static final List<Row> OF_POD =
      List.of(
          new Row(List.of("metadata", "name"), "", "spark.kubernetes.driver.pod.name"),
          new Row(
              List.of("metadata", "namespace"),
              "metadata.namespace of the document",
              "spark.kubernetes.namespace"),
          new Row(List.of("spec", "restartPolicy"), "", ""));

  private static final Row CPU_LIMIT =
      new Row(
          List.of("resources", "limits", "cpu"),
          "coreLimit of %s",
          "spark.kubernetes.%s.limit.cores");

  private static final List<Row> OF_CONTAINER =
      List.of(
          new Row(List.of("image"), "spec.image", "spark.kubernetes.container.image"),
          new Row(
              List.of("imagePullPolicy"),
              "spec.imagePullPolicy",
              "spark.kubernetes.container.image.pullPolicy"),
          new Row(
              List.of("resources", "requests", "cpu"),
              "cores or coreRequest of %s",
              "spark.%s.cores"),
          CPU_LIMIT,
          new Row(List.of("resources", "requests", "memory"), "memory of %s", "spark.%s.memory"),
          new Row(List.of("resources", "limits", "memory"), "memory of %s", "spark.%s.memory"));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    boolean apache = document.kind() == DocumentKind.APACHE_SPARK_APPLICATION;
    for (TemplateBlocks.Template template : TemplateBlocks.of(document)) {
      String owner = apache ? template.owner().replace("Spec", "") : template.owner();
      for (Row row : OF_POD) {
        report(sink, template.template(), row, owner, apache);
      }
      template
          .template()
          .find("spec", "containers")
          .filter(entry -> entry.value() instanceof Node.Sequence)
          .ifPresent(
              entry -> {
                Node container = KubernetesWalk.sparkContainer((Node.Sequence) entry.value());
                if (container instanceof Node.Mapping body) {
                  for (Row row : OF_CONTAINER) {
                    if (row.equals(CPU_LIMIT) && (apache || !template.pod().has("coreLimit"))) {
                      continue; // Spark writes a limit only where it is told one
                    }
                    report(sink, new Block(entry, body), row, owner, apache);
                  }
                }
              });
    }
  }

  private static void report(Sink sink, Block from, Row row, String owner, boolean apache) {
    Node.Entry entry = from.find(row.path().toArray(String[]::new)).orElse(null);
    if (entry == null || (entry.value() instanceof Node.Scalar scalar && scalar.isNull())) {
      return;
    }
    if (entry.name().equals("restartPolicy")
        && Document.known(entry.value()).filter(v -> v.text().equals("Never")).isPresent()) {
      return; // what Spark writes
    }
    String key = (apache ? row.apache() : row.kubeflow()).formatted(owner);
    boolean podName = row.path().equals(List.of("metadata", "name"));
    if (podName && !apache && owner.equals("driver")) {
      key = "podName of driver";
    } else if (podName && !owner.equals("driver")) {
      key = "";
    }
    String where = key.isEmpty() || !apache ? key : key + " below sparkConf";
    sink.key(
        entry,
        "is overwritten by Spark in the template of %s; %s"
            .formatted(owner, where.isEmpty() ? "remove it" : "write %s instead".formatted(where)));
  }
}
