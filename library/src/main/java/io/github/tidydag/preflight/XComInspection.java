package io.github.tidydag.preflight;

import java.util.List;

/** Whether Airflow can read a result from a pod. Its right to do so is among its rights. */
final class XComInspection implements Inspection {
  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (RunNeeds.Settings task : needs.settings()) {
      if (task.pushes()) {
        results.add(
            CheckKind.XCOM,
            Status.OK,
            task.at(),
            List.of(task.task()),
            "do_xcom_push",
            "reads what the program writes to /airflow/xcom/return.json: one JSON value; nothing"
                + " there is None",
            "");
      }
    }
  }
}
