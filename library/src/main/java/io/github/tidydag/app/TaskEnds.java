package io.github.tidydag.app;

import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.preflight.Check;
import io.github.tidydag.preflight.CheckKind;
import io.github.tidydag.preflight.RunNeeds;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.spec.CleanupPolicy.Strategy;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Value;
import java.util.List;
import java.util.Optional;

/** How tasks end: what Airflow keeps of them, and who deletes what they made. */
final class TaskEnds {
  private static final String ACTION = "on_finish_action";
  private static final String OLD_ACTION = "is_delete_operator_pod";

  private final Strategy strategy;
  private final List<Check> said;

  /**
   * @param said takes what needs no cluster
   */
  TaskEnds(DagPlan plan, List<Check> said) {
    this.strategy = plan.spec().cleanup().strategy();
    this.said = said;
  }

  /** The end of a task. */
  RunNeeds.Settings of(PlannedTask planned) {
    String by =
        switch (strategy) {
          case ANCHOR -> "the run's Job";
          case TEARDOWN -> "the run's last task";
          case TTL -> "the operator";
          case NONE -> "the operator, cleanup.strategy none";
        };
    boolean isSpark = planned.task() instanceof Task.SparkTask;
    boolean isWaited = isWaited(planned);
    Optional<Boolean> hasLogs = known(planned, "get_logs", true, CheckKind.LOGS);
    boolean pushes =
        !isSpark && known(planned, "do_xcom_push", false, CheckKind.XCOM).orElse(false);
    if (!isWaited && hasLogs.orElse(false)) {
      wait(planned, CheckKind.LOGS, "get_logs");
      hasLogs = Optional.empty();
    }
    if (!isWaited && pushes) {
      wait(planned, CheckKind.XCOM, "do_xcom_push");
    }
    return new RunNeeds.Settings(
        planned.task().id(),
        planned.task().common().at(),
        hasLogs,
        strategy == Strategy.NONE ? deletes(planned) : Optional.of(true),
        by,
        pushes && isWaited);
  }

  /** KubernetesJobOperator reads nothing of a Job that it does not wait for. */
  private static boolean isWaited(PlannedTask planned) {
    return !(planned.task() instanceof Task.JobTask)
        || (planned.arguments().get("wait_until_job_complete") instanceof Value.Truth truth
            && truth.value());
  }

  private void wait(PlannedTask planned, CheckKind kind, String subject) {
    said.add(
        new Check(
            kind,
            Status.FAILED,
            planned.task().common().at(),
            List.of(planned.task().id()),
            subject,
            "does nothing: the operator does not wait for the Job",
            "write wait_until_job_complete: true"));
  }

  private Optional<Boolean> known(
      PlannedTask planned, String argument, boolean byDefault, CheckKind kind) {
    Value value = planned.arguments().get(argument);
    if (value == null || value instanceof Value.Truth) {
      return Optional.of(value instanceof Value.Truth truth ? truth.value() : byDefault);
    }
    unknown(planned, kind, argument);
    return Optional.empty();
  }

  private void unknown(PlannedTask planned, CheckKind kind, String argument) {
    said.add(
        new Check(
            kind,
            Status.UNKNOWN,
            Optional.ofNullable(planned.arguments().get(argument))
                .map(Value::at)
                .orElse(planned.task().common().at()),
            List.of(planned.task().id()),
            argument,
            "is known only when Airflow reads the DAG",
            "write true or false, or look at the task in Airflow"));
  }

  /** By what the operator does where no cleanup is derived. */
  private Optional<Boolean> deletes(PlannedTask planned) {
    if (planned.task() instanceof Task.SparkTask) {
      return known(planned, "delete_on_termination", true, CheckKind.FINISH);
    }
    if (planned.task() instanceof Task.JobTask) {
      return Optional.of(
          planned.arguments().get("ttl_seconds_after_finished") instanceof Value.Whole);
    }
    Value action = planned.arguments().get(ACTION);
    if (action instanceof Value.Text text && !text.text().contains("{")) {
      return Optional.of(text.text().equals("delete_pod")); // others keep what failed
    }
    if (action != null) {
      unknown(planned, CheckKind.FINISH, ACTION);
      return Optional.empty();
    }
    return known(planned, OLD_ACTION, true, CheckKind.FINISH);
  }
}
