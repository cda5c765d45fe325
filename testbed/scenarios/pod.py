"""Scenarios of KubernetesPodOperator."""

from __future__ import annotations

import time

from cells import Cell, Scenario

# It ends when it is asked to, as a well-made image does: a shell waits for its child otherwise.
LONG = '"trap \'exit 143\' TERM; sleep 900 & wait"'


def to_the_end(cell: Cell) -> None:
    cell.trigger().until_ended()


def killed_by_user(cell: Cell) -> None:
    run = cell.trigger()
    run.until("work", "running", "deferred")
    cell.until_pods()
    if "deferrable" in cell.scenario.spec:
        run.until("work", "deferred")
    run.mark("work", "failed")
    run.until_ended()


def worker_killed(cell: Cell) -> None:
    run = cell.trigger()
    cell.until_pods()
    run.until("work", "running")
    run.kill_worker("work")
    run.until_ended()


def worker_killed_then_ends(cell: Cell) -> None:
    """The second try must find a pod that ends, its own or the first one."""
    run = cell.trigger()
    cell.until_pods()
    run.kill_worker("work")
    run.until("work", "running", tries=2)
    run.until_ended()


def kept_and_let_go(cell: Cell) -> None:
    run = cell.trigger()
    run.until_ended()
    if cell.column not in ("anchor", "companion"):
        return
    cell.expect(len(cell.pods("Failed")) == 2, f"kept are {len(cell.pods('Failed'))} pods of the failed run, not 2")
    cell.expect(not cell.pods("Running"), "a pod of the failed run still runs")


def cleared_and_rerun(cell: Cell) -> None:
    run = cell.trigger()
    run.until_ended()
    run.clear()
    run.until_ended()


def two_at_once(cell: Cell) -> None:
    slow = cell.trigger("slow")
    [pod] = cell.until_pods(of=slow)
    quick = cell.trigger("quick")
    quick.until_ended()
    time.sleep(20)
    still = [p for p in cell.pods("Running") if p["metadata"]["uid"] == pod["metadata"]["uid"]]
    cell.expect(bool(still), "the end of one run took the pod of another")
    slow.until_ended()
    cell.runs.sort(key=lambda run: run.ended_at() or 0)


SCENARIOS = [
    Scenario(
        "pod-success",
        "A pod ends well.",
        """
        tasks:
          work: {pod: {arguments: ["sleep 3"]}}
        """,
        to_the_end,
    ),
    Scenario(
        "pod-failure",
        "A pod ends with an error.",
        """
        tasks:
          work: {pod: {arguments: ["exit 1"]}}
        """,
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "pod-execution-timeout",
        "A task runs longer than its `execution_timeout`.",
        f"""
        tasks:
          work: {{execution_timeout: 20s, pod: {{arguments: [{LONG}]}}}}
        """,
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "pod-dagrun-timeout",
        "A run takes longer than its `dagrun_timeout`: no teardown runs.",
        f"""
        dagrun_timeout: 40s
        tasks:
          work: {{pod: {{arguments: [{LONG}]}}}}
        """,
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "pod-killed-by-user",
        "A person marks the running task as failed.",
        f"""
        tasks:
          work: {{pod: {{arguments: [{LONG}]}}}}
        """,
        killed_by_user,
        ends="failed",
    ),
    Scenario(
        "pod-killed-by-user-deferred",
        "A person marks a deferred task as failed.",
        f"""
        tasks:
          work: {{pod: {{deferrable: true, arguments: [{LONG}]}}}}
        """,
        killed_by_user,
        ends="failed",
    ),
    Scenario(
        "pod-worker-killed",
        "The worker gets SIGKILL; the task has no retries.",
        f"""
        tasks:
          work: {{pod: {{arguments: [{LONG}]}}}}
        """,
        worker_killed,
        ends="failed",
    ),
    Scenario(
        "pod-worker-killed-retried",
        "The worker gets SIGKILL; the task is tried again.",
        """
        tasks:
          work: {retries: 1, retry_delay: 1s, pod: {arguments: ["sleep 60"]}}
        """,
        worker_killed_then_ends,
    ),
    Scenario(
        "pod-image-missing",
        "The image cannot be pulled.",
        """
        tasks:
          work: {pod: {image: "registry.invalid/none:1", startup_timeout_seconds: 20, arguments: ["true"]}}
        """,
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "pod-keep-failed-for",
        "One task fails while another runs; what the run made is kept for 40 s (by hand: `keep_pod`).",
        """
        tasks:
          early: {pod: {arguments: ["true"]}}
          work: {depends_on: [early], pod: {arguments: ["exit 1"]}}
        """,
        kept_and_let_go,
        ends="failed",
        cleanup={"keep_failed_for": "40s"},
        by_hand={"on_finish_action": "keep_pod"},
        kept=True,
    ),
    Scenario(
        "pod-cleared-and-rerun",
        "A finished run is cleared and runs again.",
        """
        tasks:
          work: {pod: {arguments: ["sleep 3"]}}
        """,
        cleared_and_rerun,
    ),
    Scenario(
        "pod-two-runs-at-once",
        "A short run ends while another run of the DAG goes on.",
        """
        tasks:
          work: {pod: {arguments: ["case {{ run_id }} in slow) sleep 75;; *) sleep 2;; esac"]}}
        """,
        two_at_once,
    ),
]
