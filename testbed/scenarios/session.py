"""One cluster and one Airflow, and the cells that share them."""

from __future__ import annotations

import logging
import subprocess
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import audit
import dags
from by_hand import seconds
from cells import POLICY_DEADLINE, Cell, Scenario, last_start, released
from counting import by_kind, running
from deployment import Airflow
from kube import TESTBED, Cluster, wait
from observer import EVERY, Observer
from outcome import SOON, SWEEP, Outcome, another_fault, count, only_another_fault, words

log = logging.getLogger("scenarios")

# How many DAG runs two cores carry at a time. A Spark run has two JVMs; Airflow 2 takes ten seconds to start a task.
AT_ONCE = {2: {"pod": 4, "spark": 2}, 3: {"pod": 8, "spark": 3}}
# By cell, the RBAC manifests that its DAG needs.
Roles = dict[str, list[dict[str, Any]]]
ACCOUNT = audit.account("airflow", "airflow-worker")


class Session:
    def __init__(self, folder: Path, airflow: str, cluster: Path | None) -> None:
        """Everything goes below `folder`; `cluster` is the folder of one that runs, if one is to be used."""
        self._folder = folder
        self._version = airflow
        self._given = cluster
        self._slots = {kind: threading.Semaphore(n) for kind, n in AT_ONCE[int(airflow[0])].items()}

    def play(self, scenarios: Sequence[Scenario], columns: Sequence[str]) -> list[Outcome]:
        """Plays all cells, and asks the API server what was asked of it."""
        with self._stage(scenarios, columns) as (cluster, cells, roles):
            log.info("%d cells", len(cells))
            observer = Observer(cluster)
            observer.start()
            outcomes: dict[str, Outcome] = {}
            for together in _together(cells):
                outcomes |= self._cells(together, observer, roles)
                # at once: what comes later may take Airflow away
                if again := [c for c in together if c.scenario.repeatable and only_another_fault(outcomes[c.name])]:
                    log.info("played once more, as another fault came first: %s", ", ".join(c.name for c in again))
                    outcomes |= self._cells([cell.anew() for cell in again], observer, roles)
            _audit(cluster, cells, outcomes, roles)
            return [outcomes[cell.name] for cell in cells]

    def times(self, scenario: Scenario, columns: Sequence[str], rounds: int) -> dict[str, list[float]]:
        """Seconds that a run takes, one run at a time, the columns in turn."""
        took: dict[str, list[float]] = {column: [] for column in columns}
        with self._stage([scenario], columns) as (_, cells, roles):
            for cell in cells:
                _prepare(cell, roles[cell.name])
            for n in range(-1, rounds):
                for cell in cells:
                    run = cell.trigger(f"round-{n}")
                    run.until_ended()
                    # the first one finds nothing in any cache
                    if n >= 0:
                        took[cell.column].append(round(run.seconds(), 1))
                        log.info("%s: %s s", cell.column, took[cell.column][-1])
        return took

    @contextmanager
    def _stage(self, scenarios: Sequence[Scenario], columns: Sequence[str]) -> Iterator[tuple[Cluster, list[Cell], Roles]]:
        """A cluster and an Airflow that has the DAGs of all cells."""
        images = "busybox,spark" if any("spark:" in s.spec for s in scenarios) else "busybox"
        cluster = Cluster(self._given) if self._given else Cluster.start(self._folder / "cluster", images)
        airflow = None
        try:
            airflow = Airflow(
                self._version,
                _environment(self._version),
                self._folder / "airflow",
                cluster.account("airflow", "airflow-worker"),
                {"TIDYDAG_DEADLINE_SECONDS": str(seconds(POLICY_DEADLINE))},
            )
            played = [s for s in scenarios if dags.plays(s, self._version)]
            if others := [s.name for s in scenarios if s not in played]:
                log.info("not for Airflow %s: %s", self._version, ", ".join(others))
            cells = [Cell(s, column, airflow, cluster) for s in played for column in columns if column in s.columns]
            if not cells:
                raise SystemExit("scenarios: none of these scenarios has one of these columns on this Airflow")
            roles = dags.write(airflow, cells, self._folder)
            airflow.start()
            _until_loaded(airflow, {cell.name for cell in cells})
            yield cluster, cells, roles
        finally:
            if airflow:
                airflow.stop()
            if not self._given:
                cluster.stop()

    def _cells(self, cells: list[Cell], observer: Observer, roles: Roles) -> dict[str, Outcome]:
        with ThreadPoolExecutor(len(cells)) as pool:
            played = pool.map(lambda cell: self._cell(cell, observer, roles[cell.name]), cells)
            return {cell.name: outcome for cell, outcome in zip(cells, played)}

    def _cell(self, cell: Cell, observer: Observer, roles: list[dict[str, Any]]) -> Outcome:
        scenario = cell.scenario
        outcome = Outcome(
            scenario.name,
            cell.column,
            cell.airflow.version,
            expected_end=scenario.ending(cell.column),
            releases=scenario.releasing(cell.column),
            namespaces=len(cell.namespaces),
            to_keep=dict(scenario.kept) if cell.keeps() else {},
            beyond=scenario.beyond,
            forbids=list(scenario.forbids),
        )
        try:
            with nullcontext() if cell.meeting else self._slots["spark" if cell.uses("spark") else "pod"]:
                _prepare(cell, roles)
                cell.timelines = {namespace: observer.begin(namespace) for namespace in cell.namespaces}
                begun = time.time()
                scenario.play(cell)
                lifted = time.time()
            run = cell.runs[-1]
            ended = cell.ended or run.ended_at() or lifted
            last = max(ended, lifted, last_start(cell.runs) + cell.deadline()) + SOON
            if cell.keeps():
                last += cell.deadline()
            _wait_and_see(cell, last)
            outcome.ended, outcome.seconds = run.state()["state"], round(ended - begun, 1)
            outcome.released, outcome.harmed, outcome.runs = released(run), cell.harmed, len(cell.runs) + cell.runs_elsewhere
            count(outcome, cell.timelines.values(), ended, last)
            if cell.keeps():
                # The release, from which the time counts, was some seconds before the run's end.
                outcome.kept = by_kind(running(cell.timelines[cell.name].at(ended + cell.keeps() * 3 / 4)))
        except Exception as e:
            if cell.meeting:
                cell.meeting.abort()
            log.debug("%s", traceback.format_exc())
            outcome.error = f"{type(e).__name__}: {e}"
        if another_fault(outcome):
            log.info("the tasks of %s said:\n%s", cell.name, cell.airflow.task_logs(cell.name))
        for namespace in cell.namespaces:
            observer.end(namespace)
            cell.cluster.kube.delete(f"/api/v1/namespaces/{namespace}")
        left = f"left {words(outcome.left_at_last) or 'nothing'}, gone after {outcome.gone_after}"
        log.info("%s: %s", cell.name, outcome.error or "; ".join([left, *outcome.harmed]))
        return outcome


def _environment(version: str) -> Path:
    command = [TESTBED / "airflow/provision", "--with", "psycopg2-binary==2.9.9", "asyncpg==0.29.0", version]
    return Path(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip())


def _until_loaded(airflow: Airflow, names: set[str]) -> None:
    def loaded() -> bool:
        if errors := airflow.rest.import_errors():
            raise RuntimeError("DAGs do not load:\n" + "\n".join(errors))
        return names <= airflow.rest.dags()

    wait("all DAGs", loaded, 600, every=2)


def _together(cells: list[Cell]) -> Iterator[list[Cell]]:
    """Side by side what harms itself only; then one by one the scenarios that harm all."""
    if beside := [cell for cell in cells if not cell.scenario.harms_all]:
        yield beside
    for scenario in dict.fromkeys(cell.scenario.name for cell in cells if cell.scenario.harms_all):
        all_at_once = [cell for cell in cells if cell.scenario.name == scenario]
        meeting = threading.Barrier(len(all_at_once))
        for cell in all_at_once:
            cell.meeting = meeting
        yield all_at_once


def _prepare(cell: Cell, roles: list[dict[str, Any]]) -> None:
    kube = cell.cluster.kube
    annotations = dict(cell.scenario.annotations)
    for namespace in cell.namespaces:
        path = f"/api/v1/namespaces/{namespace}"
        wait("the end of an earlier play", lambda: not kube.find(path), 240)
        kube.create("/api/v1/namespaces", {"metadata": {"name": namespace, "annotations": annotations}})
        wait("the namespace's account", lambda: kube.find(f"{path}/serviceaccounts/default"), 60)
        wait("the namespace's certificate", lambda: kube.find(f"{path}/configmaps/kube-root-ca.crt"), 60)
    if cell.uses("spark"):
        kube.create(cell.path("serviceaccounts"), {"metadata": {"name": "spark"}})
    for manifest in roles:
        kube.apply(manifest)


def _wait_and_see(cell: Cell, last: float) -> None:
    """Until all has been looked at after the last moment that counts, or longer where only kubelet's sweep is to come."""
    time.sleep(max(0.0, last - time.time()))
    timelines = cell.timelines.values()
    wait("a look at the cluster", lambda: all(t.last >= last for t in timelines), 60, every=EVERY)
    while time.time() < last + SWEEP and any(t.swept_soon() for t in timelines):
        time.sleep(EVERY)


def _audit(cluster: Cluster, cells: list[Cell], outcomes: dict[str, Outcome], roles: Roles) -> None:
    asked: dict[tuple[str, str], list[audit.Call]] = {}
    with (cluster.folder / "audit.log").open() as lines:
        for call in audit.calls(lines):
            asked.setdefault((call.namespace, call.user), []).append(call)
    for cell in cells:
        outcome = outcomes[cell.name]
        calls = [call for namespace in cell.namespaces for call in asked.get((namespace, ACCOUNT), [])]
        anchor = [c for c in calls if c.name.startswith(audit.ANCHOR)]
        outcome.anchors = len({(c.namespace, c.name) for c in anchor if c.right.verb == "create" and c.code == 201})
        outcome.anchor_calls, outcome.anchor_seconds = len(anchor), round(sum(c.seconds for c in anchor), 3)
        outcome.created = sum(c.right.verb == "create" and c.code == 201 for c in calls)
        outcome.granted = sorted(map(str, audit.granted(roles[cell.name], ACCOUNT)))
        outcome.used = sorted(map(str, audit.used(calls)))
        outcome.refused = dict(Counter(str(c.right) for c in calls if c.code == 403))
        spark = audit.account(cell.name, "spark")
        calls = asked.get((cell.name, spark), [])
        outcome.spark_granted = sorted(map(str, audit.granted(roles[cell.name], spark)))
        outcome.spark_used = sorted(map(str, audit.used(calls)))
        outcome.spark_refused = dict(Counter(str(c.right) for c in calls if c.code == 403))
