"""The cluster policy, as Airflow applies it to DAG files that do not know of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from conftest import COMPANION, OF_CLOUDS
from tidydag_policy import Both, task_policy
from tidydag_run import OwnedByRun, labelled_by_run, pre_execute_of

try:
    from airflow.sdk import BaseOperator
except ImportError:
    from airflow.models.baseoperator import BaseOperator


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.setenv("TIDYDAG_DEPLOYMENT", "prod-airflow")
    monkeypatch.setenv("TIDYDAG_DEADLINE_SECONDS", "7200")


class OurPodOperator(KubernetesPodOperator):
    pass


def test_operators_get_an_owner(world):
    ours = OurPodOperator(**world.arguments(task_id="ours", image="busybox"))
    for task in (world.pod(), world.job(), world.spark(), ours):
        task_policy(task)
        run = pre_execute_of(task)
        assert isinstance(run, OwnedByRun)
        assert run.deadline == timedelta(hours=2)
        assert run.deployment == "prod-airflow"


def test_mapped_task_gets_an_owner(world, kubernetes):
    arguments = world.arguments(
        task_id="each", image="busybox", on_finish_action="keep_pod"
    )
    mapped = KubernetesPodOperator.partial(**arguments).expand(cmds=[["a"], ["b"]])
    task_policy(mapped)
    assert isinstance(pre_execute_of(mapped), OwnedByRun)
    world.run(mapped.unmap({"cmds": ["a"]}))
    assert kubernetes.only("pods")["metadata"]["ownerReferences"] == [world.owner()]


def test_objects_are_owned(world, kubernetes):
    task = world.pod()
    task_policy(task)
    world.run(task)
    assert kubernetes.only("pods")["metadata"]["ownerReferences"] == [world.owner()]


def test_other_operators_are_left_alone(world):
    task = BaseOperator(task_id="notify", dag=world.dag)
    task_policy(task)
    assert pre_execute_of(task) is None


@pytest.mark.parametrize("operator", OF_CLOUDS)
def test_operators_of_clouds_are_left_alone_with_a_warning(world, caplog, operator):
    for task_id in ("a", "b"):
        task = operator(**world.arguments(task_id=task_id, image="busybox"))
        task_policy(task)
        assert pre_execute_of(task) is None
    (warning,) = [r.getMessage() for r in caplog.records if r.name == "tidydag.run"]
    assert f"DAG nightly_sales: what {operator.__name__} creates" in warning


def test_pre_execute_of_the_dag_is_called_after_ours(world, kubernetes):
    seen = []

    def mine(context):
        seen.append((context["ti"].task_id, len(kubernetes.all("jobs"))))

    task = world.pod(pre_execute=mine)
    task_policy(task)
    assert isinstance(pre_execute_of(task), Both)
    task_policy(task)
    assert pre_execute_of(task).then is mine
    world.run(task)
    assert seen == [("extract", 1)]
    assert kubernetes.only("pods")["metadata"]["ownerReferences"] == [world.owner()]


def test_own_choice_of_the_dag_stays(world):
    run = labelled_by_run()
    task = world.pod(pre_execute=run)
    task_policy(task)
    assert pre_execute_of(task) is run


def test_tag_turns_it_off(world):
    world.dag = world.new_dag("off", tags=["tidydag:off", "sales"])
    task = world.pod()
    task_policy(task)
    assert pre_execute_of(task) is None


def test_deadline_follows_the_timeout_of_the_dag(world):
    world.dag = world.new_dag("timed", dagrun_timeout=timedelta(hours=6))
    task = world.pod()
    task_policy(task)
    assert pre_execute_of(task).deadline == timedelta(hours=7)


def test_without_a_deadline_it_warns_once(world, monkeypatch, caplog):
    monkeypatch.delenv("TIDYDAG_DEADLINE_SECONDS")
    world.dag = world.new_dag("endless")
    for task_id in ("a", "b"):
        task = world.pod(task_id=task_id)
        task_policy(task)
        assert pre_execute_of(task) is None
    warnings = [r for r in caplog.records if r.name == "tidydag.run"]
    assert ["endless has no dagrun_timeout" in r.getMessage() for r in warnings] == [
        True
    ]


DAG_FILE = """
from datetime import datetime
from airflow import DAG
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator

with DAG("plain", start_date=datetime(2026, 1, 1), schedule=None, catchup=False):
    KubernetesPodOperator(task_id="one", image="busybox")
    KubernetesPodOperator.partial(task_id="many", image="busybox").expand(cmds=[["a"]])
"""

LOAD = """
import json, sys
try:
    from airflow.dag_processing.dagbag import DagBag
except ImportError:
    from airflow.models.dagbag import DagBag
bag = DagBag(sys.argv[1])
import tidydag_run
print(json.dumps([bag.import_errors, {
    t.task_id: type(tidydag_run.pre_execute_of(t)).__name__
    for dag in bag.dags.values() for t in dag.tasks
}]))
"""


def test_airflow_applies_it_to_a_dag_file(tmp_path):
    """As scheduler and worker do: from airflow_local_settings, before any DAG is loaded."""
    config, dags = tmp_path / "config", tmp_path / "dags"
    config.mkdir()
    dags.mkdir()
    (config / "airflow_local_settings.py").write_text(
        "from tidydag_policy import task_policy\n"
    )
    (dags / "plain.py").write_text(DAG_FILE)
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(dags)],
        env={
            **os.environ,
            "AIRFLOW_HOME": str(tmp_path),
            "AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT": "300",  # a busy machine takes long
            "PYTHONPATH": f"{COMPANION}:{config}",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    errors, tasks = json.loads(done.stdout.splitlines()[-1])
    assert errors == {}
    assert tasks == {"one": "OwnedByRun", "many": "OwnedByRun"}
