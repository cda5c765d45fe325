package io.github.tidydag.app;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.preview.PodPreview;
import io.github.tidydag.preview.PodRequest;
import io.github.tidydag.preview.Remark;
import io.github.tidydag.preview.UnusablePod;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the pieces of a pod become that a reader of them would not expect. */
final class PodRemarks {
  private static final Set<String> PIECES =
      Set.of("pod_template_file", "pod_template_dict", "full_pod_spec");

  private PodRemarks() {}

  /**
   * Reports it of each task whose pod is made of pieces: of a template or a full_pod_spec beside
   * its arguments.
   */
  static void check(DagPlan plan, Problems problems) {
    for (PlannedTask planned : plan.tasks()) {
      if (planned.task() instanceof Task.PodTask
          && planned.arguments().keySet().stream().anyMatch(PIECES::contains)) {
        check(plan, planned, problems);
      }
    }
  }

  private static void check(DagPlan plan, PlannedTask planned, Problems problems) {
    PodRequest request = TaskPod.of(plan, planned).request();
    Map<String, List<String>> targetsOf = new LinkedHashMap<>();
    for (Target target : plan.spec().project().targets()) {
      try {
        PodPreview.of(request, target.provider())
            .remarks()
            .forEach(
                r ->
                    targetsOf
                        .computeIfAbsent(text(r), any -> new ArrayList<>())
                        .add(target.toString()));
      } catch (UnusablePod e) {
        problems.error(
            planned.task().common().at(),
            planned.task().id(),
            target + " cannot build this pod: " + e.pointer() + " " + e.getMessage());
      }
    }
    int all = plan.spec().project().targets().size();
    targetsOf.forEach(
        (remark, targets) ->
            problems.warning(
                planned.task().common().at(),
                planned.task().id(),
                "in its pod, "
                    + remark
                    + (targets.size() == all ? "" : " (" + String.join(", ", targets) + ")")));
  }

  /** A remark in one line. */
  static String text(Remark remark) {
    return remark.pointer().isEmpty() ? remark.text() : remark.pointer() + ": " + remark.text();
  }
}
