package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.lint.rules.common.PodRule;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Set;

/** Annotations and labels by which something else adds a container that never ends. */
final class InjectedSidecar extends PodRule {
  /**
   * What asks for a container.
   *
   * @param value what it must say for that
   * @param unless an annotation that makes it harmless, if it says true; empty if there is none
   */
  private record Row(String key, String value, String unless, String message) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "sidecar.istio.io/inject",
              "true",
              "",
              "adds istio-proxy, which ends with the pod only as a native sidecar (Istio 1.27, or"
                  + " ENABLE_NATIVE_SIDECARS); write \"false\", or see to that"),
          new Row(
              "linkerd.io/inject",
              "enabled",
              "config.alpha.linkerd.io/proxy-enable-native-sidecar",
              "adds linkerd-proxy, which never ends; write disabled, or"
                  + " config.alpha.linkerd.io/proxy-enable-native-sidecar: \"true\""),
          new Row(
              "vault.hashicorp.com/agent-inject",
              "true",
              "vault.hashicorp.com/agent-pre-populate-only",
              "adds vault-agent, which never ends; write"
                  + " vault.hashicorp.com/agent-pre-populate-only: \"true\" as well"),
          new Row(
              "consul.hashicorp.com/connect-inject",
              "true",
              "",
              "adds a proxy of Consul, which never ends; write \"false\""),
          new Row(
              "dapr.io/enabled",
              "true",
              "",
              "adds daprd, which never ends unless the program calls its shutdown; write \"false\","
                  + " or see to that"));

  InjectedSidecar() {
    super(
        new RuleInfo(
            "POD006",
            "injected-sidecar",
            Severity.WARNING,
            "An annotation or label adds a sidecar that does not end",
            """
            A pod ends when all of its containers have. What a service mesh or a secret's agent adds to a
            pod template or Job runs on, and so does the task (apache/airflow#39693).
            """,
            "Switch the injection off for pods that are to end, or let it add native sidecars.",
            Set.of(DocumentKind.POD, DocumentKind.JOB, DocumentKind.CRON_JOB)));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    if (pod.role() == PodPlace.Role.POD || pod.metadata().isEmpty()) {
      return;
    }
    check(pod.metadata().get(), "annotations", sink);
    check(pod.metadata().get(), "labels", sink);
  }

  private static void check(Block metadata, String place, Sink sink) {
    for (Node.Entry entry : Nodes.entries(metadata, place)) {
      if (!(entry.value() instanceof Node.Scalar value)) {
        continue;
      }
      for (Row row : ROWS) {
        if (entry.name().equals(row.key())
            && value.text().equals(row.value())
            && !"true".equals(Nodes.text(metadata.body(), "annotations", row.unless()))
            && !mayHold(metadata, row.unless())) {
          sink.key(entry, row.message());
        }
      }
    }
  }

  private static boolean mayHold(Block metadata, String annotation) {
    return !annotation.isEmpty()
        && (metadata.mayHold("annotations")
            || metadata.block("annotations").filter(b -> b.mayHold(annotation)).isPresent());
  }
}
