package io.github.tidydag.preflight;

import java.util.List;

/** What is left of a task when it has ended: its logs, and nothing else. */
final class EndInspection implements Inspection {
  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (RunNeeds.Settings task : needs.settings()) {
      List<String> tasks = List.of(task.task());
      if (task.hasLogs()) {
        results.add(
            CheckKind.LOGS, Status.OK, task.at(), tasks, "get_logs", "Airflow copies the logs", "");
      } else if (task.isDeleted()) {
        results.add(
            CheckKind.LOGS,
            Status.FAILED,
            task.at(),
            tasks,
            "get_logs",
            "is false, and the logs go with the pod",
            "write get_logs: true, or have the node's logs collected");
      } else {
        results.add(
            CheckKind.LOGS,
            Status.OK,
            task.at(),
            tasks,
            "get_logs",
            "is false, and the pod stays with its logs",
            "");
      }
      if (task.isDeleted()) {
        results.add(CheckKind.FINISH, Status.OK, task.at(), tasks, task.by(), "deletes it", "");
      } else {
        results.add(
            CheckKind.FINISH,
            Status.FAILED,
            task.at(),
            tasks,
            task.by(),
            "leaves it for ever",
            "write cleanup: {strategy: anchor}, or on_finish_action: delete_pod");
      }
    }
  }
}
