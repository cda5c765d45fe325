package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;

/** Pods that share the node's network or processes. */
final class HostNamespaces extends PodRule {
  HostNamespaces() {
    super(
        new RuleInfo(
            "SEC016",
            "host-namespace",
            Severity.WARNING,
            "A pod shares the network, the processes or the memory of its node",
            """
            With `hostNetwork` its ports are the node's, so that two of them do not fit on one node,
            and network policies do not hold for it. With `hostPID` and `hostIPC` it sees and stops
            what else runs there. Namespaces with the Pod Security level `baseline` refuse all three.
            """,
            "Remove it.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    report(pod, "hostNetwork", "takes the node's ports and gets past network policies", sink);
    report(pod, "hostPID", "sees all processes of the node", sink);
    report(pod, "hostIPC", "shares memory with what else runs on the node", sink);
  }

  private static void report(PodPlace pod, String key, String what, Sink sink) {
    if (Nodes.flag(pod.spec(), true, key).isPresent()) {
      pod.spec().find(key).ifPresent(entry -> sink.key(entry, what + "; remove it"));
    }
  }
}
