package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.lint.rules.common.PodRule;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Map;

/** Labels of nodes that have other names by now. */
final class OldNodeLabels extends PodRule {
  private static final Map<String, String> NEW =
      Map.of(
          "beta.kubernetes.io/arch", "kubernetes.io/arch",
          "beta.kubernetes.io/os", "kubernetes.io/os",
          "beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type",
          "failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone",
          "failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region",
          "node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane");

  OldNodeLabels() {
    super(
        new RuleInfo(
            "POD039",
            "old-node-label",
            Severity.INFO,
            "A node selector uses an old name of a label",
            """
            The names with `beta` are deprecated since Kubernetes 1.14 and 1.17, and clusters drop them; a
            pod that selects by one then stays Pending. `node-role.kubernetes.io/master` is gone from
            kubeadm's nodes since 1.24.
            """,
            "Write the new name.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    for (Node.Entry entry : Nodes.entries(pod.spec(), "nodeSelector")) {
      String name = NEW.get(entry.name());
      if (name != null) {
        boolean both = pod.spec().find("nodeSelector", name).isPresent();
        sink.key(
            entry,
            "is an old name; " + (both ? "remove it" : "write " + name),
            both ? null : new Fix("write " + name, false, List.of(Edits.rename(entry, name))));
      }
    }
  }
}
