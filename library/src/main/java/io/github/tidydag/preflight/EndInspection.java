package io.github.tidydag.preflight;

import java.util.List;

/** What is left of a task when it has ended: its logs, and nothing else. */
final class EndInspection implements Inspection {
  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (RunNeeds.Settings task : needs.settings()) {
      boolean stays = !task.isDeleted().orElse(true);
      task.hasLogs().ifPresent(hasLogs -> logs(task, hasLogs, stays, results));
      task.isDeleted().ifPresent(isDeleted -> finish(task, isDeleted, results));
    }
  }

  private static void logs(
      RunNeeds.Settings task, boolean hasLogs, boolean stays, Results results) {
    boolean isKept = hasLogs || stays;
    results.add(
        CheckKind.LOGS,
        isKept ? Status.OK : Status.FAILED,
        task.at(),
        List.of(task.task()),
        "get_logs",
        hasLogs
            ? "Airflow copies the logs"
            : isKept
                ? "is false, and the pod stays with its logs"
                : "is false, and the logs go with the pod",
        isKept ? "" : "write get_logs: true, or have the node's logs collected");
  }

  private static void finish(RunNeeds.Settings task, boolean isDeleted, Results results) {
    results.add(
        CheckKind.FINISH,
        isDeleted ? Status.OK : Status.FAILED,
        task.at(),
        List.of(task.task()),
        task.by(),
        isDeleted ? "deletes it" : "leaves it for ever, or what has failed",
        isDeleted ? "" : "write cleanup: {strategy: anchor}, or on_finish_action: delete_pod");
  }
}
