"""Real operators of the environment's Airflow, a fake Kubernetes behind them."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Iterator

HERE = Path(__file__).resolve().parent
COMPANION = (
    HERE.parents[2]
    / "templates/src/main/resources/io/github/tidydag/templates/companion"
)

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="tidydag-airflow-"))
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
os.environ["AIRFLOW__CORE__UNIT_TEST_MODE"] = "False"
os.environ["AIRFLOW_CONN_KUBERNETES_DEFAULT"] = '{"conn_type": "kubernetes"}'
sys.path[:0] = [str(COMPANION), str(HERE.parent)]

import pytest  # noqa: E402
from airflow import DAG  # noqa: E402
from airflow import __version__ as airflow_version  # noqa: E402
from airflow.providers.cncf.kubernetes import __version__ as provider_version  # noqa: E402
from airflow.providers.cncf.kubernetes.operators.job import KubernetesJobOperator  # noqa: E402
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator  # noqa: E402
from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import (  # noqa: E402
    SparkKubernetesOperator,
)

import tidydag_run  # noqa: E402
from fake_kubernetes import FakeKubernetes  # noqa: E402

AIRFLOW = tuple(int(part) for part in airflow_version.split(".")[:3])
PROVIDER = tuple(int(part) for part in provider_version.split(".")[:3])
NAMESPACE = "data-jobs"
SPARK = """
apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  name: aggregate
spec:
  type: Python
  mainApplicationFile: local:///app/{{ ds }}.py
  driver: {cores: 1}
  executor: {instances: 1}
"""


class LateOperator(KubernetesPodOperator):
    """Asks for its cluster when it runs, as EksPodOperator does."""

    def execute(self, context: Any) -> Any:
        self.config_file = "/nonexistent/of-the-cloud"
        return super().execute(context)


class EksPodOperator(LateOperator):
    __module__ = "airflow.providers.amazon.aws.operators.eks"


class OurEksPodOperator(EksPodOperator):
    pass


class GKEStartPodOperator(KubernetesPodOperator):
    @cached_property
    def hook(self) -> Any:
        raise AssertionError("asks a cloud")


OF_CLOUDS = (EksPodOperator, OurEksPodOperator, GKEStartPodOperator)


class TaskInstance(SimpleNamespace):
    """What operators and the helper use of a task instance, without a database."""

    def xcom_push(self, **_: Any) -> None:
        pass

    def xcom_pull(self, **_: Any) -> None:
        pass


class TaskInstance3(TaskInstance):
    def get_task_states(
        self, dag_id: str, run_ids: list[str]
    ) -> dict[str, dict[str, str]]:
        assert dag_id == self.dag_id
        return {
            run_id: {
                i.task_id if i.map_index < 0 else f"{i.task_id}_{i.map_index}": i.state
                for i in self.instances
            }
            for run_id in run_ids
        }


class World:
    """A DAG, its runs, and the cluster they work on."""

    def __init__(self, kubernetes: FakeKubernetes, folder: Path) -> None:
        self.kubernetes = kubernetes
        self.folder = folder
        self.kubeconfig = kubernetes.kubeconfig(folder / "kubeconfig")
        self.dag = self.new_dag("nightly_sales")
        self.states: dict[Any, str] = {}

    def new_dag(self, dag_id: str, **kwargs: Any) -> DAG:
        return DAG(
            dag_id,
            start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
            schedule=None,
            catchup=False,
            template_searchpath=[str(self.folder)],
            **kwargs,
        )

    def arguments(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "namespace": NAMESPACE,
            "config_file": self.kubeconfig,
            "in_cluster": False,
            "dag": self.dag,
            **kwargs,
        }

    def pod(self, **kwargs: Any) -> KubernetesPodOperator:
        kwargs = {"task_id": "extract", "image": "busybox", "cmds": ["true"], **kwargs}
        return KubernetesPodOperator(
            **self.arguments(on_finish_action="keep_pod", **kwargs)
        )

    def job(self, **kwargs: Any) -> KubernetesJobOperator:
        kwargs = {"task_id": "index", "image": "busybox", "name": "index", **kwargs}
        return KubernetesJobOperator(**self.arguments(**kwargs))

    def spark(self, manifest: str = SPARK, **kwargs: Any) -> SparkKubernetesOperator:
        (self.folder / "app.yaml").write_text(manifest)
        kwargs = {
            "task_id": "aggregate",
            "application_file": "app.yaml",
            "delete_on_termination": False,
            "reattach_on_restart": False,
            **kwargs,
        }
        return SparkKubernetesOperator(**self.arguments(**kwargs))

    def context(self, task: Any, run_id: str = "manual__1") -> dict[str, Any]:
        """A context as operators see it; self.states holds how the run's other tasks ended."""
        instances = []
        for key, state in self.states.items():
            task_id, map_index = key if isinstance(key, tuple) else (key, -1)
            instances.append(
                SimpleNamespace(task_id=task_id, map_index=map_index, state=state)
            )
        ti = (TaskInstance3 if AIRFLOW >= (3,) else TaskInstance)(
            dag_id=self.dag.dag_id,
            task_id=task.task_id,
            run_id=run_id,
            try_number=1,
            max_tries=task.retries,
            map_index=-1,
            task=task,
            instances=instances,
            id="0",
        )
        dag_run = SimpleNamespace(
            dag_id=self.dag.dag_id, run_id=run_id, get_task_instances=lambda: instances
        )
        return {
            "dag": self.dag,
            "dag_run": dag_run,
            "ds": "2026-01-01",
            "outlet_events": {},
            "params": {},
            "run_id": run_id,
            "task": task,
            "task_instance": ti,
            "ti": ti,
        }

    def begin(self, task: Any, run_id: str = "manual__1") -> tuple[Any, dict[str, Any]]:
        """As far as a worker gets before execute: a copy, rendered, with pre_execute done."""
        task = task.prepare_for_execution()
        context = self.context(task, run_id)
        task.render_template_fields(context)
        if task._pre_execute_hook is not None:
            task._pre_execute_hook(context)
        return task, context

    def run(self, task: Any, run_id: str = "manual__1") -> Any:
        task, context = self.begin(task, run_id)
        return task.execute(context)

    def anchor(self) -> dict[str, Any]:
        found = [
            j
            for j in self.kubernetes.all("jobs")
            if j["metadata"]["name"].startswith("tidydag-run-")
        ]
        assert len(found) == 1, found
        return found[0]

    def owner(self) -> dict[str, str]:
        metadata = self.anchor()["metadata"]
        return {
            "apiVersion": "batch/v1",
            "kind": "Job",
            "name": metadata["name"],
            "uid": metadata["uid"],
        }


@pytest.fixture
def kubernetes() -> Iterator[FakeKubernetes]:
    fake = FakeKubernetes()
    yield fake
    fake.close()


@pytest.fixture
def world(kubernetes: FakeKubernetes, tmp_path: Path) -> World:
    return World(kubernetes, tmp_path)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks again soon, and gives up late: only tests of giving up shorten that."""
    for name, seconds in {
        "WAIT_UNTIL_GONE": 30.0,
        "WAIT_FOR_CLOCK": 30.0,
        "WAIT_FOR_QUOTA": 30.0,
        "POLL": 0.05,
        "POLL_QUOTA": 0.05,
        "BACKOFF": 0.01,
    }.items():
        assert hasattr(tidydag_run, name)
        monkeypatch.setattr(tidydag_run, name, seconds)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives up soon."""
    for name in ("WAIT_UNTIL_GONE", "WAIT_FOR_CLOCK", "WAIT_FOR_QUOTA"):
        monkeypatch.setattr(tidydag_run, name, 0.5)


@pytest.fixture
def owned() -> tidydag_run.OwnedByRun:
    return tidydag_run.owned_by_run(
        deadline=timedelta(hours=7), deployment="prod-airflow"
    )
