"""The module as Airflow and its readers meet it."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from conftest import COMPANION
from tidydag_run import labelled_by_run, owned_by_run, release_run

LOADED = """
import sys, warnings
import airflow
try:
    from airflow.sdk import BaseOperator
except ImportError:
    from airflow.models.baseoperator import BaseOperator
before = set(sys.modules)
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    import {module}
print(sorted(str(w.message) for w in caught))
print(sorted({{m.split(".")[0] for m in set(sys.modules) - before}}))
"""


def python(code, **environ):
    environ = {**os.environ, "PYTHONPATH": str(COMPANION), **environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()


@pytest.mark.parametrize("module", ["tidydag_run", "tidydag_policy"])
def test_import_is_silent_and_loads_nothing_else(module):
    *_, warned, loaded = python(LOADED.format(module=module))
    assert warned == "[]"
    assert loaded == str([module])


def runs():
    return [
        owned_by_run(deadline=timedelta(hours=7), labels={"team": "data"}),
        owned_by_run(
            deadline=timedelta(hours=7),
            keep_failed_for=timedelta(days=1),
            config_maps={"c": {"k": "v"}},
        ),
        labelled_by_run(deployment="prod-airflow"),
    ]


@pytest.mark.parametrize("number", range(3))
def test_copies_are_equal(number):
    run = runs()[number]
    for other in (copy.deepcopy(run), pickle.loads(pickle.dumps(run)), runs()[number]):
        assert other == run
        assert hash(other) == hash(run)
        assert repr(other) == repr(run)
    assert all(run != other for i, other in enumerate(runs()) if i != number)


def test_arguments_can_change_afterwards():
    labels = {"team": "data"}
    run = owned_by_run(deadline=timedelta(hours=7), labels=labels)
    labels["team"] = "other"
    assert run.labels == {"team": "data"}


def test_config_map_name():
    run = owned_by_run(deadline=timedelta(hours=7), deployment="prod-airflow")
    dag_run = SimpleNamespace(dag_id="d", run_id="r")
    assert run.config_map_name("etl-conf", dag_run) == "etl-conf-2745acfa"


@pytest.mark.parametrize(
    ("dag_id", "label"),
    [
        ("nightly_sales", "nightly_sales"),
        ("a" * 63, "a" * 63),
        ("a" * 64, "a" * 52 + "-ffe054fe7a"),
        ("판매", "x-"),
        ("_a b_", "a-b-"),
    ],
)
def test_labels_are_valid(dag_id, label):
    import re

    value = labelled_by_run().object_labels(dag_id, "r")["tidydag.io/dag"]
    assert value.startswith(label)
    assert re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?", value)


def test_a_dag_is_serialised_the_same_each_time(world):
    """Airflow stores a new version of a DAG whenever its serialised form changes."""

    def serialised():
        from airflow.providers.cncf.kubernetes.operators.pod import (
            KubernetesPodOperator,
        )

        run = owned_by_run(deadline=timedelta(hours=7), labels={"team": "data"})
        world.dag = world.new_dag("d")
        mapped = world.arguments(task_id="each", image="i", pre_execute=run)
        KubernetesPodOperator.partial(**mapped).expand(cmds=[["a"], ["b"]])
        world.pod(pre_execute=run) >> release_run(run, dag=world.dag)
        try:
            from airflow.serialization.serialized_objects import (
                DagSerialization as Dags,
            )
        except ImportError:
            from airflow.serialization.serialized_objects import SerializedDAG as Dags
        return Dags.to_dict(world.dag)

    first = serialised()
    assert first == serialised()
    assert "release_run" in str(first)
    assert " at 0x" not in str(first)
