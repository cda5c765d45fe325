"""Whole DAG runs, by Airflow's own DAG.test()."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import COMPANION, SPARK

DAG_FILE = """
import sys
from datetime import datetime, timedelta, timezone
from airflow import DAG
from airflow.providers.cncf.kubernetes.operators.job import KubernetesJobOperator
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator
from tidydag_run import owned_by_run, release_run

RUN = owned_by_run(
    deadline=timedelta(hours=7),
    deployment="prod-airflow",
    keep_failed_for=timedelta(hours=24),
    config_maps={"etl-conf": {"app.conf": "a=1"}},
)
CLUSTER = {"namespace": "data-jobs", "config_file": KUBECONFIG, "in_cluster": False}

with DAG(
    "nightly_sales",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    schedule=None,
    catchup=False,
    template_searchpath=[FOLDER],
    user_defined_macros={"run_config_map": RUN.config_map_name},
    default_args={"pre_execute": RUN, **CLUSTER},
) as dag:
    extract = KubernetesPodOperator(
        task_id="extract",
        image="busybox",
        env_vars={"CONF": "{{ run_config_map('etl-conf', dag_run) }}"},
        on_finish_action="keep_pod",
    )
    each = KubernetesPodOperator.partial(
        task_id="each", image="busybox", on_finish_action="keep_pod"
    ).expand(cmds=[["a"], ["b"]])
    aggregate = SparkKubernetesOperator(
        task_id="aggregate",
        application_file="app.yaml",
        delete_on_termination=False,
        reattach_on_restart=False,
    )
    index = KubernetesJobOperator(task_id="index", name="index", image="busybox")
    [extract, each] >> aggregate >> index >> release_run(RUN, pre_execute=None)

if __name__ == "__main__":
    dag.test()
"""


@pytest.fixture(scope="session")
def database(tmp_path_factory):
    home = tmp_path_factory.mktemp("airflow")
    environ = {
        **os.environ,
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(home / "dags"),
        "PYTHONPATH": str(COMPANION),
    }
    (home / "dags").mkdir()
    airflow = [sys.executable, "-m", "airflow", "db", "migrate"]
    subprocess.run(airflow, env=environ, check=True, capture_output=True)
    return environ


def test_run(world, kubernetes, database):
    run_dag(world, database)

    objects = [
        r.body
        for kind in ("pods", "sparkapplications", "jobs", "configmaps")
        for r in kubernetes.sent(f"POST {kind}")
    ]
    anchors = [o for o in objects if o["metadata"]["name"].startswith("tidydag-run-")]
    assert {a["metadata"]["name"] for a in anchors} == {anchors[0]["metadata"]["name"]}
    (deleted,) = kubernetes.sent("DELETE jobs/tidydag-run-.*")
    owner = {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "name": anchors[0]["metadata"]["name"],
        "uid": deleted.body["preconditions"]["uid"],
    }
    owned = [o for o in objects if o not in anchors]
    tasks = {o["metadata"]["labels"].get("task_id") for o in owned}
    assert tasks >= {"extract", "each"}
    assert {o["kind"] for o in owned} == {"Pod", "Job", "SparkApplication", "ConfigMap"}
    assert all(o["metadata"]["ownerReferences"] == [owner] for o in owned), owned
    assert deleted.body["propagationPolicy"] == "Foreground"
    # The garbage collector has taken all that the anchor owned.
    assert kubernetes.objects == {}


def test_failed_run_is_kept(world, kubernetes, database):
    kubernetes.pod_phase = "Failed"
    run_dag(world, database)

    anchor = world.anchor()
    assert anchor["metadata"]["labels"]["tidydag.io/kept"] == "failed"
    assert abs(anchor["spec"]["activeDeadlineSeconds"] - 86400) < 120
    assert kubernetes.sent("DELETE jobs/.*") == []
    pods = kubernetes.all("pods")
    assert pods
    assert all(p["metadata"]["ownerReferences"] == [world.owner()] for p in pods)


def run_dag(world, database):
    world.folder.joinpath("app.yaml").write_text(SPARK)
    text = DAG_FILE.replace("KUBECONFIG", repr(world.kubeconfig))
    text = text.replace("FOLDER", repr(str(world.folder)))
    dags = world.folder / "dags"
    dags.mkdir()
    (dags / "nightly_sales.py").write_text(text)
    environ = {**database, "AIRFLOW__CORE__DAGS_FOLDER": str(dags)}
    done = subprocess.run(
        [sys.executable, str(dags / "nightly_sales.py")],
        env=environ,
        capture_output=True,
        text=True,
        timeout=300,
    )
    print(done.stdout[-8000:], done.stderr[-8000:])
