package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.util.List;

/** Names that do_xcom_push needs for itself. */
final class XComClash extends TemplateRule {
  private static final String MESSAGE =
      "is what do_xcom_push adds, and the API server refuses two; ";

  XComClash() {
    super(
        "POD007",
        "xcom-clash",
        Severity.WARNING,
        "A pod template uses a name that `do_xcom_push` needs",
        """
        With `do_xcom_push=True` the operator adds a volume `xcom`, mounts it at `/airflow/xcom` in the
        first container, and adds a container `airflow-xcom-sidecar`. With the template's own there are
        two, and the API server refuses the pod.
        """,
        "Name it otherwise; or remove it, if it is there for XCom: the operator brings all of"
            + " that.");
  }

  @Override
  void template(Document document, PodPlace pod, Sink sink) {
    pod.volumes()
        .ifPresent(
            volumes -> {
              for (Node.Mapping volume : Nodes.mappings(volumes.value())) {
                Document.known(volume, "name")
                    .filter(name -> name.text().equals("xcom"))
                    .ifPresent(name -> sink.value(name, MESSAGE + "name it otherwise"));
              }
            });
    for (ContainerPlace container : pod.containers()) {
      if (container.name().equals("airflow-xcom-sidecar")) {
        sink.value(container.block().known("name").orElseThrow(), MESSAGE + "remove it");
      } else if (container.part() == ContainerPlace.Part.MAIN && container.index() == 0) {
        mounts(Nodes.mappings(container.block(), "volumeMounts"), sink);
      }
    }
  }

  private static void mounts(List<Node.Mapping> mounts, Sink sink) {
    for (Node.Mapping mount : mounts) {
      Document.known(mount, "mountPath")
          .filter(path -> path.text().equals("/airflow/xcom"))
          .ifPresent(path -> sink.value(path, MESSAGE + "mount elsewhere, or remove it"));
    }
  }
}
