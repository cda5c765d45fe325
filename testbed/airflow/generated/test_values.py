"""Operators and DAGs carry what the spec says, and what the cleanup strategy makes of it."""

from __future__ import annotations

import importlib
import re
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from airflow.providers.cncf.kubernetes.secret import Secret
from conftest import AIRFLOW, PROVIDER, SPECS
from kubernetes.client import ApiClient
from specfiles import Spec, Tag

import tidydag_run

API = ApiClient()
TASKS = [(s, t) for s in SPECS for t in s.tasks]
UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
# Keys of a spec that are no arguments of the DAG.
OURS = {
    "spec_version",
    "dag_id",
    "schedule",
    "vars",
    "defaults",
    "groups",
    "tasks",
    "cleanup",
}
OURS |= {"config_maps", "rbac"}


def duration(text: str) -> timedelta:
    parts = re.findall(r"(\d+)([dhms])", text)
    return timedelta(seconds=sum(int(n) * UNITS[u] for n, u in parts))


def imported(dotted: str) -> Any:
    module, name = dotted.rsplit(".", 1)
    return getattr(importlib.import_module(module), name)


def code(tag: Tag) -> Any:
    """What Python a tag stands for."""
    if tag.tag == "import":
        return imported(tag.value)
    names = {i.rsplit(".", 1)[1]: imported(i) for i in tag.value.get("imports", [])}
    return eval(tag.value["expr"], names)


def is_kubernetes(value: Any) -> bool:
    return hasattr(value, "openapi_types")


def same(actual: Any, written: Any, zone: str = "UTC") -> bool:
    """Whether a value in Airflow is what the spec says."""
    if isinstance(written, Tag):
        wanted = code(written)
        return actual in (wanted, [wanted]) or same_state(actual, wanted)
    if isinstance(actual, Enum):
        return actual.value == written
    if isinstance(actual, timedelta):
        return actual == duration(written)
    if isinstance(actual, datetime):
        wanted = datetime.fromisoformat(written)
        if wanted.tzinfo is None:
            wanted = wanted.replace(tzinfo=ZoneInfo(zone))
        return actual == wanted
    if hasattr(actual, "uri"):  # an asset, or a dataset as it was called
        return actual.uri == written
    if isinstance(actual, Secret):
        return all(same(getattr(actual, k), v) for k, v in written.items())
    if is_kubernetes(actual):
        if isinstance(written, str):  # a name for what has only a name
            written = {"name": written}
        return same_json(API.sanitize_for_serialization(actual), written)
    if isinstance(written, dict):
        return (
            set(actual) == set(written)
            and list(actual) == list(written)
            and all(same(actual[k], v) for k, v in written.items())
        )
    if isinstance(written, list):
        return len(actual) == len(written) and all(map(same, actual, written))
    return type(actual) is type(written) and actual == written


def same_state(actual: Any, wanted: Any) -> bool:
    """For objects that do not say when they are equal."""
    state = getattr(wanted, "__dict__", None)
    return bool(state) and type(actual) is type(wanted) and vars(actual) == state


def same_json(actual: Any, written: Any) -> bool:
    if isinstance(written, dict):
        return set(actual) == set(written) and all(
            same_json(actual[k], v) for k, v in written.items()
        )
    if isinstance(written, list):
        return len(actual) == len(written) and all(map(same_json, actual, written))
    if isinstance(actual, str) and isinstance(written, (int, float)):
        return actual == str(written)  # a quantity
    return type(actual) is type(written) and actual == written


def task_of(dag: Any, spec: Spec, name: str) -> Any:
    return dag.get_task(spec.full_id(name))


def is_mapped(spec: Spec, name: str) -> bool:
    return "expand" in spec.tasks[name]


def argument(task: Any, name: str) -> Any:
    """What an operator holds of an argument."""
    if hasattr(task, "partial_kwargs"):
        if name in task.partial_kwargs:
            return task.partial_kwargs[name]
        return getattr(task, name)
    return getattr(task, name)


def kept(task: Any, name: str, written: Any) -> tuple[Any, Any]:
    """What an operator holds of an argument, and what it should be: some become others."""
    if hasattr(task, "partial_kwargs"):
        return argument(task, name), written
    if name == "post_execute":
        return task._post_execute_hook, written
    if name == "full_pod_spec" and "containers" not in written.get(
        "spec", "containers"
    ):
        # the Python class cannot be made without, and an empty list leaves the template's
        spec = {**written["spec"], "containers": []}
        return task.full_pod_spec, {**written, "spec": spec}
    if name == "pod_runtime_info_envs" and not hasattr(task, name):
        return task.env_vars[-len(written) :], written
    if name == "env_vars" and isinstance(task.env_vars, list):
        if isinstance(written, dict):
            written = [{"name": k, "value": v} for k, v in written.items()]
        return task.env_vars[: len(written)], written
    if name == "env_from":
        return task.env_from[: len(written)], written
    if name == "configmaps" and not hasattr(task, name):
        return task.env_from[-len(written) :], [
            {"configMapRef": {"name": n}} for n in written
        ]
    if name == "skip_on_exit_code" and isinstance(written, int):
        return task.skip_on_exit_code, [written]
    if name == "weight_rule" and not isinstance(task.weight_rule, str):
        # one of Airflow's classes, such as _AbsolutePriorityWeightStrategy
        rule = re.fullmatch(
            "_(.+)PriorityWeightStrategy", type(task.weight_rule).__name__
        )
        return rule[1].lower() if rule else task.weight_rule, written
    if name == "params":
        params = (
            task.params.dump() if hasattr(task.params, "dump") else dict(task.params)
        )
        return {k: params[k] for k in written}, written
    return argument(task, name), written


def spec_kind(task: Any) -> str:
    kinds = {
        "KubernetesPodOperator": "pod",
        "SparkKubernetesOperator": "spark",
        "KubernetesJobOperator": "job",
        "EmptyOperator": "empty",
    }
    return kinds.get(task.task_type, "operator")


@pytest.mark.parametrize(("spec", "name"), TASKS, ids=lambda v: str(v))
def test_arguments(spec: Spec, name: str, dag_of: Any) -> None:
    task = task_of(dag_of(spec), spec, name)
    assert spec_kind(task) == spec.kind(name)
    written = {**spec.task_arguments(name), **spec.operator_arguments(name)}
    wrong = {}
    for argument_name, value in written.items():
        if argument_name in (
            "pod_template_file",
            "job_template_file",
        ) and not value.startswith("/"):
            beside = spec.file.with_suffix("") / value.rpartition("/")[2]
            assert argument(task, argument_name) == str(beside)
            assert beside.read_text() == (spec.path.parent / value).read_text()
            continue
        if spec.kind(name) == "spark" and argument_name == "name" and PROVIDER < (9,):
            assert task.name.startswith(name)  # it makes up its own
            continue
        actual, wanted = kept(task, argument_name, value)
        if not same(actual, wanted):
            wrong[argument_name] = (actual, wanted)
    assert wrong == {}


@pytest.mark.parametrize(("spec", "name"), TASKS, ids=lambda v: str(v))
def test_derived(spec: Spec, name: str, dag_of: Any) -> None:
    """What the cleanup makes of a task."""
    dag = dag_of(spec)
    task = task_of(dag, spec, name)
    kind = spec.kind(name)
    strategy = spec.cleanup["strategy"]
    written = {**spec.task_arguments(name), **spec.operator_arguments(name)}
    keep = "keep_failed_for" in spec.cleanup

    def has(argument_name: str, value: Any) -> None:
        actual = argument(task, argument_name)
        assert (actual.value if isinstance(actual, Enum) else actual) == value, (
            argument_name
        )

    if kind in ("pod", "spark", "job") and strategy in ("anchor", "teardown"):
        run = argument(task, "pre_execute")
        run = (
            getattr(task, "_pre_execute_hook", run)
            if not is_mapped(spec, name)
            else run
        )
        wanted = (
            tidydag_run.OwnedByRun
            if strategy == "anchor"
            else tidydag_run.LabelledByRun
        )
        assert type(run) is wanted
        assert run.deployment == spec.config.get("deployment", run.deployment)
        if strategy == "anchor":
            keep_for = duration(spec.cleanup.get("keep_failed_for", "0s"))
            base = duration(spec.cleanup.get("deadline") or spec.tree["dagrun_timeout"])
            margin = duration(spec.cleanup.get("margin", "10m"))
            assert run.deadline == base + max(margin, keep_for)
            assert (run.keep_failed_for or timedelta(0)) == keep_for
            assert run.keep_failed_runs == spec.cleanup.get("keep_failed_runs")
            own = spec.cleanup.get("anchor", {})
            assert run.labels == own.get("labels", {})
            assert run.annotations == own.get("annotations", {})
            if "image" in own:
                assert run.image == own["image"]
        assert run.config_maps == spec.tree.get("config_maps", {})
    elif not is_mapped(spec, name) and "pre_execute" not in written:
        assert getattr(task, "_pre_execute_hook", None) is None
    if kind in ("pod", "job") and strategy != "none":
        has("on_finish_action", "keep_pod" if keep else "delete_pod")
    if kind == "spark":
        default = (
            True if strategy != "none" else written.get("delete_on_termination", True)
        )
        has("delete_on_termination", False if keep else default)
        # Airflow has read the file when the DAG was loaded.
        beside = spec.file.with_suffix("") / f"{name}.yaml"
        has("application_file", beside.read_text(encoding="utf-8"))
    if kind == "job" and strategy in ("anchor", "teardown"):
        has("wait_until_job_complete", True)
    if kind == "job" and strategy != "none":
        at_least = max(
            duration("5m"), duration(spec.cleanup.get("keep_failed_for", "0s"))
        )
        ttl = written.get("ttl_seconds_after_finished", int(at_least.total_seconds()))
        has("ttl_seconds_after_finished", ttl)
    if kind == "pod" and strategy == "ttl" and "execution_timeout" in written:
        seconds = int(duration(written["execution_timeout"]).total_seconds())
        has("active_deadline_seconds", written.get("active_deadline_seconds", seconds))


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_dependencies(spec: Spec, dag_of: Any) -> None:
    dag = dag_of(spec)
    wanted = {
        spec.full_id(t): {spec.full_id(u) for u in froms}
        for t, froms in spec.upstream().items()
    }
    actual = {t.task_id: set(t.upstream_task_ids) for t in dag.tasks}
    if spec.owned:
        release = dag.get_task("release_run")
        assert release.is_teardown
        leaves = set(wanted) - {u for froms in wanted.values() for u in froms}
        assert leaves <= actual.pop("release_run")
    assert actual == wanted


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_release_is_last(spec: Spec, dag_of: Any) -> None:
    dag = dag_of(spec)
    assert ("release_run" in dag.task_ids) == spec.owned
    if spec.owned:
        release = dag.get_task("release_run")
        before = {t.task_id for t in release.get_flat_relatives(upstream=True)}
        assert before == set(dag.task_ids) - {"release_run"}
        assert release.downstream_task_ids == set()
        told = {
            "retries": 3,
            "retry_delay": "30s",
            **spec.cleanup.get("release_task", {}),
        }
        assert all(same(getattr(release, name), value) for name, value in told.items())


@pytest.mark.parametrize(
    ("spec", "name"),
    [(s, t) for s, t in TASKS if is_mapped(s, t)],
    ids=lambda v: str(v),
)
def test_mapped(spec: Spec, name: str, dag_of: Any) -> None:
    dag = dag_of(spec)
    task = task_of(dag, spec, name)
    expand = spec.tasks[name]["expand"]
    mapped = task.expand_input.value
    assert list(mapped) == list(expand)
    for argument_name, value in expand.items():
        if isinstance(value, Tag) and value.tag == "output":
            assert mapped[argument_name].operator.task_id == spec.full_id(value.value)
        else:
            assert same(mapped[argument_name], value)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_groups(spec: Spec, dag_of: Any) -> None:
    dag = dag_of(spec)
    groups = {
        g.group_id: g
        for g in dag.task_group.get_task_group_dict().values()
        if g.group_id
    }
    written = spec.tree.get("groups", {})
    assert set(groups) == {spec.full_id(g) for g in written}
    for name, group in written.items():
        actual = groups[spec.full_id(name)]
        assert actual.tooltip == group.get("tooltip", "")
        assert actual.prefix_group_id == group.get("prefix_group_id", True)
        parent = group.get("parent")
        assert actual.parent_group.group_id == (parent and spec.full_id(parent))
        inside = {t.task_id for t in actual.iter_tasks()}
        assert inside == {spec.full_id(t) for t in spec.members(name)}


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_dag(spec: Spec, dag_of: Any) -> None:
    dag = dag_of(spec)
    schedule = spec.tree.get("schedule")
    zone = schedule.get("timezone", "UTC") if isinstance(schedule, dict) else "UTC"
    wrong = {}
    for name, value in spec.tree.items():
        if name in OURS:
            continue
        actual = getattr(dag, name)
        if name == "tags":
            actual, value = sorted(actual), sorted(value)
        elif name == "params":
            actual = actual.dump()
        elif name == "user_defined_macros":
            actual = {k: v for k, v in actual.items() if k != "run_config_map"}
        elif name == "doc_md":
            actual = actual.rstrip() if AIRFLOW < (2, 9) else actual
            value = value.rstrip() if AIRFLOW < (2, 9) else value
        elif name == "deadline" and value is None:
            actual = actual or None
        if not same(actual, value, zone):
            wrong[name] = (actual, value)
    assert wrong == {}
    assert dag.catchup is spec.tree.get("catchup", False)
    if spec.tree.get("config_maps"):
        assert dag.user_defined_macros["run_config_map"].__name__ == "config_map_name"


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_schedule(spec: Spec, dag_of: Any) -> None:
    dag = dag_of(spec)
    schedule = spec.tree.get("schedule")
    name = type(dag.timetable).__name__
    if schedule is None:
        assert name == "NullTimetable"
    elif schedule == "@once":
        assert name == "OnceTimetable"
    elif schedule == "@continuous":
        assert name == "ContinuousTimetable"
    elif isinstance(schedule, Tag):
        assert type(dag.timetable) is type(code(schedule))
    elif "cron" in schedule:
        interval = schedule["data_interval"]
        assert name == (
            "CronDataIntervalTimetable" if interval else "CronTriggerTimetable"
        )
        assert zone_of(dag.timetable) == schedule["timezone"]
    elif "every" in schedule:
        interval = schedule["data_interval"]
        assert name == (
            "DeltaDataIntervalTimetable" if interval else "DeltaTriggerTimetable"
        )
        assert dag.timetable._delta == duration(schedule["every"])
    else:
        assert name in ("DatasetTriggeredTimetable", "AssetTriggeredTimetable")
        condition: Any = None
        for place in (dag.timetable, dag):
            for word in ("asset_condition", "dataset_condition", "dataset_triggers"):
                condition = getattr(place, word, condition)
        objects = getattr(condition, "objects", condition)  # Airflow 2.8 keeps the list
        uris = [a.uri for a in objects]
        kind = "All" if isinstance(condition, list) else type(condition).__name__
        assert uris == schedule["assets"]
        assert kind.endswith("Any" if schedule.get("when") == "any" else "All")


def zone_of(timetable: Any) -> str:
    zone = timetable._timezone
    return getattr(zone, "name", None) or getattr(zone, "key", None) or str(zone)
