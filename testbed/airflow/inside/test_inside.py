"""The DAG that checks, in an empty namespace and in one that has all, on a real cluster."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import uuid
from pathlib import Path
from typing import Any, Iterator

import pytest
from conftest import KUBECONFIG
from kubernetes import client, config
from tidydag_preflight import PreflightFailed

ROOT = Path(__file__).resolve().parents[3]
SECRET = "kept-from-everybody"
SPEC = """
spec_version: 1
dag_id: inside
schedule: null
start_date: 2026-01-01
dagrun_timeout: 1h
tasks:
  extract:
    pod:
      namespace: NAMESPACE
      image: busybox:1
      service_account_name: jobs
      image_pull_secrets: [regcred]
      arguments: ["{{ ds }}"]
      container_resources: {requests: {cpu: 100m}, limits: {memory: MEMORY}}
      env_vars: [{name: URL, valueFrom: {secretKeyRef: {name: db, key: url}}}]
  aggregate:
    spark:
      namespace: NAMESPACE
      application:
        spec:
          type: Scala
          mode: cluster
          image: registry.example.com/spark:4.1.4-1
          sparkVersion: 4.1.4
          mainClass: Main
          mainApplicationFile: local:///opt/spark/job.jar
          driver: {cores: 1, memory: 1g, serviceAccount: jobs}
          executor: {instances: 1, cores: 1, memory: 1g}
"""


@pytest.fixture(scope="module")
def core() -> client.CoreV1Api:
    return client.CoreV1Api(config.new_client_from_config(KUBECONFIG))


@pytest.fixture
def namespace(core: client.CoreV1Api) -> Iterator[str]:
    name = f"inside-{uuid.uuid4().hex[:8]}"
    yield name
    try:
        core.delete_namespace(name)
    except client.ApiException as e:
        assert e.status == 404


def task_of(folder: Path, namespace: str, memory: str = "64Mi") -> Any:
    spec = folder / "inside.dag.yaml"
    text = SPEC.replace("NAMESPACE", namespace).replace("MEMORY", memory)
    spec.write_text(text, encoding="utf-8")
    command = [ROOT / "tidydag", "preflight", spec, "--as-dag", "-o", folder]
    subprocess.run(command, check=True, capture_output=True)
    loader = importlib.util.spec_from_file_location(
        "inside", folder / "preflight_inside.py"
    )
    module = importlib.util.module_from_spec(loader)
    loader.loader.exec_module(module)
    (task,) = module.dag.tasks
    return task


def run(task: Any) -> list[str]:
    """What it says, without times and the like."""
    from tidydag_preflight import Api

    from airflow.providers.cncf.kubernetes.hooks.kubernetes import KubernetesHook

    hook = KubernetesHook(conn_id=task.kubernetes_conn_id)
    return [
        f"{status} {check} {message}"
        for status, check, message, _ in task.answers(Api(hook.get_conn()))
    ]


def test_an_empty_cluster(tmp_path: Path, namespace: str) -> None:
    task = task_of(tmp_path, namespace)
    said = "\n".join(run(task))
    assert re.search(r"^ok PRE101 v1\.\d+", said)
    assert f"failed PRE201 namespaces {namespace}: is not there" in said
    assert re.search(r"^failed PRE407 extract: (403|404) ", said, re.M)
    with pytest.raises(PreflightFailed):
        task.execute({})


def test_all_is_there(core, tmp_path: Path, namespace: str) -> None:
    core.create_namespace({"metadata": {"name": namespace}})
    core.create_namespaced_service_account(namespace, {"metadata": {"name": "jobs"}})
    db = {"metadata": {"name": "db"}, "stringData": {"url": SECRET}}
    core.create_namespaced_secret(namespace, db)
    regcred = {
        "metadata": {"name": "regcred"},
        "type": "kubernetes.io/dockerconfigjson",
        "stringData": {".dockerconfigjson": '{"auths": {}}'},
    }
    core.create_namespaced_secret(namespace, regcred)
    task = task_of(tmp_path, namespace)
    said = run(task)
    assert [line for line in said if not line.startswith("ok ")] == [
        line for line in said if line.startswith("failed PRE204 ")
    ]
    assert any("PRE103" in line for line in said)
    assert [line for line in said if "PRE407" in line] == [
        "ok PRE407 extract: the API server takes what it creates",
        "ok PRE407 aggregate: the API server takes what it creates",
    ]
    assert SECRET not in "\n".join(said)
    # a dry run leaves nothing
    assert core.list_namespaced_pod(namespace).items == []

    ranges = {
        "metadata": {"name": "small"},
        "spec": {"limits": [{"type": "Container", "max": {"memory": "32Mi"}}]},
    }
    core.create_namespaced_limit_range(namespace, ranges)
    (refused,) = (line for line in run(task) if "PRE407 extract" in line)
    assert refused.startswith("failed PRE407 extract: 403 ")
    assert "maximum memory usage per Container is 32Mi" in refused
