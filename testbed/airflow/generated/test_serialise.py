"""What the scheduler gets: DAGs survive being serialised."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import SPECS
from specfiles import Spec

try:
    from airflow.serialization.serialized_objects import DagSerialization as Dags
except ImportError:
    from airflow.serialization.serialized_objects import SerializedDAG as Dags


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_round_trip(spec: Spec, dag_of: Any) -> None:
    dag = dag_of(spec)
    once = Dags.to_dict(dag)
    text = json.dumps(once)
    assert " at 0x" not in text.replace("<function", "")
    again = Dags.from_dict(json.loads(text))
    assert sorted(again.task_ids) == sorted(dag.task_ids)
    assert again.dag_id == spec.dag_id
    assert type(again.timetable).__name__ == type(dag.timetable).__name__
    assert {t.task_id: set(t.downstream_task_ids) for t in again.tasks} == {
        t.task_id: set(t.downstream_task_ids) for t in dag.tasks
    }
    if spec.owned:
        assert again.get_task("release_run").is_teardown
