"""Runs scenarios in all columns side by side; see --help."""

from __future__ import annotations

import argparse
import fnmatch
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Iterator, Sequence

import yaml

import alone
import audit
import by_hand
import job
import pod
import rights
import spark
import table
from cells import COLUMNS, GENERATED, POLICY, Cell, Scenario, last_start, released
from deployment import Airflow
from kube import TESTBED, Cluster, wait
from observer import EVERY, Observer
from outcome import SOON, SWEEP, Outcome, count, violations, words

log = logging.getLogger("scenarios")
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)

PROVIDERS = {"2.8.4": "8.0.1", "2.10.5": "8.4.2", "2.11.2": "10.25.0", "3.3.2": "10.25.0"}
FAMILIES = {"Pods": pod.SCENARIOS, "Spark": spark.SCENARIOS, "Jobs": job.SCENARIOS, "Permissions": rights.SCENARIOS, "The whole cluster": alone.SCENARIOS}
# How many DAG runs two cores carry at a time. A Spark run has two JVMs.
AT_ONCE = {"pod": 8, "spark": 3}
# What each push runs: a fault of each sort, in the columns that promise something and the one that people have.
CI_COLUMNS = ("handwritten", "teardown", "anchor", "companion")
CI = (
    "pod-success", "pod-dagrun-timeout", "pod-worker-killed", "pod-keep-failed-for", "pod-two-runs-at-once",
    "pod-deleting-forbidden", "pod-only-failed-cleared", "spark-success", "spark-driver-halted", "spark-worker-killed",
    "job-killed-by-user", "alone-airflow-gone",
)  # fmt: skip
ACCOUNT = "system:serviceaccount:airflow:airflow-worker"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="testbed/scenarios/run", description=__doc__)
    parser.add_argument("--only", action="append", default=[], metavar="PATTERN", help="scenarios, such as 'pod-*'")
    parser.add_argument("--columns", help=f"some of {','.join((*COLUMNS, POLICY))}")
    parser.add_argument("--airflow", default="3.3.2", choices=PROVIDERS, help="default: %(default)s")
    parser.add_argument("--ci", action="store_true", help="the part for each push: at most 20 minutes of two cores")
    parser.add_argument("--json", type=Path, metavar="FILE", help="adds the outcomes to this file")
    parser.add_argument("--table", action="store_true", help="renews docs/leaks.json and docs/leaks.md")
    parser.add_argument("--cluster", type=Path, metavar="DIR", help="a running cluster of testbed/up, instead of one of its own")
    parser.add_argument("--keep", action="store_true", help="leaves logs and DAGs where they are, and says where")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    patterns = options.only or (CI if options.ci else ["*"])
    scenarios = [s for family in FAMILIES.values() for s in family if any(fnmatch.fnmatch(s.name, p) for p in patterns)]
    columns = options.columns.split(",") if options.columns else CI_COLUMNS if options.ci else (*COLUMNS, POLICY)
    if not scenarios or not set(columns) <= {*COLUMNS, POLICY}:
        print("scenarios: no such scenario or column", file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="scenarios-"))
    folder.chmod(0o711)  # for the user postgres
    try:
        outcomes = Session(folder, options).play(scenarios, columns)
    finally:
        if options.keep:
            log.info("everything is in %s", folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        table.merge(options.json, outcomes)
    if options.table:
        table.merge(TESTBED.parent / "docs/leaks.json", outcomes)
        table.write(TESTBED.parent / "docs/leaks.json", TESTBED.parent / "docs/leaks.md", FAMILIES)
    print(table.grid(outcomes, {s.name: s.name for s in scenarios}))
    broken = [(o, v) for o in outcomes for v in violations(o)]
    for outcome, violation in broken:
        print(f"{outcome.scenario} {outcome.column}: {violation}")
    print(f"{len(outcomes)} cells, {len({id(o) for o, _ in broken})} broken")
    return 1 if broken else 0


class Session:
    """One cluster, one Airflow, and the cells that share them."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self._folder = folder
        self._options = options
        self._slots = {kind: threading.Semaphore(n) for kind, n in AT_ONCE.items()}

    def play(self, scenarios: list[Scenario], columns: Sequence[str]) -> list[Outcome]:
        cluster = Cluster(self._options.cluster) if self._options.cluster else self._cluster(scenarios)
        airflow = None
        try:
            environment = subprocess.run(
                [TESTBED / "airflow/provision", "--with", "psycopg2-binary==2.9.9", "asyncpg==0.29.0", self._options.airflow],
                check=True, stdout=subprocess.PIPE, text=True,
            ).stdout.strip()  # fmt: skip
            airflow = Airflow(
                self._options.airflow, Path(environment), self._folder / "airflow", cluster.account("airflow", "airflow-worker"),
                {"TIDYDAG_DEADLINE_SECONDS": "90"},
            )  # fmt: skip
            cells = [Cell(s, c, airflow, cluster) for s in scenarios for c in columns if c in s.columns and (airflow.major == 3 or not s.newest)]
            roles = self._write_dags(airflow, cells)
            airflow.start()
            names = {cell.name for cell in cells}
            wait("all DAGs", lambda: names <= airflow.rest.dags() or self._stop_at_import_errors(airflow), 600, every=2)
            log.info("%d cells", len(cells))
            observer = Observer(cluster)
            observer.start()
            outcomes = {}
            for together in self._together(cells):
                with ThreadPoolExecutor(len(together)) as pool:
                    played = pool.map(lambda cell: self._cell(cell, observer, roles[cell.name]), together)
                    outcomes |= {cell.name: outcome for cell, outcome in zip(together, played)}
            self._audit(cluster, cells, [outcomes[cell.name] for cell in cells], roles)
            return list(outcomes.values())
        finally:
            if airflow:
                airflow.stop()
            if not self._options.cluster:
                cluster.stop()

    def _cluster(self, scenarios: list[Scenario]) -> Cluster:
        needs_spark = any(s in spark.SCENARIOS for s in scenarios)
        return Cluster.start(self._folder / "cluster", "busybox,spark" if needs_spark else "busybox")

    @staticmethod
    def _together(cells: list[Cell]) -> Iterator[list[Cell]]:
        """Side by side what harms itself only; then one by one the scenarios that harm all."""
        if beside := [cell for cell in cells if cell.scenario not in alone.SCENARIOS]:
            yield beside
        for scenario in alone.SCENARIOS:
            if all_at_once := [cell for cell in cells if cell.scenario is scenario]:
                meeting = threading.Barrier(len(all_at_once))
                for cell in all_at_once:
                    cell.meeting = meeting
                yield all_at_once

    @staticmethod
    def _stop_at_import_errors(airflow: Airflow) -> bool:
        if errors := airflow.rest.import_errors():
            raise RuntimeError("DAGs do not load:\n" + "\n".join(errors))
        return False

    def _write_dags(self, airflow: Airflow, cells: list[Cell]) -> dict[str, list[dict]]:
        """Writes every cell's DAG; returns the RBAC that it needs, as tidydag renders it."""
        specs, plain = self._folder / "specs", self._folder / "plain"
        specs.mkdir()
        airflow.dags.mkdir(parents=True)
        settings = {
            "targets": [{"airflow": airflow.version, "provider": PROVIDERS[airflow.version]}],
            "airflow_service_account": "airflow/airflow-worker",
        }
        (specs / ".tidydag.yaml").write_text(yaml.safe_dump(settings))
        rendered = self._folder / "rendered"
        # Every strategy, since a scenario may change from one to another.
        generated = [Cell(s, column, airflow, cells[0].cluster) for s in {c.scenario.name: c.scenario for c in cells}.values() for column in GENERATED]
        for cell in {c.name: c for c in (*generated, *cells)}.values():
            cell.rendered = rendered
            spec = cell.spec()
            if cell.column not in GENERATED:
                run = None
                if cell.column == POLICY:
                    spec["cleanup"] = {"strategy": "anchor", "deadline": "90s"}
                elif cell.column == "companion":
                    spec["cleanup"] = {"strategy": "anchor", "deadline": f"{cell.deadline()}s"}
                    keep = cell.scenario.cleanup.get("keep_failed_for")
                    kept = f", keep_failed_for=timedelta(seconds={by_hand.seconds(keep)})" if keep else ""
                    run = f"owned_by_run(deadline=timedelta(seconds={cell.deadline()}){kept})"
                else:
                    spec["cleanup"] = {"strategy": "none"}
                habits = {**spec["defaults"], "pod": {**spec["defaults"]["pod"], **cell.scenario.by_hand}}
                by_hand.write({**spec, "defaults": habits}, airflow.dags, run)
            (specs / f"{cell.name}.dag.yaml").write_text(yaml.safe_dump(spec, sort_keys=False))
        self._tidydag("generate", str(specs), "-o", str(rendered))
        for cell in cells:
            if cell.column in GENERATED:
                shutil.copy(rendered / f"{cell.name}.py", airflow.dags)
                if (rendered / cell.name).is_dir():
                    shutil.copytree(rendered / cell.name, airflow.dags / cell.name)
        shutil.copytree(Path(__file__).parent / "airflow_config", airflow.folder / "config")
        self._tidydag("companion", "-o", str(airflow.folder / "config"), "--policy")
        return {
            cell.name: list(yaml.safe_load_all((rendered / cell.name / "rbac.yaml").read_text())) for cell in cells
        }

    @staticmethod
    def _tidydag(*command: str) -> None:
        done = subprocess.run([TESTBED.parent / "tidydag", *command], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"tidydag {command[0]}:\n{done.stdout}{done.stderr}")

    def _cell(self, cell: Cell, observer: Observer, roles: list[dict]) -> Outcome:
        outcome = Outcome(
            cell.scenario.name, cell.column, cell.airflow.version,
            expected_end=cell.scenario.ending(cell.column), kept=cell.scenario.kept, beyond=cell.scenario.beyond, forbids=list(cell.scenario.forbids),
        )  # fmt: skip
        try:
            with nullcontext() if cell.meeting else self._slots["spark" if cell.uses("spark") else "pod"]:
                self._prepare(cell, roles)
                cell.timelines = {namespace: observer.begin(namespace) for namespace in cell.namespaces}
                begun = time.time()
                cell.scenario.play(cell)
                lifted = time.time()
            ended = cell.ended or cell.runs[-1].ended_at() or lifted
            last = max(ended, lifted, last_start(cell.runs) + cell.deadline()) + SOON
            if cell.scenario.kept:
                last += cell.deadline()
            time.sleep(max(0.0, last + 2 * EVERY - time.time()))
            while time.time() < last + SWEEP and any(t.swept_soon() for t in cell.timelines.values()):
                time.sleep(EVERY)
            state = cell.runs[-1].state()
            outcome.ended, outcome.seconds = state["state"], round(ended - begun, 1)
            outcome.released = released(cell.runs[-1])
            outcome.harmed = cell.harmed
            count(outcome, cell.timelines.values(), ended, last)
        except Exception as e:
            if cell.meeting:
                cell.meeting.abort()
            log.debug("%s", traceback.format_exc())
            outcome.error = f"{type(e).__name__}: {e}"
        for namespace in cell.namespaces:
            observer.end(namespace)
            cell.cluster.kube.delete(f"/api/v1/namespaces/{namespace}")
        left = f"left {words(outcome.left_at_last) or 'nothing'}, gone after {outcome.gone_after}"
        log.info("%s: %s", cell.name, outcome.error or "; ".join([left, *outcome.harmed]))
        return outcome

    @staticmethod
    def _prepare(cell: Cell, roles: list[dict]) -> None:
        kube = cell.cluster.kube
        for namespace in cell.namespaces:
            kube.create("/api/v1/namespaces", {"metadata": {"name": namespace, "annotations": dict(cell.scenario.annotations)}})
            wait("the namespace", lambda: kube.find(f"/api/v1/namespaces/{namespace}/serviceaccounts/default"), 60)
            wait("the namespace", lambda: kube.find(f"/api/v1/namespaces/{namespace}/configmaps/kube-root-ca.crt"), 60)
        if cell.uses("spark"):
            kube.create(cell.path("serviceaccounts"), {"metadata": {"name": "spark"}})
        for manifest in roles:
            kube.apply(manifest)

    def _audit(self, cluster: Cluster, cells: list[Cell], outcomes: list[Outcome], roles: dict[str, list[dict]]) -> None:
        by_namespace: dict[str, list[audit.Call]] = {}
        with (cluster.folder / "audit.log").open() as lines:
            for call in audit.calls(lines, ACCOUNT):
                by_namespace.setdefault(call.namespace, []).append(call)
        for cell, outcome in zip(cells, outcomes):
            calls = [call for namespace in cell.namespaces for call in by_namespace.get(namespace, [])]
            anchor = [c for c in calls if c.name.startswith("tidydag-run-")]
            outcome.anchor_calls, outcome.anchor_seconds = len(anchor), round(sum(c.seconds for c in anchor), 3)
            outcome.created = sum(c.right.verb == "create" and c.code == 201 for c in calls)
            outcome.granted = sorted(map(str, audit.granted(roles[cell.name], ACCOUNT)))
            outcome.used = sorted(map(str, audit.used(calls)))
            outcome.refused = dict(Counter(str(c.right) for c in calls if c.code == 403))


if __name__ == "__main__":
    sys.exit(main())
