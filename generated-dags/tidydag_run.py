"""Gives every Kubernetes object of a DAG run one owner, so that the run leaves nothing behind.

    RUN = owned_by_run(deadline=timedelta(hours=7))

    with DAG(...):
        extract = KubernetesPodOperator(task_id="extract", ..., pre_execute=RUN)
        extract >> release_run(RUN)

The owner is the run's anchor: a Job that never starts a pod. It is made by the first task that
needs it and named as owner by all that the run creates, from birth. Deleting it deletes the run;
release_run does so at the run's end. Where that never happens, the anchor's own deadline passes
and Kubernetes deletes it, with no help from Airflow.

Works with KubernetesPodOperator, SparkKubernetesOperator, KubernetesJobOperator and their
subclasses on Airflow 2.8 to 3.3 with provider 8.0 to 10.25, and needs Kubernetes 1.23 or newer:
older ones do not delete finished Jobs by themselves.

Airflow's account needs, in each namespace that the run uses and besides what its operators need:
create, get, patch and delete on jobs.batch; with keep_failed_for also list and patch on pods and,
with keep_failed_runs or Job tasks, list on jobs.batch; with config_maps also create and get on
configmaps. With labelled_by_run instead: list and delete on what the run creates (pods, and where
used jobs.batch, sparkapplications, configmaps), create and get on configmaps with config_maps.
"""

from __future__ import annotations

import copy
import hashlib
import json
import logging
import math
import re
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Callable, Iterator, Mapping

try:
    from airflow.sdk import BaseOperator
except ImportError:  # Airflow 2
    from airflow.models.baseoperator import BaseOperator

__all__ = ["RunError", "labelled_by_run", "owned_by_run", "release_run"]

log = logging.getLogger("tidydag.run")

LABEL_RUN = "tidydag.io/run"
LABEL_DAG = "tidydag.io/dag"
LABEL_DEPLOYMENT = "tidydag.io/deployment"
LABEL_TASK = "tidydag.io/task"
LABEL_KEPT = "tidydag.io/kept"
ANNOTATION_DAG_ID = "tidydag.io/dag-id"
ANNOTATION_RUN_ID = "tidydag.io/run-id"

SPARK_TTL = timedelta(hours=1)

# Seconds. How long to wait for what normally takes a moment, and how often to look.
WAIT_UNTIL_GONE = 300.0
WAIT_FOR_CLOCK = 60.0
WAIT_FOR_QUOTA = 120.0
# How long pods of a Job may take to end when they are stopped; what they do not end in is deleted.
STOPS_WITHIN = 120
POLL = 1.0
POLL_QUOTA = 5.0
BACKOFF = 0.5
ATTEMPTS = 5
REQUEST_TIMEOUT = (10, 60)


class RunError(RuntimeError):
    """What a run's anchor, labels or release could not do, with what to do about it."""


def owned_by_run(
    *,
    deadline: timedelta,
    deployment: str = "",
    keep_failed_for: timedelta | None = None,
    keep_failed_runs: int | None = None,
    labels: Mapping[str, str] | None = None,
    annotations: Mapping[str, str] | None = None,
    image: str = "registry.k8s.io/pause:3.10",
    config_maps: Mapping[str, Mapping[str, str]] | None = None,
    spark_ttl: timedelta | None = None,
) -> OwnedByRun:
    """Returns a pre_execute that has the run's anchor own what the task creates.

    deadline: after each task's start, how long the run's objects live if nobody releases them.
    deployment: tells apart two Airflows that share a namespace.
    keep_failed_for: how long release_run keeps a failed run's objects, stopped; else not at all.
        Operators must leave them: on_finish_action="keep_pod", delete_on_termination=False. When
        the last try of a task is killed, what it created is stopped, too, and not deleted.
    keep_failed_runs: how many failed runs of the DAG are kept at most.
    labels: put on the anchor and on every created object; annotations: on the anchor only.
    image: named by the anchor for admission policies; it never runs.
    config_maps: data by name; see config_map_name for the name they get in a run.
    spark_ttl: timeToLiveSeconds of a SparkApplication that has none; one hour, at least
        keep_failed_for.
    """
    return OwnedByRun(
        deployment=deployment,
        labels=dict(labels or {}),
        config_maps={name: dict(data) for name, data in (config_maps or {}).items()},
        spark_ttl=spark_ttl or max(SPARK_TTL, keep_failed_for or SPARK_TTL),
        deadline=deadline,
        keep_failed_for=keep_failed_for,
        keep_failed_runs=keep_failed_runs,
        annotations=dict(annotations or {}),
        image=image,
    )


def labelled_by_run(
    *,
    deployment: str = "",
    labels: Mapping[str, str] | None = None,
    config_maps: Mapping[str, Mapping[str, str]] | None = None,
    spark_ttl: timedelta | None = None,
) -> LabelledByRun:
    """Returns a pre_execute that labels what the task creates, for release_run to delete.

    For where Airflow may not create Jobs. There is no deadline: what a run leaves when its
    release never ran stays until something else deletes it.
    """
    return LabelledByRun(
        deployment=deployment,
        labels=dict(labels or {}),
        config_maps={name: dict(data) for name, data in (config_maps or {}).items()},
        spark_ttl=spark_ttl or SPARK_TTL,
    )


def release_run(
    run: LabelledByRun,
    task_id: str = "release_run",
    *,
    retries: int = 3,
    retry_delay: timedelta = timedelta(seconds=30),
    **kwargs: Any,
) -> BaseOperator:
    """Returns the teardown task that deletes, or keeps for a while, what the run created.

    Put it behind all tasks that use `run`. Its own failure does not fail the DAG run.

    retries, retry_delay: for an API server that is away for a while; not those of default_args,
        since the run lasts as long as this goes on.
    """
    release = ReleaseRunOperator(
        run=run, task_id=task_id, retries=retries, retry_delay=retry_delay, **kwargs
    )
    return release.as_teardown(on_failure_fail_dagrun=False)


@dataclass(frozen=True)
class LabelledByRun:
    """A pre_execute that puts the run's labels on what the task creates."""

    deployment: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    config_maps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spark_ttl: timedelta = SPARK_TTL

    def __post_init__(self) -> None:
        if self.deployment and _safe_label(self.deployment) != self.deployment:
            raise ValueError(
                f"deployment={self.deployment!r} is not a Kubernetes label value"
            )
        if self.spark_ttl < timedelta(seconds=1):
            raise ValueError(f"spark_ttl={self.spark_ttl} is shorter than a second")

    def __hash__(self) -> int:
        return hash(repr(self))

    def __call__(self, context: Mapping[str, Any]) -> None:
        ti = context["ti"]
        op = ti.task  # what is executed; in Airflow 3.0 context["task"] is not
        kind = operator_kind(type(op))
        if kind is None:
            raise RunError(
                f"Task {ti.task_id}: pre_execute={type(self).__name__} works with"
                " KubernetesPodOperator, SparkKubernetesOperator and KubernetesJobOperator, and"
                f" {type(op).__name__} is none of them; remove pre_execute from this task"
            )
        if finds_own_cluster(type(op)):
            raise RunError(_own_cluster(ti.task_id, type(op)))
        dag = context["dag"]
        if any(getattr(t, "run_to_release", None) == self for t in dag.tasks):
            _refuse_places_of_one_task(dag, ti.task_id)
        if kind == "spark":
            _accept_manifest_text(op)
        creator = _Creator(self, op, ti.dag_id, ti.run_id)
        self.before_kill(creator, ti, kind)
        creator.prepare(_namespace_of(kind, op, op.hook))
        if kind == "spark":
            api = creator.kubernetes.CustomObjectsApi(creator.api_client)
            op.__dict__["custom_obj_api"] = _OwningCustomObjects(api, creator)
        if kind == "pod":
            # By its labels the operator looks for a pod of an earlier try. Airflow's own ones are
            # the same in another deployment, whose pod it would take.
            op.labels = {**(op.labels or {}), LABEL_RUN: creator.labels[LABEL_RUN]}
        if kind == "job":
            _wrap(op, "build_job_request_obj", creator.own_job)
        else:
            # Also for Spark: some providers make a spare pod beside the application.
            _wrap(op, "build_pod_request_obj", creator.own_pod)

    def run_hash(self, dag_id: str, run_id: str) -> str:
        """Identifies a run; the same in every process and on every version."""
        key = "\0".join((self.deployment, dag_id, run_id))
        return hashlib.sha256(key.encode()).hexdigest()[:20]

    def config_map_name(self, name: str, dag_run: Any) -> str:
        """The name that a ConfigMap of config_maps has in a run.

        For templates: user_defined_macros={"run_config_map": RUN.config_map_name} gives
        {{ run_config_map("etl-conf", dag_run) }}.
        """
        return f"{name}-{self.run_hash(dag_run.dag_id, dag_run.run_id)[:8]}"

    def object_labels(self, dag_id: str, run_id: str) -> dict[str, str]:
        """What every object of the run is labelled with."""
        own = {LABEL_RUN: self.run_hash(dag_id, run_id), LABEL_DAG: _safe_label(dag_id)}
        if self.deployment:
            own[LABEL_DEPLOYMENT] = self.deployment
        return {**self.labels, **own}

    def owner(self, creator: _Creator, namespace: str) -> dict[str, Any] | None:
        """The ownerReference for what the run creates in a namespace."""
        return None

    def before_kill(self, creator: _Creator, ti: Any, kind: str) -> None:
        """Sees to it that a task that Airflow kills leaves what it should."""

    def release(
        self, target: _Target, dag_id: str, run_id: str, failed: bool
    ) -> list[str]:
        """Deletes what carries the run's label; returns what went wrong."""
        selector = f"{LABEL_RUN}={self.run_hash(dag_id, run_id)}"
        errors: list[str] = []
        for kind in target.kinds_created(bool(self.config_maps)):
            try:
                found = target.find(kind, selector)
            except Exception as e:
                if not (kind == "sparkapplications" and getattr(e, "status", 0) == 404):
                    errors.append(f"list {kind} in {target.namespace}: {_reason(e)}")
                continue
            for name, uid in found:
                try:
                    target.delete(kind, name, uid)
                except Exception as e:
                    errors.append(
                        f"delete {kind} {target.namespace}/{name}: {_reason(e)}"
                    )
        return errors


@dataclass(frozen=True)
class OwnedByRun(LabelledByRun):
    """A pre_execute that has the run's anchor own what the task creates."""

    deadline: timedelta = timedelta()
    keep_failed_for: timedelta | None = None
    keep_failed_runs: int | None = None
    annotations: Mapping[str, str] = field(default_factory=dict)
    image: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("deadline", "keep_failed_for"):
            value = getattr(self, name)
            if value is not None and value < timedelta(seconds=1):
                raise ValueError(f"{name}={value} is shorter than a second")
        if self.keep_failed_runs is not None and self.keep_failed_runs < 1:
            raise ValueError(f"keep_failed_runs={self.keep_failed_runs} is less than 1")

    __hash__ = LabelledByRun.__hash__

    def anchor_name(self, dag_id: str, run_id: str) -> str:
        return f"tidydag-run-{self.run_hash(dag_id, run_id)}"

    def anchor(self, dag_id: str, run_id: str) -> dict[str, Any]:
        """The Job that owns the run. Its pod template only has to pass admission."""
        labels = {
            **self.object_labels(dag_id, run_id),
            "app.kubernetes.io/managed-by": "tidydag",
        }
        resources = {"cpu": "10m", "memory": "16Mi"}
        container = {
            "name": "anchor",
            "image": self.image,
            "resources": {"requests": resources, "limits": resources},
            "securityContext": {
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
                "readOnlyRootFilesystem": True,
            },
        }
        pod = {
            "restartPolicy": "Never",
            "automountServiceAccountToken": False,
            "securityContext": {
                "runAsNonRoot": True,
                "runAsUser": 65535,
                "seccompProfile": {"type": "RuntimeDefault"},
            },
            "containers": [container],
        }
        return {
            "apiVersion": "batch/v1",
            "kind": "Job",
            "metadata": {
                "name": self.anchor_name(dag_id, run_id),
                "labels": labels,
                "annotations": {
                    **self.annotations,
                    ANNOTATION_DAG_ID: dag_id,
                    ANNOTATION_RUN_ID: run_id,
                },
            },
            "spec": {
                "parallelism": 0,
                "backoffLimit": 0,
                "activeDeadlineSeconds": _seconds(self.deadline),
                "ttlSecondsAfterFinished": 10,
                "template": {"metadata": {"labels": labels}, "spec": pod},
            },
        }

    def owner(self, creator: _Creator, namespace: str) -> dict[str, Any]:
        anchor = _Anchor(
            self, creator.api_client, namespace, creator.dag_id, creator.run_id
        )
        uid = anchor.ensure()
        # Neither `controller`, by which the Job controller would adopt pods, nor
        # `blockOwnerDeletion`, which needs a permission of its own.
        return {
            "apiVersion": "batch/v1",
            "kind": "Job",
            "name": anchor.name,
            "uid": uid,
        }

    def before_kill(self, creator: _Creator, ti: Any, kind: str) -> None:
        """Has what the last try created stopped, where the operator would delete it.

        That of a try before is deleted, as ever: the next one would find it and take it on.
        """
        if self.keep_failed_for is None:
            return
        key = f"{ti.task_id}\0{ti.map_index}"
        creator.labels[LABEL_TASK] = hashlib.sha256(key.encode()).hexdigest()[:20]
        if ti.try_number > ti.max_tries:
            creator.stop_when_killed(kind)

    def release(
        self, target: _Target, dag_id: str, run_id: str, failed: bool
    ) -> list[str]:
        """Deletes the anchor, or gives a failed run's one a new deadline."""
        anchor = _Anchor(self, target.api_client, target.namespace, dag_id, run_id)
        if failed and self.keep_failed_for is not None:
            selector = f"{LABEL_RUN}={self.run_hash(dag_id, run_id)}"
            errors = target.stop(selector, except_job=anchor.name)
            return errors + anchor.keep(self.keep_failed_for, self.keep_failed_runs)
        return anchor.delete()


class ReleaseRunOperator(BaseOperator):
    """Deletes, or keeps for a while, what a DAG run created; see release_run."""

    ui_color = "#e8f7e4"

    def __init__(self, *, run: LabelledByRun, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.run_to_release = run

    def execute(self, context: Any) -> None:
        dag_id, run_id = context["ti"].dag_id, context["ti"].run_id
        failed = _has_failed(context)
        errors: list[str] = []
        for (connection, namespace), kinds in self._used(context, errors).items():
            try:
                target = _Target(_hook(connection).api_client, namespace, kinds)
                errors += self.run_to_release.release(target, dag_id, run_id, failed)
            except Exception as e:  # the others are released nevertheless
                errors.append(f"namespace {namespace}: {_reason(e)}")
        if errors:
            raise RunError(
                f"Could not release run {run_id} of {dag_id}: " + "; ".join(errors)
            )

    def _used(self, context: Any, errors: list[str]) -> dict[tuple[Any, str], set[str]]:
        """By connection and namespace, the kinds of operators whose pre_execute is the run."""
        used: dict[tuple[Any, str], set[str]] = {}
        for task in context["dag"].tasks:
            cls = operator_class(task)
            kind = operator_kind(cls)
            if kind is None or pre_execute_of(task) != self.run_to_release:
                continue
            if finds_own_cluster(cls):
                continue  # refused before it created anything
            spec = _TaskArguments(
                task, lambda value: self.render_template(value, context)
            )
            try:
                connection = _connection_of(spec)
                namespace = _namespace_of(kind, spec, _hook(connection))
                used.setdefault((connection, namespace), set()).add(kind)
            except Exception as e:  # where the other tasks ran is released nevertheless
                errors.append(f"task {task.task_id}: {_reason(e)}")
        return used


_KINDS = {
    "KubernetesPodOperator": "pod",
    "KubernetesJobOperator": "job",
    "SparkKubernetesOperator": "spark",
}
_CONNECTION = ("kubernetes_conn_id", "in_cluster", "config_file", "cluster_context")
_TASK_NAMES = {
    *("ti", "task", "task_instance", "task_instance_key_str"),
    *("map_index", "map_index_template", "try_number"),
}
_PROVIDERS = "airflow.providers."
_KUBERNETES = "airflow.providers.cncf.kubernetes."


def operator_kind(cls: type) -> str | None:
    """`pod`, `job` or `spark` for the operators that this module knows, found without imports."""
    for base in cls.__mro__:
        if base.__module__.startswith(_KUBERNETES + "operators."):
            if base.__name__ in _KINDS:
                return _KINDS[base.__name__]
    return None


def finds_own_cluster(cls: type) -> bool:
    """Whether a subclass of these operators has another way to its cluster than they have.

    Those of other providers do: EksPodOperator asks its cloud in execute, which comes after
    pre_execute, and GKE's have a hook of their own, which release_run could not make.
    """
    for base in cls.__mro__:
        if base.__module__.startswith(_KUBERNETES):
            break
        own = {"hook", "client"} & vars(base).keys()
        if own or base.__module__.startswith(_PROVIDERS):
            return True
    return False


def _own_cluster(task_id: str, cls: type) -> str:
    return (
        f"Task {task_id}: {cls.__name__} finds its cluster in a way of its own, and the run's owner"
        " would be made in another one; use the operator of the cncf.kubernetes provider with a"
        " connection or kubeconfig to that cluster, or remove pre_execute from this task"
    )


def operator_class(task: Any) -> type:
    """The operator's class, also of a mapped task."""
    return task.operator_class if is_mapped(task) else type(task)


def pre_execute_of(task: Any) -> Any:
    """The task's pre_execute argument, also of a mapped task."""
    return _argument(task, "pre_execute" if is_mapped(task) else "_pre_execute_hook")


def is_mapped(task: Any) -> bool:
    return hasattr(task, "partial_kwargs")


def _argument(task: Any, name: str) -> Any:
    """What a task was given as an argument, itself or by default_args.

    Airflow gives an operator's own default_args to a mapped task only when it runs.
    """
    if not is_mapped(task):
        return getattr(task, name, None)
    group = getattr(task, "task_group", None)
    for given in (
        task.partial_kwargs,
        task.partial_kwargs.get("default_args"),
        getattr(group, "default_args", None),
        task.dag.default_args,
    ):
        if given and name in given:
            return given[name]
    return "kubernetes_default" if name == "kubernetes_conn_id" else None


def set_pre_execute(task: Any, value: Callable[[Any], None]) -> None:
    """Sets the task's pre_execute argument, also of a mapped task."""
    if is_mapped(task):
        task.partial_kwargs["pre_execute"] = value
    else:
        task._pre_execute_hook = value


class _TaskArguments:
    """Rendered arguments of a task that is not running, as attributes."""

    def __init__(self, task: Any, render: Callable[[Any], Any]) -> None:
        self._task = task
        self._render = render

    def __getattr__(self, name: str) -> Any:
        value = _argument(self._task, name)
        return self._render(value) if isinstance(value, (str, dict)) else value


def _connection_of(op: Any) -> tuple[Any, ...]:
    return tuple(getattr(op, name, None) for name in _CONNECTION)


def _hook(connection: tuple[Any, ...]) -> Any:
    from airflow.providers.cncf.kubernetes.hooks.kubernetes import KubernetesHook

    arguments = dict(zip(_CONNECTION, connection))
    return KubernetesHook(conn_id=arguments.pop("kubernetes_conn_id"), **arguments)


def _namespace_of(kind: str, op: Any, hook: Any) -> str:
    """The namespace that the operator will choose."""
    if kind == "spark":
        return op.namespace or "default"
    template = _template_namespace(op)
    # The same order as the operator's own.
    return (
        op.namespace
        or template
        or hook.get_namespace()
        or _own_namespace()
        or "default"
    )


def _template_namespace(op: Any) -> str | None:
    full = getattr(op, "full_pod_spec", None)
    if full is not None and full.metadata is not None and full.metadata.namespace:
        return full.metadata.namespace
    template = getattr(op, "pod_template_dict", None)
    path = getattr(op, "pod_template_file", None)
    if path:
        import yaml

        try:
            with open(path, encoding="utf-8") as f:
                template = yaml.safe_load(f)
        except OSError:
            template = None
    return ((template or {}).get("metadata") or {}).get("namespace")


def _refuse_places_of_one_task(dag: Any, task_id: str) -> None:
    """Refuses a namespace or connection that release_run, another task, would render otherwise."""
    from jinja2 import meta

    task = dag.get_task(task_id)
    given = _TaskArguments(task, lambda value: value)
    places = {name: getattr(given, name) for name in ("namespace", *_CONNECTION)}
    if not given.namespace:
        places["pod_template_file"] = given.pod_template_file
        places["namespace of the pod template"] = _template_namespace(given)
    jinja = dag.get_template_env()
    mapped = _mapped_arguments(task)
    for name, value in places.items():
        if name in mapped:
            reason = f"{name} is mapped over"
        elif isinstance(value, str):
            used = meta.find_undeclared_variables(jinja.parse(value)) & _TASK_NAMES
            if not used:
                continue
            reason = f"{name}={value!r} uses {', '.join(sorted(used))}"
        elif value is None or isinstance(value, bool):
            continue
        else:
            reason = f"{name} is what another task returns"
        raise RunError(
            f"Task {task_id}: {reason}, and release_run, which is another task, could not tell"
            " where to clean up; write it with what all tasks of the run share, such as params,"
            " dag_run or ds, or write one task for each place"
        )


def _mapped_arguments(task: Any) -> set[str]:
    """The names of the arguments that a mapped task is expanded over, as far as they are known."""
    if not is_mapped(task):
        return set()
    value = task.expand_input.value
    rows = value if isinstance(value, (list, tuple)) else [value]
    return {name for row in rows if isinstance(row, Mapping) for name in row}


def _own_namespace() -> str | None:
    try:
        with open("/var/run/secrets/kubernetes.io/serviceaccount/namespace") as f:
            return f.read().strip() or None
    except OSError:
        return None


def _accept_manifest_text(op: Any) -> None:
    """Hands over as template_spec what a provider before 8.1 takes for a file's name.

    Airflow has replaced the name of the manifest's file by its rendered text by now.
    """
    try:
        op.manage_template_specs()
    except OSError:
        import yaml

        manifest = yaml.safe_load(op.application_file)
        if not isinstance(manifest, dict):
            raise
        op.application_file, op.template_spec = None, manifest


class _Creator:
    """Puts owner and labels on what one task creates."""

    def __init__(self, run: LabelledByRun, op: Any, dag_id: str, run_id: str) -> None:
        from kubernetes import client

        self.kubernetes = client
        self.run = run
        self.api_client = op.hook.api_client
        self._op = op
        self._connection = _connection_of(op)
        self.dag_id = dag_id
        self.run_id = run_id
        self.labels = run.object_labels(dag_id, run_id)
        self._owners: dict[str, dict[str, Any] | None] = {}

    def prepare(self, namespace: str) -> dict[str, Any] | None:
        """Makes what the run needs in a namespace, and returns the owner there."""
        if _connection_of(self._op) != self._connection:
            raise RunError(_own_cluster(self._op.task_id, type(self._op)))
        if namespace not in self._owners:
            owner = self.run.owner(self, namespace)
            for name, data in self.run.config_maps.items():
                self._ensure_config_map(namespace, name, data, owner)
            self._owners[namespace] = owner
        return self._owners[namespace]

    def stop_when_killed(self, kind: str) -> None:
        """Has the operator's on_kill stop what the task created, and delete nothing."""
        names = (LABEL_RUN, LABEL_TASK)
        selector = ",".join(f"{name}={self.labels[name]}" for name in names)

        def on_kill() -> None:
            for namespace in self._owners:
                target = _Target(self.api_client, namespace, {kind})
                for error in target.stop(selector):
                    log.warning("Could not %s", error)

        self._op.__dict__["on_kill"] = on_kill

    def own_pod(self, pod: Any) -> Any:
        self._own(pod.metadata, "Pod")
        return pod

    def own_job(self, job: Any, op: Any) -> Any:
        self._own(job.metadata, "Job")
        template = job.spec.template
        template.metadata = template.metadata or self.kubernetes.V1ObjectMeta()
        template.metadata.labels = {**(template.metadata.labels or {}), **self.labels}
        # The pod that some providers make beside the Job when its own is not there yet.
        pod = getattr(op, "pod_request_obj", None)
        if pod is not None and pod.metadata is not template.metadata:
            self._own(pod.metadata, "Pod")
        return job

    def own_custom_object(self, body: dict[str, Any], namespace: str) -> dict[str, Any]:
        body = copy.deepcopy(body)
        metadata = body.setdefault("metadata", {})
        owner = self.prepare(namespace)
        if owner is not None:
            references = metadata.get("ownerReferences") or []
            self._refuse(
                references, owner, body.get("kind", "object"), metadata.get("name")
            )
            metadata["ownerReferences"] = [owner]
        metadata["labels"] = {**(metadata.get("labels") or {}), **self.labels}
        spec = body.get("spec")
        if body.get("kind") == "SparkApplication" and isinstance(spec, dict):
            if not spec.get("timeToLiveSeconds"):
                spec["timeToLiveSeconds"] = _seconds(self.run.spark_ttl)
            policy = spec["restartPolicy"] = spec.get("restartPolicy") or {}
            policy.setdefault("type", "Never")
            self._refuse_unkept(metadata.get("name"), spec)
            # Before 10.0 the operator also fails without labels on the driver.
            for role in ("driver", "executor"):
                if isinstance(spec.get(role), dict):
                    given = spec[role].get("labels") or {}
                    spec[role]["labels"] = {**given, **self.labels}
        return body

    def _refuse_unkept(self, name: Any, spec: dict[str, Any]) -> None:
        """Refuses what would bring back, or take away, what a failed run is to keep, stopped."""
        keep = getattr(self.run, "keep_failed_for", None)
        if keep is None:
            return
        restart, ttl = spec["restartPolicy"]["type"], spec["timeToLiveSeconds"]
        reason = None
        if restart != "Never":
            reason = (
                f"restartPolicy {restart} would have the Spark operator start a driver again after"
                " release_run stopped it; write type: Never, and retries on the task"
            )
        elif not isinstance(ttl, int) or 0 < ttl < _seconds(keep):
            reason = (
                f"timeToLiveSeconds {ttl} is shorter than keep_failed_for, {_seconds(keep)} s;"
                " remove it"
            )
        if reason:
            raise RunError(
                f"SparkApplication {name}: {reason}, or remove keep_failed_for"
            )

    def _own(self, metadata: Any, kind: str) -> None:
        owner = self.prepare(metadata.namespace)
        metadata.labels = {**(metadata.labels or {}), **self.labels}
        if owner is None:
            return
        references = [
            r if isinstance(r, dict) else {"kind": r.kind, "name": r.name, "uid": r.uid}
            for r in metadata.owner_references or []
        ]
        self._refuse(references, owner, kind, metadata.name)
        metadata.owner_references = [
            self.kubernetes.V1OwnerReference(
                api_version=owner["apiVersion"],
                kind=owner["kind"],
                name=owner["name"],
                uid=owner["uid"],
            )
        ]

    @staticmethod
    def _refuse(
        references: list[Any], owner: dict[str, Any], kind: str, name: Any
    ) -> None:
        for reference in references:
            if reference.get("uid") != owner["uid"]:
                raise RunError(
                    f"{kind} {name}: its template names {reference.get('kind')}"
                    f" {reference.get('name')} as owner, and Kubernetes keeps an object while any"
                    " of its owners lives; remove ownerReferences from the template"
                )

    def _ensure_config_map(
        self,
        namespace: str,
        name: str,
        data: Mapping[str, str],
        owner: dict[str, Any] | None,
    ) -> None:
        core = self.kubernetes.CoreV1Api(self.api_client)
        full_name = f"{name}-{self.labels[LABEL_RUN][:8]}"
        metadata: dict[str, Any] = {"name": full_name, "labels": self.labels}
        if owner is not None:
            metadata["ownerReferences"] = [owner]
        body = {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": metadata,
            "data": dict(data),
        }
        for _ in _until(WAIT_UNTIL_GONE):
            try:
                _call(core.create_namespaced_config_map, namespace, body)
                log.info("Created ConfigMap %s/%s", namespace, full_name)
                return
            except self.kubernetes.ApiException as e:
                if e.status == 403:
                    raise _forbidden(e, "configmaps", "create, get", namespace) from e
                if e.status != 409:
                    raise
            there = _read(core.read_namespaced_config_map, full_name, namespace)
            if there is None:
                continue
            owners = [(o.name, o.uid) for o in there.metadata.owner_references or []]
            wanted = [] if owner is None else [(owner["name"], owner["uid"])]
            if (
                owners == wanted
                and (there.metadata.labels or {}).get(LABEL_RUN)
                == (self.labels[LABEL_RUN])
            ):
                if (there.data or {}) != dict(data):
                    raise RunError(
                        f"ConfigMap {namespace}/{full_name} holds other data than config_maps"
                        f" says: two tasks of the run disagree about {name!r}"
                    )
                return
            if owner is None or [o[0] for o in owners] != [owner["name"]]:
                raise RunError(
                    f"ConfigMap {namespace}/{full_name} is there and belongs to something else;"
                    f" choose another name than {name!r} in config_maps, or delete it"
                )
            # Left by an anchor of the same run that is gone: the garbage collector takes it.
        raise RunError(
            f"ConfigMap {namespace}/{full_name} of an ended run is still there"
        )


def _wrap(op: Any, method: str, own: Callable[..., Any]) -> None:
    """Has `own` see what the operator's method builds. Doing it again changes nothing."""
    inner = getattr(op, method)
    inner = getattr(inner, "tidydag_inner", inner)
    takes_operator = method == "build_job_request_obj"

    def build(context: Any = None, **kwargs: Any) -> Any:
        built = inner(context, **kwargs)
        if context is None or kwargs.get("dry_run"):
            return built  # a preview, which must not touch the cluster
        return own(built, op) if takes_operator else own(built)

    build.tidydag_inner = inner  # type: ignore[attr-defined]
    op.__dict__[method] = build


class _OwningCustomObjects:
    """A CustomObjectsApi that owns what it creates."""

    def __init__(self, api: Any, creator: _Creator) -> None:
        self._api = api
        self._creator = creator

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    def create_namespaced_custom_object(
        self,
        group: str,
        version: str,
        namespace: str,
        plural: str,
        body: Any,
        **kwargs: Any,
    ) -> Any:
        body = self._creator.own_custom_object(body, namespace)
        return self._api.create_namespaced_custom_object(
            group=group,
            version=version,
            namespace=namespace,
            plural=plural,
            body=body,
            **kwargs,
        )


class _Anchor:
    """A run's anchor in one namespace."""

    def __init__(
        self, run: OwnedByRun, api_client: Any, namespace: str, dag_id: str, run_id: str
    ) -> None:
        from kubernetes import client

        self._kubernetes = client
        self._jobs = client.BatchV1Api(api_client)
        self._run = run
        self._dag_id = dag_id
        self._run_id = run_id
        self._namespace = namespace
        self.name = run.anchor_name(dag_id, run_id)

    def __str__(self) -> str:
        return f"anchor {self._namespace}/{self.name}"

    def ensure(self) -> str:
        """Sees to an anchor whose clock runs and has the deadline ahead; returns its uid."""
        waiting = False
        for _ in _until(WAIT_UNTIL_GONE):
            created = self._create()
            job = created or self._read()
            if job is None:
                continue  # gone between the two calls
            if self._run.run_hash(self._dag_id, self._run_id) != (
                job.metadata.labels or {}
            ).get(LABEL_RUN):
                raise RunError(
                    f"{self} is a Job that tidydag did not make; delete or rename it"
                )
            if _is_ending(job):
                if not waiting:
                    log.info("%s is ending: waiting until it is gone", self)
                waiting = True
                continue
            job = self._with_clock(job, created is not None)
            if job is None or _is_ending(job):
                continue
            if created is not None:
                log.info("Created %s, deadline in %s", self, self._run.deadline)
                return job.metadata.uid
            if self._postpone(job):
                return job.metadata.uid
        raise RunError(
            f"{self} of an earlier try has ended and is still there after"
            f" {WAIT_UNTIL_GONE:.0f} s; see what keeps it:"
            f" kubectl -n {self._namespace} get job {self.name} -o yaml"
        )

    def _create(self) -> Any:
        """The Job made, or None where there is one."""
        body = self._run.anchor(self._dag_id, self._run_id)
        quota: Exception | None = None
        for _ in _until(WAIT_FOR_QUOTA, POLL_QUOTA):
            try:
                return _call(self._jobs.create_namespaced_job, self._namespace, body)
            except self._kubernetes.ApiException as e:
                if e.status == 409:
                    return None
                if e.status != 403:
                    raise
                if "exceeded quota" not in _reason(e):
                    raise self._forbidden(e) from e
                if quota is None:
                    log.info("%s: waiting for quota: %s", self, _reason(e))
                quota = e
        raise RunError(
            f"Cannot create {self}: {_reason(quota)}. A run needs one Job in each namespace that"
            " it uses: ask for more of count/jobs.batch in the namespace's ResourceQuota"
        ) from quota

    def _with_clock(self, job: Any, created: bool) -> Any:
        """The Job once its deadline counts, or None if it went meanwhile."""
        for _ in _until(WAIT_FOR_CLOCK, min(POLL, 0.25)):
            if job is None or _is_ending(job):
                return job
            if job.spec.suspend:
                break
            if job.status is not None and job.status.start_time is not None:
                return job
            job = self._read()
        why = f"has no startTime after {WAIT_FOR_CLOCK:.0f} s; see whether"
        why += " kube-controller-manager runs"
        if job is not None and job.spec.suspend:
            why = (
                "is suspended, as Kueue does when it manages Jobs without a queue name; have it"
                " leave out Jobs with the label app.kubernetes.io/managed-by=tidydag, or this"
                " namespace"
            )
        # Without a clock it would stay for ever.
        left = self.delete() if created else []
        raise RunError(
            "; ".join([f"{self} {why}. Its deadline would not count", *left])
        )

    def _postpone(self, job: Any) -> bool:
        """Moves the deadline to at least now + deadline; False if the Job changed meanwhile."""
        end = _elapsed(job) + _seconds(self._run.deadline)
        kept = LABEL_KEPT in job.metadata.labels
        if end <= (job.spec.active_deadline_seconds or 0) and not kept:
            return True
        end = max(end, job.spec.active_deadline_seconds or 0)
        patched = self._patch(job, end, {LABEL_KEPT: None} if kept else {})
        if patched:
            log.info("Moved the deadline of %s, now in %s", self, self._run.deadline)
        return patched

    def _patch(self, job: Any, deadline: int, labels: dict[str, Any]) -> bool:
        metadata: dict[str, Any] = {"resourceVersion": job.metadata.resource_version}
        if labels:
            metadata["labels"] = labels
        body = {"metadata": metadata, "spec": {"activeDeadlineSeconds": deadline}}
        try:
            _call(self._jobs.patch_namespaced_job, self.name, self._namespace, body)
        except self._kubernetes.ApiException as e:
            if e.status in (404, 409):
                return False
            if e.status == 403:
                raise self._forbidden(e) from e
            raise
        return True

    def _read(self) -> Any:
        try:
            return _read(self._jobs.read_namespaced_job, self.name, self._namespace)
        except self._kubernetes.ApiException as e:
            if e.status == 403:
                raise self._forbidden(e) from e
            raise

    def _forbidden(self, error: Any) -> RunError:
        return _forbidden(error, "jobs.batch", "create, get, patch", self._namespace)

    def delete(self) -> list[str]:
        """Deletes the anchor and with it the run; returns what went wrong."""
        try:
            job = self._read()
            if job is None:
                log.info("%s is gone already", self)
            elif job.metadata.deletion_timestamp is None:
                delete_job = self._jobs.delete_namespaced_job
                _delete(delete_job, self.name, self._namespace, uid=job.metadata.uid)
                log.info("Deleted %s with all that it owns", self)
        except Exception as e:
            return [f"delete {self}: {_reason(e)}"]
        return []

    def keep(self, duration: timedelta, at_most: int | None) -> list[str]:
        """Gives the anchor a new deadline and the mark of a failed run."""
        try:
            for _ in _until(WAIT_FOR_CLOCK):
                job = self._read()
                if job is None or _is_ending(job):
                    return []
                end = _elapsed(job) + _seconds(duration)
                if self._patch(job, end, {LABEL_KEPT: "failed"}):
                    log.info("Kept %s of a failed run for %s", self, duration)
                    return [] if at_most is None else self._delete_oldest_kept(at_most)
            raise RunError("it is changed by something else all the time")
        except Exception as e:
            return [f"keep {self}: {_reason(e)}"]

    def _delete_oldest_kept(self, at_most: int) -> list[str]:
        deployment = f"!{LABEL_DEPLOYMENT}"
        if self._run.deployment:
            deployment = f"{LABEL_DEPLOYMENT}={self._run.deployment}"
        dag = f"{LABEL_DAG}={_safe_label(self._dag_id)}"
        selector = f"{LABEL_KEPT}=failed,{dag},{deployment}"
        list_jobs = self._jobs.list_namespaced_job
        found = _call(list_jobs, self._namespace, label_selector=selector).items
        kept = [
            job.metadata
            for job in found
            if (job.metadata.annotations or {}).get(ANNOTATION_DAG_ID) == self._dag_id
            and job.metadata.deletion_timestamp is None
        ]
        kept.sort(key=lambda m: (m.creation_timestamp, m.name), reverse=True)
        # The run that has just failed is the newest whatever the clock says.
        kept.sort(key=lambda m: m.name != self.name)
        for old in kept[at_most:]:
            delete_job = self._jobs.delete_namespaced_job
            _delete(delete_job, old.name, self._namespace, uid=old.uid)
            log.info(
                "Deleted anchor %s, beyond the %d failed runs kept", old.name, at_most
            )
        return []


class _Target:
    """What a run may have created in one namespace, through one connection."""

    def __init__(self, api_client: Any, namespace: str, kinds: set[str]) -> None:
        from kubernetes import client

        self.api_client = api_client
        self.namespace = namespace
        self._kinds = kinds
        self._core = client.CoreV1Api(api_client)
        self._batch = client.BatchV1Api(api_client)
        self._custom = client.CustomObjectsApi(api_client)
        self._typed = {
            "pods": (self._core, "pod"),
            "configmaps": (self._core, "config_map"),
            "jobs": (self._batch, "job"),
        }
        group, version = "sparkoperator.k8s.io", "v1beta2"
        self._spark_path = (group, version, namespace, "sparkapplications")

    def kinds_created(self, config_maps: bool) -> list[str]:
        """Kinds to release, owners before owned; only those that need a permission anyway."""
        return [
            *(["sparkapplications"] if "spark" in self._kinds else []),
            *(["jobs"] if "job" in self._kinds else []),
            "pods",
            *(["configmaps"] if config_maps else []),
        ]

    def find(self, kind: str, selector: str) -> list[tuple[str, str]]:
        """Names and uids."""
        if kind == "sparkapplications":
            list_spark = self._custom.list_namespaced_custom_object
            found = _call(list_spark, *self._spark_path, label_selector=selector)
            metadata = [i["metadata"] for i in found["items"]]
            return [(m["name"], m["uid"]) for m in metadata]
        api, singular = self._typed[kind]
        method = getattr(api, f"list_namespaced_{singular}")
        found = _call(method, self.namespace, label_selector=selector)
        return [(i.metadata.name, i.metadata.uid) for i in found.items]

    def delete(self, kind: str, name: str, uid: str) -> None:
        if kind == "sparkapplications":
            delete_spark = self._custom.delete_namespaced_custom_object
            _delete(delete_spark, *self._spark_path, name, uid=uid)
        else:
            api, singular = self._typed[kind]
            method = getattr(api, f"delete_namespaced_{singular}")
            _delete(method, name, self.namespace, uid=uid)
        log.info("Deleted %s %s/%s", kind, self.namespace, name)

    def stop(self, selector: str, except_job: str = "") -> list[str]:
        """Ends what runs and keeps the objects.

        Jobs first, which else replace their pods. A Job whose own deadline is over has its running
        pods deleted, so these get theirs before; the Job's is for what they do not end in.
        """
        errors: list[str] = []
        try:
            if "job" in self._kinds:
                list_jobs = self._batch.list_namespaced_job
                patch_job = self._batch.patch_namespaced_job
                jobs = _call(list_jobs, self.namespace, label_selector=selector).items
                for job in jobs:
                    if job.metadata.name != except_job and not _is_ending(job):
                        end = _elapsed(job) + STOPS_WITHIN
                        end = min(end, job.spec.active_deadline_seconds or end)
                        no_more = {"backoffLimit": 0, "activeDeadlineSeconds": end}
                        self._stop(patch_job, job, no_more, errors)
            list_pods = self._core.list_namespaced_pod
            patch_pod = self._core.patch_namespaced_pod
            for pod in _call(list_pods, self.namespace, label_selector=selector).items:
                phase = pod.status.phase if pod.status is not None else None
                if phase not in ("Succeeded", "Failed"):
                    self._stop(patch_pod, pod, {"activeDeadlineSeconds": 1}, errors)
        except Exception as e:
            errors.append(f"stop what runs in {self.namespace}: {_reason(e)}")
        return errors

    def _stop(
        self, patch: Any, found: Any, spec: dict[str, int], errors: list[str]
    ) -> None:
        name = found.metadata.name
        try:
            _call(patch, name, self.namespace, {"spec": spec})
            log.info("Stopped %s/%s", self.namespace, name)
        except Exception as e:
            if getattr(e, "status", 0) != 404:
                errors.append(f"stop {self.namespace}/{name}: {_reason(e)}")


def _has_failed(context: Mapping[str, Any]) -> bool:
    """Whether a task of the run, other than a teardown, has failed."""
    ti, tasks = context["ti"], context["dag"].task_dict
    if hasattr(ti, "get_task_states"):
        # Airflow 3.0 to 3.3: the Task SDK's only way. A mapped task's key ends in its index.
        states = ti.get_task_states(dag_id=ti.dag_id, run_ids=[ti.run_id]).get(
            ti.run_id, {}
        )
        found = [
            (key if key in tasks else re.sub(r"_\d+$", "", key), state)
            for key, state in states.items()
        ]
    else:
        found = [(i.task_id, i.state) for i in context["dag_run"].get_task_instances()]
    return any(
        state in ("failed", "upstream_failed")
        for task_id, state in found
        if not getattr(tasks.get(task_id), "is_teardown", False)
    )


def _is_ending(job: Any) -> bool:
    if job.metadata.deletion_timestamp is not None:
        return True
    conditions = (job.status.conditions if job.status is not None else None) or []
    return any(
        c.type in ("Complete", "Failed", "FailureTarget", "SuccessCriteriaMet")
        and c.status == "True"
        for c in conditions
    )


def _elapsed(job: Any) -> int:
    """Seconds since the Job's clock started."""
    start = job.status.start_time if job.status is not None else None
    if start is None:
        return 0
    return max(0, math.ceil((datetime.now(timezone.utc) - start).total_seconds()))


def _seconds(duration: timedelta) -> int:
    return math.ceil(duration.total_seconds())


def _safe_label(value: str) -> str:
    """A label value for any text: the text itself where it is one, else its start and a hash."""
    if re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?", value):
        return value
    start = re.sub(r"[^A-Za-z0-9_.-]+", "-", value)[:52].strip("_.-")
    return f"{start or 'x'}-{hashlib.sha256(value.encode()).hexdigest()[:10]}"


def _until(limit: float, poll: float | None = None) -> Iterator[None]:
    """Yields at once and then every `poll` seconds, until `limit` seconds are over."""
    end = time.monotonic() + limit
    while True:
        yield
        if time.monotonic() >= end:
            return
        time.sleep(POLL if poll is None else poll)


def _call(method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Calls the API, again after errors that pass by themselves."""
    import urllib3
    from kubernetes.client import ApiException

    for attempt in range(1, ATTEMPTS + 1):
        try:
            return method(*args, _request_timeout=REQUEST_TIMEOUT, **kwargs)
        except ApiException as e:
            if attempt == ATTEMPTS or e.status not in (429, 500, 502, 503, 504):
                raise
            reason = _reason(e)
        except urllib3.exceptions.HTTPError as e:
            if attempt == ATTEMPTS:
                raise
            reason = type(e).__name__
        log.info("Kubernetes API: %s; trying again", reason)
        time.sleep(BACKOFF * 2 ** (attempt - 1))
    raise AssertionError


def _read(method: Callable[..., Any], name: str, namespace: str) -> Any:
    from kubernetes.client import ApiException

    try:
        return _call(method, name, namespace)
    except ApiException as e:
        if e.status == 404:
            return None
        raise


def _delete(method: Callable[..., Any], *path: str, uid: str) -> None:
    """Deletes just the object with that uid, and what it owns."""
    from kubernetes import client

    body = client.V1DeleteOptions(
        propagation_policy="Foreground", preconditions=client.V1Preconditions(uid=uid)
    )
    try:
        _call(method, *path, body=body)
    except client.ApiException as e:
        # 409: another object has the name by now, and this one is gone.
        if e.status not in (404, 409):
            raise


def _reason(error: Any) -> str:
    """What the API said, without headers."""
    try:
        return str(json.loads(error.body)["message"])
    except (AttributeError, KeyError, TypeError, ValueError):
        status = getattr(error, "status", None)
        return f"{status} {error.reason}" if status else str(error)


def _forbidden(error: Any, resource: str, verbs: str, namespace: str) -> RunError:
    return RunError(
        f"Not allowed in namespace {namespace}: {_reason(error)}. If it is a permission, Airflow's"
        f" account needs a Role there with the verbs {verbs} on {resource}; if it is an admission"
        " policy, see the labels, annotations and image of owned_by_run"
    )
