package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Set;

/** Labels that are Airflow's own. */
final class ReservedLabels extends TemplateRule {
  private final Set<String> labels;
  private final String message;

  private ReservedLabels(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      Set<String> labels,
      String message) {
    super(id, name, severity, summary, why, "Remove the label, or name it otherwise.");
    this.labels = labels;
    this.message = message;
  }

  static List<Rule> all() {
    return List.of(
        new ReservedLabels(
            "POD008",
            "label-hides-pod",
            Severity.WARNING,
            "A pod template has a label that makes Airflow overlook its pods",
            """
            To find the pod of a task again, KubernetesPodOperator looks for its labels, and leaves out
            pods with `already_checked: "True"` and pods with `airflow-worker`. A retry after a lost worker
            then starts a second pod beside the first, which nothing deletes.
            """,
            Set.of("already_checked", "airflow-worker"),
            "makes Airflow overlook the pod, so that a retry starts a second one; remove it"),
        new ReservedLabels(
            "POD009",
            "label-overwritten",
            Severity.INFO,
            "A pod template has a label that Airflow sets itself",
            """
            Airflow's value wins. `map_index` alone stays where a task is not mapped, and then says
            something wrong.
            """,
            Set.of(
                "dag_id",
                "task_id",
                "run_id",
                "try_number",
                "map_index",
                "airflow_version",
                "kubernetes_pod_operator",
                "airflow_kpo_in_cluster",
                "kubernetes_executor"),
            "is Airflow's to set, and this is lost; remove it"));
  }

  @Override
  void template(Document document, PodPlace pod, Sink sink) {
    if (pod.metadata().isPresent()) {
      for (Node.Entry entry : Nodes.entries(pod.metadata().get(), "labels")) {
        if (labels.contains(entry.name())) {
          sink.key(entry, message);
        }
      }
    }
  }
}
