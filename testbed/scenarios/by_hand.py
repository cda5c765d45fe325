"""A spec as people would write it by hand, for the operators' own behaviour and for the companion.

This reads specs without tidydag: what it leaves to the operators, tidydag's columns are compared with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

OPERATORS = {
    "pod": "airflow.providers.cncf.kubernetes.operators.pod.KubernetesPodOperator",
    "spark": "airflow.providers.cncf.kubernetes.operators.spark_kubernetes.SparkKubernetesOperator",
    "job": "airflow.providers.cncf.kubernetes.operators.job.KubernetesJobOperator",
}
DURATIONS = {"execution_timeout", "retry_delay", "dagrun_timeout"}
# A release that follows a task which does not wait for its Job would end it.
WITH_RELEASE = {"job": {"wait_until_job_complete": True}}


def write(spec: Mapping[str, Any], folder: Path, companion: str | None) -> None:
    """Writes DAG_ID.py and its files; `companion` is the expression of the run, where the helper is used."""
    dag_id = spec["dag_id"]
    lines = ["from datetime import datetime, timedelta, timezone", "", "from airflow import DAG"]
    kinds = {kind for task in spec["tasks"].values() for kind in OPERATORS if kind in task}
    lines += ["from {} import {}".format(*OPERATORS[kind].rsplit(".", 1)) for kind in sorted(kinds)]
    if companion:
        lines += ["from tidydag_run import owned_by_run, release_run", "", f"RUN = {companion}"]
    arguments = {"dag_id": dag_id, "schedule": None, "catchup": False}
    arguments |= {key: spec[key] for key in ("dagrun_timeout", "tags", "params") if key in spec}
    lines += ["", f"with DAG({_arguments(arguments)}, start_date=datetime(2026, 1, 1, tzinfo=timezone.utc)):"]
    variables = {task: re.sub(r"\W", "_", task) for task in spec["tasks"]}
    for name, task in spec["tasks"].items():
        lines.append(f"    {variables[name]} = {_task(name, task, spec, folder, bool(companion))}")
    for name, task in spec["tasks"].items():
        lines += [f"    {variables[before]} >> {variables[name]}" for before in task.get("depends_on", [])]
    if companion:
        lines.append(f"    [{', '.join(variables.values())}] >> release_run(RUN)")
    (folder / f"{dag_id}.py").write_text("\n".join(lines) + "\n")


def _task(name: str, task: Mapping[str, Any], spec: Mapping[str, Any], folder: Path, companion: bool) -> str:
    kind = next(kind for kind in OPERATORS if kind in task)
    own = {"task_id": name, **(WITH_RELEASE.get(kind, {}) if companion else {})}
    own |= {key: value for key, value in task.items() if key not in (*OPERATORS, "depends_on", "expand")}
    own |= {**spec.get("defaults", {}).get(kind, {}), **task[kind]}
    if application := own.pop("application", None):
        manifest = {
            "apiVersion": "sparkoperator.k8s.io/v1beta2",
            "kind": "SparkApplication",
            "metadata": {"name": name},
        }
        (folder / spec["dag_id"]).mkdir(exist_ok=True)
        file = folder / spec["dag_id"] / f"{name}.yaml"
        file.write_text(yaml.safe_dump({**manifest, **application}, sort_keys=False))
        own["application_file"] = f"{spec['dag_id']}/{name}.yaml"
    text = _arguments(own) + (", pre_execute=RUN" if companion else "")
    operator = OPERATORS[kind].rsplit(".", 1)[1]
    if expand := task.get("expand"):
        return f"{operator}.partial({text}).expand({_arguments(expand)})"
    return f"{operator}({text})"


def _arguments(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}={_value(key, value)}" for key, value in values.items())


def _value(key: str, value: Any) -> str:
    return f"timedelta(seconds={seconds(value)})" if key in DURATIONS else repr(value)


def seconds(duration: str) -> int:
    """Of a duration in a spec, such as 1m30s."""
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    return sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+)([smhd])", duration))
