"""A scenario, and the cell where one column plays it: a DAG, a namespace, runs and faults."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from by_hand import seconds
from counting import Timeline
from deployment import Airflow
from kube import Cluster, wait
from rest import when

GENERATED = ("none", "ttl", "teardown", "anchor")
COLUMNS = ("handwritten", *GENERATED, "companion")
OWNED = ("anchor", "companion")
# These have a release_run at the end of their DAGs.
RELEASING = ("teardown", *OWNED)
# The DAG as written by hand, with the companion as a cluster policy.
POLICY = "policy"
ALSO_POLICY = (*COLUMNS, POLICY)
MARGIN = "30s"
DEADLINE = {"pod": "90s", "job": "90s", "spark": "200s"}
# Seconds that Jobs and SparkApplications stay after their end, in the column `ttl`.
TTL = 30
# What the cluster policy gives each DAG here; Airflow has one for all.
POLICY_DEADLINE = DEADLINE["spark"]
# What a task of two busy cores may take.
PATIENCE = 480.0
ENDED = {"success", "failed"}

BUSYBOX = "docker.io/library/busybox:1.36"
POD = {"image": BUSYBOX, "image_pull_policy": "IfNotPresent", "cmds": ["sh", "-c"]}


@dataclass(frozen=True)
class Scenario:
    """A fault and the DAG that meets it.

    spec: a tidydag spec without what a cell adds: dag_id, namespace, cleanup and rbac.
    cleanup: what else stands there with the anchor. by_hand: arguments that people would write then.
    play: runs the DAG and does the damage; what it harmed is whole again when it returns.
    ends: how the last run ends, by column where they differ; empty where that does not matter.
    forbids: rights that the fault takes from Airflow's account; one of them must be seen refused, and no other.
    releases: whether the last run's release_run does its work, and nothing runs after it; by column where they differ, None where
        that may be or not. Nobody looks at it in columns that have none.
    kept: what is meant to stay of a failed run for keep_failed_for, in columns that have it: kinds and how many, the anchor's Job
        too. Of other kinds there may be anything, but containers that run.
    harms_all: whether it takes away something that all cells share; they then meet in Cell.together.
    before: the strategy that the DAG has at first, where it changes.
    since: the first Airflow that lets a user do that, or makes the call that is refused.
    beyond: why the anchor does not promise to leave nothing here; empty where it does.
    """

    name: str
    about: str
    spec: str
    play: Callable[[Cell], None]
    ends: str | Mapping[str, str] = "success"
    columns: tuple[str, ...] = COLUMNS
    cleanup: Mapping[str, Any] = field(default_factory=dict)
    by_hand: Mapping[str, Any] = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    releases: bool | None | Mapping[str, bool | None] = True
    kept: Mapping[str, int] = field(default_factory=dict)
    beyond: str = ""
    before: str = ""
    since: str = "2"
    harms_all: bool = False
    forbids: tuple[str, ...] = ()

    def possible(self, airflow: str) -> bool:
        return [int(n) for n in airflow.split(".")] >= [int(n) for n in self.since.split(".")]

    def uses(self, kind: str) -> bool:
        """Whether it has a task of a kind: pod, job, spark."""
        return any(kind in task for task in yaml.safe_load(self.spec)["tasks"].values())

    @property
    def repeatable(self) -> bool:
        """Whether a second play begins where the first one began."""
        return not self.harms_all and not self.before

    def ending(self, column: str) -> str:
        return self.ends if isinstance(self.ends, str) else self.ends.get(column, self.ends["*"])

    def releasing(self, column: str) -> bool | None:
        if column not in RELEASING:
            return None
        return self.releases.get(column, self.releases["*"]) if isinstance(self.releases, Mapping) else self.releases


@dataclass
class Cell:
    """One column of a scenario, with its own namespace; the DAG has its name."""

    scenario: Scenario
    column: str
    airflow: Airflow
    cluster: Cluster
    timelines: dict[str, Timeline] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    runs_elsewhere: int = 0
    """Runs of another Airflow, which have anchors, too."""
    harmed: list[str] = field(default_factory=list)
    ended: float | None = None
    """When all was over, where that is not the end of the last run."""
    meeting: threading.Barrier | None = None
    """Where the cells of a scenario meet that harms them all at once."""
    rendered: Path = Path()
    """Where tidydag has written the DAGs, before Airflow has them."""

    @property
    def name(self) -> str:
        return f"{self.scenario.name}-{self.column}"

    @property
    def namespaces(self) -> list[str]:
        """The DAG's own, and a second one where the spec names it."""
        return [self.name, *([f"{self.name}-b"] if "SECOND" in self.scenario.spec else [])]

    def anew(self) -> Cell:
        """The same, with nothing played."""
        for run in self.runs:
            self.airflow.rest.delete_run(self.name, run.run_id)
        return Cell(self.scenario, self.column, self.airflow, self.cluster, rendered=self.rendered)

    def path(self, resource: str = "", group: str = "", namespace: str | None = None) -> str:
        base = f"/apis/{group}" if group else "/api/v1"
        return f"{base}/namespaces/{namespace or self.name}/{resource}".rstrip("/")

    # The DAG

    def spec(self) -> dict[str, Any]:
        """The whole spec, also of what is written by hand."""
        own = yaml.safe_load(self.scenario.spec.replace("SECOND", f"{self.name}-b"))
        defaults = own.pop("defaults", {})
        spec = {"spec_version": 1, "dag_id": self.name, "rbac": {}, **own}
        if self.column in GENERATED:
            spec["cleanup"] = {"strategy": self.column}
            if self.column == "anchor":
                spec["cleanup"] |= {"margin": MARGIN, **self._deadline(spec), **self.scenario.cleanup}
        if self.column == POLICY:
            spec["tags"] = ["with-policy"]
        here = {"namespace": self.name}
        spec["defaults"] = {"pod": {**here, **POD, **defaults.get("pod", {})}, "job": {**here, **POD}, "spark": here}
        if self.uses("spark"):
            spec["rbac"] = {"spark_service_account": "spark"}
        if self.column == "ttl":
            for task in spec["tasks"].values():
                if "job" in task:
                    task["job"]["ttl_seconds_after_finished"] = TTL
                if "spark" in task:
                    task["spark"]["application"]["spec"]["timeToLiveSeconds"] = TTL
        return spec

    def uses(self, kind: str) -> bool:
        return self.scenario.uses(kind)

    def _deadline(self, spec: Mapping[str, Any]) -> dict[str, str]:
        return {} if "dagrun_timeout" in spec else {"deadline": self._limit()}

    def _limit(self) -> str:
        return POLICY_DEADLINE if self.column == POLICY else DEADLINE["spark" if self.uses("spark") else "pod"]

    def keeps(self) -> int:
        """Seconds from a failed run's release to the end of what it made; 0 where nothing is kept."""
        return seconds(self.scenario.cleanup.get("keep_failed_for", "0s")) if self.column in OWNED else 0

    def deadline(self) -> int:
        """Seconds from a task's start to the end of the anchor."""
        own = {"deadline": self._limit(), **yaml.safe_load(self.scenario.spec), **self.scenario.cleanup}
        margin = max(seconds(MARGIN), seconds(self.scenario.cleanup.get("keep_failed_for", "0s")))
        return seconds(own.get("dagrun_timeout", own["deadline"])) + margin

    # What a play does

    def trigger(self, run_id: str = "first", **conf: Any) -> Run:
        run = Run(self, run_id)
        self.airflow.rest.trigger(self.name, run_id, conf)
        self.runs.append(run)
        return run

    def pods(self, phase: str | None = None, namespace: str | None = None) -> list[dict[str, Any]]:
        found = self.cluster.kube.items(self.path("pods", namespace=namespace))
        return [p for p in found if phase is None or p["status"].get("phase") == phase]

    def until_pods(self, phase: str = "Running", count: int = 1, of: Run | None = None) -> list[dict[str, Any]]:
        """Waits for that many pods of a phase, of one run if it is named."""

        def enough() -> list[dict[str, Any]] | None:
            found = [p for p in self.pods(phase) if of is None or of.owns(p)]
            return found if len(found) >= count else None

        return wait(f"{count} pods {phase} in {self.name}", enough, PATIENCE)

    def remove(self, pod: Mapping[str, Any], **options: Any) -> None:
        self.cluster.kube.delete(self.path(f"pods/{pod['metadata']['name']}"), **options)

    def spare(self, name: str) -> None:
        """Leaves an object that belongs to no run out of the count, with its containers."""
        for timeline in self.timelines.values():
            timeline.spared.add(name)

    def together(self, act: Callable[[], None]) -> None:
        """Has `act` done once, when every cell of the scenario has come here."""
        assert self.meeting is not None
        if self.meeting.wait(PATIENCE * 2) == 0:
            act()
        self.meeting.wait(PATIENCE * 2)

    def expect(self, true: bool, what: str) -> None:
        """Notes what must not be."""
        if not true:
            self.harmed.append(what)


@dataclass
class Run:
    """A DAG run."""

    cell: Cell
    run_id: str

    def owns(self, pod: Mapping[str, Any]) -> bool:
        return pod["metadata"]["labels"].get("run_id") == self.run_id

    def state(self) -> dict[str, Any]:
        """Of the run; `gone` where Airflow knows nothing of it any more."""
        return self.cell.airflow.rest.run(self.cell.name, self.run_id) or {"state": "gone", "end_date": None}

    def tasks(self) -> list[dict[str, Any]]:
        return self.cell.airflow.rest.tasks(self.cell.name, self.run_id)

    def task(self, task_id: str) -> dict[str, Any]:
        return next(t for t in self.tasks() if t["task_id"] == task_id)

    def until(self, task_id: str, *states: str, tries: int = 1) -> None:
        def there() -> bool:
            task = self.task(task_id)
            # Airflow 2 counts a deferred first try as none.
            return task["state"] in states and (tries == 1 or task["try_number"] >= tries)

        wait(f"{task_id} of {self.cell.name} {' or '.join(states)}", there, PATIENCE, every=2)

    def until_ended(self) -> None:
        wait(f"the end of {self.cell.name}/{self.run_id}", lambda: self.state()["state"] in ENDED, PATIENCE, every=2)

    def ended_at(self) -> float | None:
        return when(self.state()["end_date"])

    def seconds(self) -> float:
        """How long it took."""
        state = self.state()
        return (when(state["end_date"]) or 0) - (when(state["start_date"]) or 0)

    def kill_worker(self, task_id: str) -> None:
        """Kills the task's process and the one that watches over it, as the end of a worker's machine does."""
        killed = self.cell.airflow.kill_worker(self.cell.name, self.task(task_id))
        if not killed:
            raise RuntimeError(f"no worker of {self.cell.name}/{task_id} was there to kill")

    def mark(self, task_id: str, state: str) -> None:
        self.cell.airflow.rest.mark_task(self.cell.name, self.run_id, task_id, state)

    def clear(self, **what: Any) -> None:
        before = self.state()["end_date"]
        self.cell.airflow.rest.clear(self.cell.name, self.run_id, **what)
        again = lambda: self.state()["state"] not in ENDED or self.state()["end_date"] != before  # noqa: E731
        wait(f"{self.cell.name}/{self.run_id} to start again", again, PATIENCE)


def released(run: Run) -> bool:
    """Whether the run's release did its work, and no task began after it.

    A task that ends after it is one that a person marked as failed while it ran: Airflow 2 writes down when its process was gone.
    """
    release = [t for t in run.tasks() if t["task_id"] == "release_run"]
    others = [when(t["start_date"]) or 0 for t in run.tasks() if t["task_id"] != "release_run"]
    return (
        bool(release)
        and release[0]["state"] == "success"
        and (when(release[0]["start_date"]) or 0) >= max(others, default=0)
    )


def last_start(runs: Iterable[Run]) -> float:
    """When the last task that may have created something began."""
    starts = [when(t["start_date"]) for run in runs for t in run.tasks() if t["task_id"] != "release_run"]
    return max((s for s in starts if s is not None), default=time.time())
