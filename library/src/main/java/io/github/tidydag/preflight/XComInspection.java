package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Whether Airflow can read a result from a pod. Its right to do so is among its rights. */
final class XComInspection implements Inspection {
  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (RunNeeds.Settings task : needs.settings()) {
      if (task.pushes()) {
        Optional<PodNeed> clash =
            needs.pods().stream()
                .filter(pod -> pod.task().equals(task.task()) && hasTwo(pod.spec()))
                .findFirst();
        results.add(
            CheckKind.XCOM,
            clash.isPresent() ? Status.FAILED : Status.OK,
            task.at(),
            List.of(task.task()),
            "do_xcom_push",
            clash.isPresent()
                ? "its pod has a volume, a mount or a container of its own where the operator puts"
                    + " the sidecar's, and the API server refuses two"
                : "reads what the program writes to /airflow/xcom/return.json: one JSON value;"
                    + " nothing there is None",
            clash.isPresent()
                ? "leave the volume xcom, /airflow/xcom and airflow-xcom-sidecar to the operator"
                : "");
      }
    }
  }

  private static boolean hasTwo(JsonNode spec) {
    long mounts = count(spec.at("/containers/0/volumeMounts"), "mountPath", "/airflow/xcom");
    return count(spec.path("volumes"), "name", "xcom") > 1
        || count(spec.path("containers"), "name", "airflow-xcom-sidecar") > 1
        || mounts > 1;
  }

  private static long count(JsonNode items, String key, String value) {
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path(key).asText().equals(value))
        .count();
  }
}
