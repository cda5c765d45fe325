"""Compares the pods that tidydag computes with those that this environment's KubernetesPodOperator builds.

TIDYDAG_PREVIEW names the folder where the Java test PreviewCasesTest left its results (library/target/preview).
Every case is a file in cases/: name, template (the content of pod_template_file), dict (pod_template_dict),
full_pod_spec, arguments, task_id, dag_id, in_run (with the context of a task instance), only (providers, ">=10.5.0" or
"<10.5.0"), fails (Airflow builds no pod), remarks (which the Java test compares).
"""

import copy
import csv
import importlib.metadata
import json
import os
import re
from pathlib import Path
from types import SimpleNamespace

import kubernetes
import model
import pytest
import yaml
from airflow import __version__ as airflow_version
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.providers.cncf.kubernetes.secret import Secret
from kubernetes.client import ApiClient

HERE = Path(__file__).parent
TABLE = HERE.parents[2] / "library/src/main/resources/io/github/tidydag/preview/pod-model.tsv"
PROVIDER = importlib.metadata.version("apache-airflow-providers-cncf-kubernetes")
RESULTS = Path(os.environ.get("TIDYDAG_PREVIEW", "TIDYDAG_PREVIEW-is-not-set")) / PROVIDER

# What Airflow wants as client objects; the rest is passed on as it stands.
CLASSES = {
    "env_vars": "list[V1EnvVar]",
    "pod_runtime_info_envs": "list[V1EnvVar]",
    "env_from": "list[V1EnvFromSource]",
    "volumes": "list[V1Volume]",
    "volume_mounts": "list[V1VolumeMount]",
    "ports": "list[V1ContainerPort]",
    "container_resources": "V1ResourceRequirements",
    "tolerations": "list[V1Toleration]",
    "host_aliases": "list[V1HostAlias]",
    "dns_config": "V1PodDNSConfig",
    "init_containers": "list[V1Container]",
    "image_pull_secrets": "list[V1LocalObjectReference]",
}

KUBECONFIG = {
    "apiVersion": "v1",
    "kind": "Config",
    "current-context": "none",
    "clusters": [{"name": "none", "cluster": {"server": "http://127.0.0.1:1"}}],
    "users": [{"name": "none", "user": {}}],
    "contexts": [{"name": "none", "context": {"cluster": "none", "user": "none"}}],
}


def version_key(version):
    return tuple(int(part) for part in version.split("."))


def is_for_this_provider(only):
    if only.startswith(">="):
        return version_key(PROVIDER) >= version_key(only[2:])
    return not only or version_key(PROVIDER) < version_key(only.removeprefix("<"))


def cases():
    every = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((HERE / "cases").glob("*.yaml"))]
    return [case for case in every if is_for_this_provider(case.get("only", ""))]


@pytest.fixture(scope="session", autouse=True)
def connection(tmp_path_factory):
    """A connection out of the environment: nothing is asked of a database or of a cluster."""
    config = tmp_path_factory.mktemp("kube") / "config"
    config.write_text(yaml.safe_dump(KUBECONFIG))
    os.environ["AIRFLOW_CONN_KUBERNETES_DEFAULT"] = json.dumps(
        {"conn_type": "kubernetes", "extra": {"kube_config_path": str(config)}}
    )


def deserialized(data, kind):
    return ApiClient()._ApiClient__deserialize(data, kind)


def argument(name, value):
    if value is None:
        return None
    if name == "secrets":
        return [Secret(**secret) for secret in value]
    if name == "image_pull_secrets" and isinstance(value, str):
        return value
    if name == "env_vars" and isinstance(value, dict):
        return value
    return deserialized(value, CLASSES[name]) if name in CLASSES else value


def airflows_pod(case, tmp_path):
    """The pod as it goes to the API, by the steps of execute(): the name first, since 10.3.0, then the pod."""
    arguments = {name: argument(name, value) for name, value in copy.deepcopy(case["arguments"]).items()}
    if "template" in case:
        file = tmp_path / "template.yaml"
        file.write_text("" if case["template"] is None else yaml.safe_dump(case["template"]))
        arguments["pod_template_file"] = str(file)
    if "dict" in case:
        arguments["pod_template_dict"] = copy.deepcopy(case["dict"])
    if "full_pod_spec" in case:
        arguments["full_pod_spec"] = deserialized(case["full_pod_spec"], "V1Pod")
    operator = KubernetesPodOperator(task_id=case.get("task_id", "task"), **arguments)
    if version_key(PROVIDER) >= (10, 3, 0):
        operator.name = operator._set_name(operator.name)
    return ApiClient().sanitize_for_serialization(operator.build_pod_request_obj(context(case)))


def context(case):
    """What the operator reads of a run's context."""
    if not case.get("in_run"):
        return None
    instance = SimpleNamespace(
        dag_id=case.get("dag_id", "dag"), task_id=case.get("task_id", "task"), map_index=-1, try_number=1
    )
    return {"ti": instance, "run_id": "run", "dag": SimpleNamespace(parent_dag=None)}


def fill_placeholders(labels, case):
    known = {"airflow_version": airflow_version.replace("+", "-")}
    if "in_cluster" not in case["arguments"]:
        known["in_cluster"] = "False"
    if case.get("in_run"):
        known |= {"run_id": "run", "try_number": "1"}
    for placeholder, value in known.items():
        assert list(labels.values()).count(f"<{placeholder}>") == 1, labels
    for label, value in labels.items():
        if re.fullmatch("<.*>", str(value)):
            labels[label] = known[value[1:-1]]


def normalized(value):
    """Only what is random: the end of the name and the names of secrets' volumes."""
    text = re.sub(r"secretvol[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "secretvol-random", json.dumps(value))
    return json.loads(text.replace("secretvolxxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "secretvol-random"))


def with_random_end(pod, case):
    if case["arguments"].get("random_name_suffix", True):
        name = pod["metadata"]["name"]
        assert re.fullmatch(r".*-[a-z0-9]{8}", name), name
        pod["metadata"]["name"] = name[:-8] + "xxxxxxxx"
    return pod


def differences(path, ours, theirs):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(ours.keys() | theirs.keys()):
            yield from differences(f"{path}/{key}", ours.get(key, "absent"), theirs.get(key, "absent"))
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, (one, other) in enumerate(zip(ours, theirs)):
            yield from differences(f"{path}/{index}", one, other)
    elif type(ours) is not type(theirs) or ours != theirs:
        yield f"{path}: tidydag {ours!r}, Airflow {theirs!r}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_same_pod(case, tmp_path):
    file = RESULTS / f"{case['name']}.json"
    assert file.is_file(), f"{file} is missing: TIDYDAG_PREVIEW has to name what mvn -pl library test leaves"
    ours = json.loads(file.read_text(encoding="utf-8"))
    if case.get("fails"):
        with pytest.raises(Exception) as raised:
            airflows_pod(case, tmp_path)
        print("Airflow:", repr(raised.value))
        assert "fails" in ours
        return
    theirs = with_random_end(airflows_pod(case, tmp_path), case)
    fill_placeholders(ours["pod"]["metadata"]["labels"], case)
    assert list(differences("", normalized(ours["pod"]), normalized(theirs))) == []


def test_no_result_without_a_case():
    """A case that was renamed must not leave its old result to be looked at."""
    assert {file.stem for file in RESULTS.glob("*.json")} == {case["name"] for case in cases()}


def test_model_table():
    """The table of client fields that Java reads is what the installed client says."""
    clients, rows = model.read(TABLE)
    installed = kubernetes.__version__
    assert installed in clients
    assert {row for row, where in rows.items() if installed in where} == model.fields()


def test_table_has_no_double_rows():
    with open(TABLE, newline="", encoding="utf-8") as stream:
        rows = [tuple(row) for row in csv.reader(stream, delimiter="\t")]
    assert len(rows) == len(set(rows))
