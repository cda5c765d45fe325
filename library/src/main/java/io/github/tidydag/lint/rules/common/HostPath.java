package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Folders of the node, and the socket of what runs its containers. */
final class HostPath extends PodRule {
  private static final Set<String> SOCKETS =
      Set.of(
          "docker.sock",
          "dockershim.sock",
          "containerd.sock",
          "crio.sock",
          "cri-dockerd.sock",
          "podman.sock");

  private final boolean sockets;

  private HostPath(RuleInfo info, boolean sockets) {
    super(info);
    this.sockets = sockets;
  }

  static List<Rule> all() {
    return List.of(
        new HostPath(
            new RuleInfo(
                "SEC014",
                "host-path",
                Severity.WARNING,
                "A volume is a folder of the node",
                """
                What is written stays on the node when the pod is gone, and nobody deletes it; another
                node does not have it. Namespaces with the Pod Security level `baseline` refuse it.
                """,
                """
                Write `emptyDir` for scratch space, which goes with the pod, or a
                `persistentVolumeClaim` for data. For fast local disks, let nodes offer them as local
                volumes or as ephemeral storage.
                """,
                WITH_PODS),
            false),
        new HostPath(
            new RuleInfo(
                "SEC015",
                "container-socket",
                Severity.WARNING,
                "A volume is the socket of the node's container runtime",
                """
                Whoever has it starts containers as root on the node, past Kubernetes: such containers
                are also not deleted with the pod.
                """,
                "Build images with a builder that needs no socket (BuildKit without root, Kaniko),"
                    + " and start containers as Jobs or pods.",
                WITH_PODS),
            true));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    if (pod.volumes().isEmpty() || isSecondOfTwo(document, pod)) {
      return;
    }
    for (Node.Mapping volume : Nodes.mappings(pod.volumes().get().value())) {
      Optional<Node.Entry> entry = volume.entry("hostPath");
      if (entry.isEmpty()) {
        continue;
      }
      String path = Nodes.text(volume, "hostPath", "path");
      boolean socket = path != null && isSocket(path);
      if (socket == sockets && Nodes.isSomething(entry)) {
        sink.key(
            entry.get(),
            sockets
                ? path + " starts containers as root on the node; remove it"
                : "is a folder of the node, which keeps what the pod leaves there; write emptyDir"
                    + " or persistentVolumeClaim");
      }
    }
  }

  private static boolean isSocket(String path) {
    return SOCKETS.contains(path.substring(path.lastIndexOf('/') + 1));
  }
}
