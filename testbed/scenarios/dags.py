"""Writes the DAGs of all cells: tidydag's for the generated columns, and those by hand."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

import by_hand
from cells import GENERATED, POLICY, POLICY_DEADLINE, Cell, Scenario
from deployment import Airflow
from kube import TESTBED

PROVIDERS = {"2.8.4": "8.0.1", "2.10.5": "8.4.2", "2.11.2": "10.25.0", "3.3.2": "10.25.0"}
# Kinds of tasks that tidydag refuses for an Airflow: KubernetesJobOperator of 8.0.1 cannot wait for its Job.
REFUSED = {"2.8.4": ("job",)}


def plays(scenario: Scenario, airflow: str) -> bool:
    """Whether an Airflow has what the scenario needs, and tidydag writes its DAG for it."""
    return scenario.possible(airflow) and not any(scenario.uses(kind) for kind in REFUSED.get(airflow, ()))


def write(airflow: Airflow, cells: list[Cell], folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Fills Airflow's DAG folder; returns by cell the RBAC that its DAG needs, as tidydag renders it."""
    specs, rendered = folder / "specs", folder / "rendered"
    specs.mkdir()
    airflow.dags.mkdir(parents=True)
    target = {"airflow": airflow.version, "provider": PROVIDERS[airflow.version]}
    settings = {"targets": [target], "airflow_service_account": "airflow/airflow-worker"}
    (specs / ".tidydag.yaml").write_text(yaml.safe_dump(settings))
    before = [Cell(c.scenario, c.scenario.before, airflow, c.cluster) for c in cells if c.scenario.before]
    for cell in {c.name: c for c in (*before, *cells)}.values():
        cell.rendered = rendered
        spec = cell.spec()
        if cell.column not in GENERATED:
            run = _by_hand(cell, spec, airflow.dags)
            # For its RBAC alone.
            anchor = {"strategy": "anchor", "deadline": POLICY_DEADLINE, **cell.scenario.cleanup}
            spec["cleanup"] = anchor if run else {"strategy": "none"}
        (specs / f"{cell.name}.dag.yaml").write_text(yaml.safe_dump(spec, sort_keys=False))
    _tidydag("generate", specs, "-o", rendered)
    for cell in cells:
        if cell.column in GENERATED:
            shutil.copy(rendered / f"{cell.name}.py", airflow.dags)
            shutil.copytree(rendered / cell.name, airflow.dags / cell.name)
    shutil.copytree(Path(__file__).parent / "airflow_config", airflow.folder / "config")
    _tidydag("companion", "-o", airflow.folder / "config", "--policy")
    return {cell.name: list(yaml.safe_load_all((rendered / cell.name / "rbac.yaml").read_text())) for cell in cells}


def _by_hand(cell: Cell, spec: dict[str, Any], folder: Path) -> bool:
    """Writes the DAG of a column by hand; returns whether its runs have an anchor."""
    run = None
    if cell.column == "companion":
        arguments = {"deadline": cell.deadline()}
        if keep := cell.scenario.cleanup.get("keep_failed_for"):
            arguments["keep_failed_for"] = by_hand.seconds(keep)
        run = f"owned_by_run({', '.join(f'{name}=timedelta(seconds={n})' for name, n in arguments.items())})"
    defaults = {kind: {**own, **cell.scenario.by_hand} for kind, own in spec["defaults"].items()}
    by_hand.write({**spec, "defaults": defaults}, folder, run)
    return cell.column in ("companion", POLICY)


def _tidydag(*command: str | Path) -> None:
    done = subprocess.run([TESTBED.parent / "tidydag", *command], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"tidydag {command[0]}:\n{done.stdout}{done.stderr}")
