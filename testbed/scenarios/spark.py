"""Scenarios of SparkKubernetesOperator, with real drivers and executors."""

from __future__ import annotations

from typing import Any

from cells import ALSO_POLICY, ENDED, OWNED, PATIENCE, Cell, Scenario
from kube import wait
from pod import enough, to_the_end

ANNOTATION = "testbed.tidydag.io/spark-operator"
# The provider of older Airflows makes a pod beside a deferred application (apache/airflow#66437); tidydag refuses it there.
DEFERRABLE = "2.11"
BEFORE_2_4 = "The operator gives the driver no owner, so nothing takes it when its SparkApplication goes."


def application(
    ends: str,
    driver: str = "",
    image: str = "docker.io/library/spark:4.1.4",
    task: str = "",
    retries: int = 0,
    operator: str = "",
    conf: str = "",
) -> str:
    """A spec with one Spark task, whose job ends as is said."""
    return f"""
tasks:
  work:
    retries: {retries}
    retry_delay: 1s
    {task}
    spark:
      {operator}
      application:
        spec:
          type: Java
          mode: cluster
          image: {image}
          imagePullPolicy: IfNotPresent
          mainClass: io.github.tidydag.testbed.SparkJob
          mainApplicationFile: local:///opt/spark/jobs/spark-job.jar
          arguments: [{ends}]
          sparkVersion: 4.1.4
          sparkConf: {{{conf}}}
          driver: {{cores: 1, coreRequest: 100m, memory: 600m, serviceAccount: spark, {driver}}}
          executor: {{cores: 1, coreRequest: 100m, memory: 512m, instances: 1}}
"""


def until_executor(cell: Cell) -> None:
    def there() -> bool:
        return any(p["metadata"]["labels"].get("spark-role") == "executor" for p in cell.pods("Running"))

    wait(f"an executor in {cell.name}", there, 240, every=2)


def killed_while_computing(cell: Cell) -> None:
    run = cell.trigger()
    until_executor(cell)
    run.mark("work", "failed")
    run.until_ended()


def worker_killed_while_computing(cell: Cell) -> None:
    run = cell.trigger()
    until_executor(cell)
    run.kill_worker("work")
    run.until_ended()


def worker_killed_then_ends(cell: Cell) -> None:
    """The second try takes on the driver of the first one; with old providers it makes an application of its own."""
    run = cell.trigger()
    until_executor(cell)
    run.kill_worker("work")
    run.until("work", "running", "success", "failed", tries=2)

    def over() -> bool:
        enough(cell, *drivers(cell))
        return run.state()["state"] in ENDED

    wait(f"the end of {cell.name}", over, PATIENCE, every=5)


def killed_while_deferred(cell: Cell) -> None:
    run = cell.trigger()
    until_executor(cell)
    run.until("work", "deferred")
    run.mark("work", "failed")
    run.until_ended()


def driver_removed(cell: Cell) -> None:
    run = cell.trigger()
    until_executor(cell)
    [driver] = drivers(cell)
    cell.remove(driver)
    run.until_ended()


def drivers(cell: Cell) -> list[dict[str, Any]]:
    return [p for p in cell.pods("Running") if p["metadata"]["labels"].get("spark-role") == "driver"]


def operator_goes(cell: Cell) -> None:
    """The operator is away from mid-run until after the run's end."""
    run = cell.trigger()
    until_executor(cell)
    namespace = f"/api/v1/namespaces/{cell.name}"
    cell.cluster.kube.patch(namespace, {"metadata": {"annotations": {ANNOTATION: "down"}}})
    run.until_ended()
    cell.cluster.kube.patch(namespace, {"metadata": {"annotations": {ANNOTATION: None}}})


SCENARIOS = [
    Scenario("spark-success", "A driver ends well.", application("succeed"), to_the_end, columns=ALSO_POLICY),
    Scenario("spark-driver-failure", "A driver ends with an error.", application("fail"), to_the_end, ends="failed"),
    Scenario(
        "spark-driver-halted",
        "A driver is gone at once, with exit code 137, as the OOM killer leaves it.",
        application("halt"),
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "spark-image-missing",
        "The driver's image cannot be pulled.",
        application("succeed", image="registry.invalid/none:1", operator="startup_timeout_seconds: 60"),
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "spark-startup-timeout",
        "No node has room for the driver; `startup_timeout_seconds` passes.",
        application(
            "succeed", driver='coreLimit: "64", labels: {too: big}', operator="startup_timeout_seconds: 40"
        ).replace("coreRequest: 100m, memory: 600m", 'coreRequest: "64", memory: 600m'),
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "spark-startup-timeout-no-driver",
        "The operator is down; `startup_timeout_seconds` passes without a driver.",
        application("succeed", operator="startup_timeout_seconds: 30"),
        to_the_end,
        ends="failed",
        annotations={ANNOTATION: "down"},
    ),
    Scenario(
        "spark-execution-timeout",
        "A task runs longer than its `execution_timeout`.",
        application("hang", task="execution_timeout: 75s"),
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "spark-killed-by-user",
        "A person marks the running task as failed.",
        application("hang"),
        killed_while_computing,
        ends="failed",
    ),
    Scenario(
        "spark-worker-killed",
        "The worker gets SIGKILL; the task has no retries.",
        application("hang"),
        worker_killed_while_computing,
        ends="failed",
        columns=ALSO_POLICY,
    ),
    Scenario(
        "spark-worker-killed-retried",
        "The worker gets SIGKILL; the task is tried again.",
        application("when, /tmp/enough", retries=1),
        worker_killed_then_ends,
    ),
    Scenario(
        "spark-deferred",
        "A driver ends well while its task is deferred.",
        application("succeed", operator="deferrable: true"),
        to_the_end,
        since=DEFERRABLE,
    ),
    Scenario(
        "spark-killed-by-user-deferred",
        "A person marks a deferred task as failed.",
        application("hang", operator="deferrable: true"),
        killed_while_deferred,
        ends="failed",
        since=DEFERRABLE,
    ),
    Scenario(
        "spark-submission-failed",
        "`spark-submit` refuses the application; `startup_timeout_seconds` passes.",
        application("succeed", conf="spark.kubernetes.driver.volumes.unknown.data.mount.path: /data", operator="startup_timeout_seconds: 40"),
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "spark-keep-failed-for",
        "The worker gets SIGKILL; what the run made is kept for 60 s (by hand: `delete_on_termination=False`).",
        application("hang"),
        worker_killed_while_computing,
        ends="failed",
        cleanup={"keep_failed_for": "60s"},
        by_hand={"delete_on_termination": False},
        kept={"Job": 1, "Pod": 1, "SparkApplication": 1},
    ),
    Scenario(
        "spark-keep-killed-by-user",
        "A person marks the running task as failed; what the run made is kept for 60 s (by hand: `delete_on_termination=False`).",
        application("hang"),
        killed_while_computing,
        ends="failed",
        columns=OWNED,
        cleanup={"keep_failed_for": "60s"},
        by_hand={"delete_on_termination": False},
        kept={"Job": 1, "Pod": 1, "SparkApplication": 1},
    ),
    Scenario(
        "spark-driver-removed",
        "Somebody deletes the running driver.",
        application("hang"),
        driver_removed,
        ends="failed",
    ),
    Scenario(
        "spark-operator-down",
        "The operator is away from mid-run until after the run's end.",
        application("hang", task="execution_timeout: 90s"),
        operator_goes,
        ends="failed",
    ),
    Scenario(
        "spark-operator-2-3",
        "Operator 2.3 with its webhook off: a driver ends well.",
        application("succeed"),
        to_the_end,
        annotations={ANNOTATION: "2.3"},
        beyond=BEFORE_2_4,
    ),
    Scenario(
        "spark-operator-1-6",
        "Operator 1.6: a driver ends well.",
        application("succeed"),
        to_the_end,
        annotations={ANNOTATION: "1.6"},
        beyond="The operator gives the driver no owner, and deletes it itself, if it sees its SparkApplication go.",
    ),
]
