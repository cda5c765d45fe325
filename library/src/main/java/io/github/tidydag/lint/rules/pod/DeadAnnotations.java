package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.lint.rules.common.PodRule;
import io.github.tidydag.source.Node;
import java.util.List;

/** Annotations that Kubernetes no longer reads. */
final class DeadAnnotations extends PodRule {
  private record Row(String start, String since, String instead) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "seccomp.security.alpha.kubernetes.io/pod",
              "1.27",
              "write securityContext.seccompProfile"),
          new Row(
              "container.seccomp.security.alpha.kubernetes.io/",
              "1.27",
              "write securityContext.seccompProfile of the container"),
          new Row("scheduler.alpha.kubernetes.io/critical-pod", "1.16", "write priorityClassName"),
          new Row("scheduler.alpha.kubernetes.io/affinity", "1.6", "write affinity"),
          new Row("scheduler.alpha.kubernetes.io/tolerations", "1.6", "write tolerations"),
          new Row("pod.alpha.kubernetes.io/init-containers", "1.8", "write initContainers"),
          new Row("pod.beta.kubernetes.io/init-containers", "1.8", "write initContainers"));

  DeadAnnotations() {
    super(
        new RuleInfo(
            "POD038",
            "dead-annotation",
            Severity.WARNING,
            "An annotation is one that Kubernetes no longer reads",
            "It was an experiment whose place a field took. Nothing says that it has no effect.\n",
            "Write the field that the message names.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    if (pod.metadata().isEmpty()) {
      return;
    }
    for (Node.Entry entry : Nodes.entries(pod.metadata().get(), "annotations")) {
      if (entry.name().indexOf(".kubernetes.io/") < 0) {
        continue;
      }
      for (Row row : ROWS) {
        if (entry.name().startsWith(row.start())) {
          sink.key(
              entry,
              "has no effect since Kubernetes " + row.since() + "; " + row.instead() + " instead");
        }
      }
    }
  }
}
