package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.PodRule;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Containers beside the one that does the work. */
final class EndlessSidecar extends PodRule {
  /** Programs that serve, and end only when they are told to; parts of names of images. */
  private static final List<String> SERVERS =
      List.of(
          "cloud-sql-proxy",
          "cloudsql-proxy",
          "gce-proxy",
          "envoy",
          "istio/proxyv2",
          "linkerd/proxy",
          "fluent-bit",
          "fluentd",
          "filebeat",
          "vector",
          "promtail",
          "opentelemetry-collector",
          "otel-collector",
          "statsd-exporter",
          "oauth2-proxy",
          "pgbouncer",
          "nginx",
          "haproxy",
          "traefik",
          "redis",
          "memcached",
          "datadog/agent",
          "aws-xray-daemon");

  private final boolean known;

  private EndlessSidecar(RuleInfo info, boolean known) {
    super(info);
    this.known = known;
  }

  static List<Rule> all() {
    return List.of(
        new EndlessSidecar(
            new RuleInfo(
                "POD004",
                "endless-sidecar",
                Severity.WARNING,
                "A container that serves others keeps its pod from ending",
                """
                A pod ends when all of its containers have. A proxy or log shipper among `containers`
                never does, so that the task or Job never ends (apache/airflow#39693); Airflow stops only
                its own `airflow-xcom-sidecar`, and `istio-proxy` where the operator waits by itself.
                """,
                """
                Move it to `initContainers` and give it `restartPolicy: Always`: Kubernetes 1.29 and newer
                start it before the others, and end it after them.
                """,
                Set.of(DocumentKind.POD, DocumentKind.JOB, DocumentKind.CRON_JOB)),
            true),
        new EndlessSidecar(
            new RuleInfo(
                "POD005",
                "second-container",
                Severity.INFO,
                "A pod template has a second container",
                """
                The task ends when all containers of its pod have ended, and not with its own
                (apache/airflow#39693).
                """,
                """
                See to it that the container ends by itself, or move it to `initContainers` with
                `restartPolicy: Always`, which makes a sidecar of it (Kubernetes 1.29 and newer).
                """,
                Set.of(DocumentKind.POD)),
            false));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    boolean airflow = pod.role() == PodPlace.Role.AIRFLOW;
    if (pod.role() == PodPlace.Role.POD || (!airflow && !known)) {
      return;
    }
    for (ContainerPlace container : pod.containers()) {
      if (container.part() != ContainerPlace.Part.MAIN
          || (airflow && container.index() == 0)
          || container.name().equals("base")
          || container.name().equals("airflow-xcom-sidecar")
          || (container.index() == 0 && pod.containers().size() == 1)
          || serves(container) != known) {
        continue;
      }
      Optional<Node.Scalar> name = container.block().known("name");
      if (name.isPresent()) {
        sink.value(
            name.get(),
            known
                ? "never ends by itself, so its pod does not; move it to initContainers with"
                    + " restartPolicy: Always"
                : "must end, too, before the task does; if it serves the task, move it to"
                    + " initContainers with restartPolicy: Always");
      }
    }
  }

  private static boolean serves(ContainerPlace container) {
    String image = container.block().known("image").map(Node.Scalar::text).orElse("");
    for (String server : SERVERS) {
      if (image.contains(server)) {
        return true;
      }
    }
    return container.name().equals("istio-proxy") || container.name().equals("linkerd-proxy");
  }
}
