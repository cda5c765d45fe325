"""Scenarios in which something goes that all cells share; all columns have it at once, and nothing else runs."""

from __future__ import annotations

import time

from cells import Cell, Scenario
from kube import wait
from pod import LONG


def api_server_restarted(cell: Cell) -> None:
    def restart() -> None:
        cell.cluster.control("stop", "apiserver")
        time.sleep(10)
        cell.cluster.control("start", "apiserver")
        wait("the API server", lambda: cell.cluster.kube.get("/api/v1/namespaces"), 60)

    run = cell.trigger()
    cell.until_pods()
    cell.together(restart)
    run.until_ended()


def kubelet_down(cell: Cell) -> None:
    """The node's pods can neither end nor go until it is back."""
    run = cell.trigger()
    cell.until_pods()
    cell.together(lambda: cell.cluster.control("stop", "kubelet"))
    run.until_ended()
    cell.together(lambda: cell.cluster.control("start", "kubelet"))


def airflow_gone(cell: Cell) -> None:
    """Scheduler, workers, triggerer and DAG processor go for good. The REST API stays, to read what Airflow knew."""

    def kill() -> None:
        for name, component in cell.airflow.components.items():
            if name not in ("api", "database"):
                component.kill()

    run = cell.trigger()
    cell.until_pods()
    run.until("work", "running")
    cell.together(kill)


SCENARIOS = [
    Scenario(
        "alone-api-server-restarted",
        "Kubernetes' API server is away for ten seconds in mid-run.",
        """
        tasks:
          work: {pod: {arguments: ["sleep 40"]}}
        """,
        api_server_restarted,
        # A task that asks in these seconds may fail, and an API server that has just started may refuse what it grants later.
        ends="",
        harms_all=True,
    ),
    Scenario(
        "alone-kubelet-down",
        "The node stops answering in mid-run; the task times out meanwhile.",
        f"""
        tasks:
          work: {{execution_timeout: 60s, pod: {{arguments: [{LONG}]}}}}
        """,
        kubelet_down,
        harms_all=True,
        ends="failed",
    ),
    Scenario(
        "alone-airflow-gone",
        "Scheduler, workers and triggerer are killed in mid-run and do not come back.",
        f"""
        tasks:
          work: {{pod: {{arguments: [{LONG}]}}}}
        """,
        airflow_gone,
        harms_all=True,
        ends="running",
        releases=False,
    ),
]
