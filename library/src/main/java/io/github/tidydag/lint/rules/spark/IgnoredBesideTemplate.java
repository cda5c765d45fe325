package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Optional;

/**
 * Fields that the operator's webhook puts into pods, and that it leaves out where the pod has a
 * template of its own: such pods do not get the label by which the webhook selects (2.1.0 to
 * 2.5.2).
 */
final class IgnoredBesideTemplate extends ApplicationRule {
  private static final Version SINCE = Version.parse("2.1.0");

  private final List<String> fields;
  private final String instead;

  private IgnoredBesideTemplate(
      String id, String name, String what, String instead, String... fields) {
    super(
        id,
        name,
        Severity.ERROR,
        what + " stand beside a pod template and are ignored",
        "They are put into the pod by the operator's webhook, and it does not get to see a pod whose"
            + " driver or executor has a `template`: only pods without one carry the label by which"
            + " it selects (`driverConfOption`, 2.1.0 to 2.5.2).",
        Character.toUpperCase(instead.charAt(0))
            + instead.substring(1)
            + ", or do without the template.");
    this.fields = List.of(fields);
    this.instead = instead;
  }

  static List<Rule> all() {
    return List.of(
        new IgnoredBesideTemplate(
            "SPK180",
            "mounts-beside-template",
            "`volumeMounts`",
            "write volumes and volumeMounts in the template",
            "volumeMounts"),
        new IgnoredBesideTemplate(
            "SPK181",
            "config-maps-beside-template",
            "`configMaps`",
            "write it as a volume of the template",
            "configMaps"),
        new IgnoredBesideTemplate(
            "SPK182",
            "env-beside-template",
            "Variables",
            "write it in the template's container",
            "env",
            "envFrom"),
        new IgnoredBesideTemplate(
            "SPK183",
            "placement-beside-template",
            "Tolerations, affinity or a node selector",
            "write it in template.spec",
            "tolerations",
            "affinity",
            "nodeSelector"),
        new IgnoredBesideTemplate(
            "SPK184",
            "containers-beside-template",
            "Sidecars or init containers",
            "write it in template.spec",
            "sidecars",
            "initContainers"),
        new IgnoredBesideTemplate(
            "SPK185",
            "gpu-beside-template",
            "GPUs",
            "write it as a limit of the template's container",
            "gpu"),
        new IgnoredBesideTemplate(
            "SPK186",
            "network-beside-template",
            "Settings of the network",
            "write it in template.spec",
            "hostNetwork",
            "hostAliases",
            "dnsConfig"),
        new IgnoredBesideTemplate(
            "SPK187",
            "scheduling-beside-template",
            "A priority or scheduler",
            "write it in template.spec",
            "priorityClassName",
            "schedulerName"),
        new IgnoredBesideTemplate(
            "SPK188",
            "security-beside-template",
            "Security contexts",
            "write it in the template",
            "securityContext",
            "podSecurityContext"),
        new IgnoredBesideTemplate(
            "SPK189",
            "life-beside-template",
            "Settings of the pod's life",
            "write it in the template",
            "lifecycle",
            "terminationGracePeriodSeconds",
            "shareProcessNamespace"),
        new IgnoredBesideTemplate(
            "SPK190",
            "ports-beside-template",
            "Ports",
            "write it in the template's container",
            "ports"),
        new IgnoredBesideTemplate(
            "SPK191",
            "memory-limit-beside-template",
            "Limits of memory",
            "remove it, for Spark itself sets memory and overhead as the limit",
            "memoryLimit"));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String pod : Values.PODS) {
      Optional<Block> block = spec.block(pod);
      if (block.isEmpty() || !hasTemplate(document, block.get())) {
        continue;
      }
      for (String field : fields) {
        Optional<Node.Entry> entry = block.get().find(field);
        if (entry.isPresent()
            && isSomething(entry.get().value())
            && !(field.equals("volumeMounts") && areLocalDirs(entry.get().value()))) {
          sink.key(entry.get(), "is ignored, since the " + pod + " has a template; " + instead);
        }
      }
    }
  }

  /** Whether a driver or executor has a template, and the operator reads it. */
  static boolean hasTemplate(Document document, Block pod) {
    Optional<Node.Entry> template = pod.find("template");
    return template.isPresent()
        && isSomething(template.get().value())
        && document.settings().kubeflow().isAtLeast(SINCE);
  }

  private static boolean isSomething(Node value) {
    return !(value instanceof Node.Scalar scalar && scalar.isNull())
        && !(value instanceof Node.Mapping mapping && mapping.entries().isEmpty())
        && !(value instanceof Node.Sequence sequence && sequence.items().isEmpty());
  }

  /** Spark itself mounts volumes of this name, without the webhook. */
  private static boolean areLocalDirs(Node mounts) {
    if (mounts instanceof Node.Sequence sequence) {
      for (Node mount : sequence.items()) {
        Optional<Node.Scalar> name = Document.known(mount, "name");
        if (name.isPresent() && !name.get().text().startsWith("spark-local-dir-")) {
          return false;
        }
      }
    }
    return true;
  }
}
