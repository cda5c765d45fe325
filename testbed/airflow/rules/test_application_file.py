"""What the rules SPK210 to SPK214 say of an application_file, asked of the operator that reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from airflow.providers.cncf.kubernetes import __version__ as PROVIDER
from airflow.providers.cncf.kubernetes.operators.custom_object_launcher import (
    CustomObjectLauncher,
)
from kubernetes.client import ApiClient

RULES = Path(__file__).parents[3] / "library/src/test/resources/lint"
KEYS = list(yaml.safe_load((RULES / "SPK210/good.yaml").read_text())["kubernetes"])
SINCE_10_15 = tuple(int(n) for n in PROVIDER.split(".")[:2]) >= (10, 15)
CORES = {"cpu": {"request": 1}}


def template(**section: Any) -> dict[str, Any]:
    """With a section that holds nothing but these."""
    loaded = yaml.safe_load((RULES / "SPK210/good.yaml").read_text())
    loaded["kubernetes"] = {**dict.fromkeys(KEYS, ""), **section}
    # SparkKubernetesOperator has written Airflow's labels by then.
    loaded["spark"]["spec"]["labels"] = {"dag_id": "etl"}
    return loaded


def sent(template: dict[str, Any]) -> dict[str, Any]:
    """The spec that the operator makes of a template, as it goes to the API server."""
    launcher = CustomObjectLauncher("pi", "spark", None, None, template)
    return ApiClient().sanitize_for_serialization(launcher.body)["spec"]


def resources(driver: Any, executor: Any = CORES) -> dict[str, Any]:
    loaded = yaml.safe_load((RULES / "SPK213/good_fields.yaml").read_text())
    spec = loaded["spark"]["spec"]
    spec["driver"] = {"container_resources": driver} if driver else {}
    spec["executor"] = {"container_resources": executor} if executor else {}
    return loaded


@pytest.mark.parametrize("key", KEYS)
def test_fails_without_a_key(key: str) -> None:
    incomplete = template()
    del incomplete["kubernetes"][key]
    with pytest.raises(AttributeError, match=key):
        sent(incomplete)


def test_all_keys_may_be_null() -> None:
    assert sent(template(**dict.fromkeys(KEYS)))["driver"]["envFrom"] is None


def test_an_empty_section_is_none() -> None:
    without = template()
    without["kubernetes"] = {}
    assert "envFrom" not in sent(without)["driver"]


@pytest.mark.parametrize(
    ("section", "error"),
    [
        ({"env_vars": [{"name": "LEVEL", "value": "debug"}]}, "Expected dict or list"),
        ({"image_pull_secrets": ["regcred"]}, "split"),
        ({"config_map_mounts": ["etl-conf"]}, "items"),
        ({"config_map_mounts": {"a": "/a"}, "volumes": None}, "extend"),
        (
            {"config_map_mounts": {"a": "/a"}, "volumes": [], "volume_mounts": None},
            "extend",
        ),
        ({"from_env_config_map": ["a"], "env_from": None}, "extend"),
        ({"from_env_secret": ["a"], "env_from": None}, "extend"),
    ],
    ids=str,
)
def test_fails_on_a_value(section: dict[str, Any], error: str) -> None:
    with pytest.raises(Exception, match=error):
        sent(template(**section))


def test_takes_the_right_values() -> None:
    spec = sent(
        template(
            env_vars={"LEVEL": "debug"},
            image_pull_secrets="regcred,other",
            config_map_mounts={"etl-conf": "/conf"},
            from_env_secret=["etl-keys"],
            volumes=[],
            volume_mounts=[],
            env_from=[],
        )
    )
    assert spec["imagePullSecrets"] == [{"name": "regcred"}, {"name": "other"}]
    assert spec["volumes"] == [{"configMap": {"name": "etl-conf"}, "name": "etl-conf"}]
    assert spec["driver"]["env"] == [{"name": "LEVEL", "value": "debug"}]
    assert spec["driver"]["envFrom"] == [{"secretRef": {"name": "etl-keys"}}]


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("tolerations", {"key": "spot"}, "tolerations"),
        ("node_selector", ["pool"], "nodeSelector"),
        ("env_from", {"a": "b"}, "envFrom"),
        ("affinity", ["a"], "affinity"),
    ],
)
def test_sends_what_the_server_refuses(key: str, value: Any, field: str) -> None:
    assert sent(template(**{key: value}))["executor"][field] == value


def test_sends_numbers_as_numbers() -> None:
    env = sent(template(env_vars={"WORKERS": 4}))["driver"]["env"]
    assert env == [{"name": "WORKERS", "value": 4}]


def test_reads_a_text_letter_by_letter() -> None:
    spec = sent(template(env_from=[], from_env_config_map="ab"))
    names = [source["configMapRef"]["name"] for source in spec["driver"]["envFrom"]]
    assert names == ["a", "b"]


def test_replaces_fields() -> None:
    full = template(node_selector={"pool": "spark"})
    own = {
        "envFrom": [{"configMapRef": {"name": "a"}}],
        "volumeMounts": [{"name": "a", "mountPath": "/a"}],
        "affinity": {"nodeAffinity": {}},
        "tolerations": [{"operator": "Exists"}],
        "nodeSelector": {"pool": "other"},
        "labels": {"role": "driver"},
        "env": [{"name": "A", "value": "1"}],
    }
    full["spark"]["spec"]["volumes"] = [{"name": "a", "emptyDir": {}}]
    full["spark"]["spec"]["driver"] = dict(own)
    spec = sent(full)
    assert spec["volumes"] == ""
    kept = [field for field in own if spec["driver"][field] == own[field]]
    assert kept == (["env"] if SINCE_10_15 else [])
    assert spec["driver"]["nodeSelector"] == {"pool": "spark"}
    assert spec["driver"]["labels"] == {"dag_id": "etl"}


@pytest.mark.parametrize(
    "driver",
    [
        {"memory": {"limit": "512Mi"}},
        {"memory": {"limit": "2g"}},
        {"memory": {"limit": "512mb"}},
        {"memory": {"limit": "1024"}},
        {"cpu": {"request": "500m"}},
        {"cpu": None},
        {"memory": None},
        {"gpu": None},
    ],
    ids=str,
)
def test_fails_on_resources(driver: dict[str, Any]) -> None:
    with pytest.raises((AttributeError, TypeError, ValueError)):
        sent(resources(driver))


def test_fails_where_the_executor_has_no_resources() -> None:
    with pytest.raises(KeyError, match="container_resources"):
        sent(resources(CORES, None))


@pytest.mark.parametrize(
    ("driver", "fields"),
    [
        ({"memory": {"limit": "2Gi", "request": "1Gi"}}, {"memory": "1462m"}),
        ({"memory": {"limit": "512m"}}, {"memory": "365m"}),
        ({"memory": {"limit": 2048}}, {"memory": 2048}),
        (
            {"cpu": {"request": "2", "limit": "2500m"}},
            {"cores": 2, "coreLimit": "2500m"},
        ),
        ({"cpu": {"request": 1.5}}, {"cores": 1}),
        ({"requests": {"cpu": 1}, "limits": {"memory": "1Gi"}}, {}),
    ],
    ids=str,
)
def test_reads_of_resources(driver: dict[str, Any], fields: dict[str, Any]) -> None:
    assert sent(resources(driver))["driver"] == fields


def test_cuts_half_a_core_to_none() -> None:
    assert not sent(resources({"cpu": {"request": "0.5"}}))["driver"].get("cores")


def test_leaves_the_resources_of_the_executor_where_the_driver_has_none() -> None:
    assert sent(resources(None))["executor"] == {"container_resources": CORES}
