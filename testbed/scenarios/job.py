"""Scenarios of KubernetesJobOperator."""

from __future__ import annotations

from cells import Scenario
from pod import LONG, killed_by_user, to_the_end, worker_killed

# The operator's default, and so the columns that add nothing, is not to wait for the Job's end.
WAITING = ("teardown", "anchor", "companion")

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
          work: {{job: {{arguments: [{LONG}]}}}}
        """,
        killed_by_user,
        ends="failed",
        columns=WAITING,
    ),
    Scenario(
        "job-worker-killed",
        "The worker gets SIGKILL; the task has no retries.",
        f"""
        tasks:
          work: {{job: {{arguments: [{LONG}]}}}}
        """,
        worker_killed,
        ends="failed",
        columns=WAITING,
    ),
]
