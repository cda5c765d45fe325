"""SparkApplications as the operator submits them, after Airflow's own rendering."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, Iterator

import pendulum
import pytest
import yaml
from conftest import SPECS
from fake_kubernetes import FakeKubernetes
from specfiles import Spec

SPARK = [(s, t) for s in SPECS for t in s.tasks if s.kind(t) == "spark"]
DAY = pendulum.datetime(2026, 3, 4, 5, tz="UTC")
RUN_ID = "manual__2026-03-04T05:00:00+00:00"


@pytest.fixture
def kubernetes() -> Iterator[FakeKubernetes]:
    fake = FakeKubernetes()
    yield fake
    fake.close()


class Pulled:
    """What another task has returned, whatever is in it."""

    def __getattr__(self, name: str) -> str:
        return f"its {name}"

    __getitem__ = __getattr__


def context_of(dag: Any, task: Any) -> dict[str, Any]:
    ids = {"dag_id": dag.dag_id, "run_id": RUN_ID}
    ti = SimpleNamespace(
        **ids,
        task_id=task.task_id,
        try_number=1,
        max_tries=task.retries,
        map_index=-1,
        task=task,
    )
    ti.xcom_pull = lambda **_: Pulled()
    return {
        "dag": dag,
        "task": task,
        "ti": ti,
        "task_instance": ti,
        "dag_run": SimpleNamespace(**ids),
        "run_id": RUN_ID,
        "ds": "2026-03-04",
        "ds_nodash": "20260304",
        "data_interval_start": DAY,
        "data_interval_end": DAY,
        "logical_date": DAY,
        "params": {**dag.params.dump(), "conn": "by_template", "pool": "p"},
    }


@pytest.mark.parametrize(("spec", "name"), SPARK, ids=str)
def test_rendered(
    spec: Spec, name: str, dag_of: Any, kubernetes: FakeKubernetes, tmp_path: Path
) -> None:
    dag = dag_of(spec)
    task = dag.get_task(spec.full_id(name)).prepare_for_execution()
    context = context_of(dag, task)
    task.render_template_fields(context)
    if spec.owned:
        before_execute(task, context, kubernetes, tmp_path)
    body = task.manage_template_specs()["spark"]

    assert body["apiVersion"] == "sparkoperator.k8s.io/v1beta2"
    assert body["kind"] == "SparkApplication"
    strategy = spec.cleanup["strategy"]
    if strategy != "none":
        assert body["spec"]["timeToLiveSeconds"] > 0
        assert body["spec"]["restartPolicy"] == {"type": "Never"}
    wanted = expected(spec, name, dag, context)
    for key in ("timeToLiveSeconds", "restartPolicy"):
        wanted["spec"].setdefault(key, body["spec"].get(key))
        if wanted["spec"][key] is None:
            del wanted["spec"][key]
    assert body["spec"] == wanted["spec"]
    for key, value in wanted.get("metadata", {}).items():
        actual = body["metadata"][key]
        if key == "labels":  # ours come on top
            actual = {k: v for k, v in actual.items() if k in value}
        assert actual == value
    assert "{{" not in str(body)


def before_execute(
    task: Any, context: dict[str, Any], cluster: FakeKubernetes, folder: Path
) -> None:
    """What a worker does before execute, on a cluster in memory.

    On provider 8.0, which takes the text for a file's name, this hands over the application.
    """
    task.config_file = cluster.kubeconfig(folder / "kubeconfig")
    task.in_cluster = task.cluster_context = None
    task.kubernetes_conn_id = "kubernetes_default"
    task._pre_execute_hook(context)


def expected(
    spec: Spec, name: str, dag: Any, context: dict[str, Any]
) -> dict[str, Any]:
    spark = spec.tasks[name]["spark"]
    if "application" in spark:
        written = rendered(spark["application"], dag, context)
    else:
        text = (spec.path.parent / spark["application_file"]).read_text(
            encoding="utf-8"
        )
        written = yaml.safe_load(
            dag.get_template_env().from_string(text).render(**context)
        )
    if "file_upload" in spark:
        conf = written["spec"].setdefault("sparkConf", {})
        conf["spark.kubernetes.file.upload.path"] = spark["file_upload"]["path"]
    return written


def rendered(value: Any, dag: Any, context: dict[str, Any]) -> Any:
    """Each text by itself, as Jinja in a value is meant."""
    if isinstance(value, dict):
        return {k: rendered(v, dag, context) for k, v in value.items()}
    if isinstance(value, list):
        return [rendered(v, dag, context) for v in value]
    if isinstance(value, str):
        return dag.get_template_env().from_string(value).render(**context)
    return value
