"""Scenarios of KubernetesJobOperator."""

from __future__ import annotations

from cells import ALSO_POLICY, OWNED, Cell, Scenario
from pod import LONG, killed_by_user, to_the_end, worker_killed

# The operator's default, and so what the columns do that add nothing, is not to wait for the Job's end.
WAITING = "wait_until_job_complete: true"


def slow_worker_killed(cell: Cell) -> None:
    run = cell.trigger()
    run.until("work", "failed")
    run.until("slow", "running")
    cell.until_pods()
    run.kill_worker("slow")
    run.until_ended()


SCENARIOS = [
    Scenario(
        "job-success",
        "A Job ends well.",
        """
        tasks:
          work: {job: {arguments: ["sleep 3"]}}
        """,
        to_the_end,
    ),
    Scenario(
        "job-failure",
        "A Job ends with an error.",
        """
        tasks:
          work: {job: {backoff_limit: 0, arguments: ["exit 1"]}}
        """,
        to_the_end,
        ends={"handwritten": "success", "none": "success", "ttl": "success", "*": "failed"},
    ),
    Scenario(
        "job-killed-by-user",
        "A person marks the running task as failed.",
        f"""
        tasks:
          work: {{job: {{{WAITING}, arguments: [{LONG}]}}}}
        """,
        killed_by_user,
        ends="failed",
        columns=ALSO_POLICY,
    ),
    Scenario(
        "job-worker-killed",
        "The worker gets SIGKILL; the task has no retries.",
        f"""
        tasks:
          work: {{job: {{{WAITING}, arguments: [{LONG}]}}}}
        """,
        worker_killed,
        ends="failed",
    ),
    Scenario(
        "job-keep-failed-for",
        "One task fails, and another's worker gets SIGKILL, so that its Job goes on; what the run made is kept for 40 s (by hand: `keep_pod`).",
        f"""
        tasks:
          slow: {{job: {{{WAITING}, arguments: [{LONG}]}}}}
          work: {{job: {{{WAITING}, backoff_limit: 0, arguments: ["exit 1"]}}}}
        """,
        slow_worker_killed,
        ends="failed",
        cleanup={"keep_failed_for": "40s"},
        by_hand={"on_finish_action": "keep_pod"},
        kept={"Job": 3, "Pod": 2},
    ),
    Scenario(
        "job-keep-execution-timeout",
        "A task runs longer than its `execution_timeout`; what the run made is kept for 40 s.",
        f"""
        tasks:
          work: {{execution_timeout: 30s, job: {{{WAITING}, arguments: [{LONG}]}}}}
        """,
        to_the_end,
        ends="failed",
        columns=OWNED,
        cleanup={"keep_failed_for": "40s"},
        by_hand={"on_finish_action": "keep_pod"},
        kept={"Job": 2, "Pod": 1},
    ),
]
