"""A cluster policy that gives every run's objects an owner without a change to any DAG.

In airflow_local_settings.py, with this file and tidydag_run.py beside it:

    from tidydag_policy import task_policy

Every KubernetesPodOperator, SparkKubernetesOperator and KubernetesJobOperator task, and those of
their subclasses, then gets a pre_execute=owned_by_run(...). A pre_execute that the DAG has is
called after it; a task that uses tidydag_run itself is left alone.

The environment of scheduler, DAG processor and workers says:

    TIDYDAG_DEADLINE_SECONDS  deadline for DAGs without dagrun_timeout; for others it is their
                              dagrun_timeout and an hour. A DAG with neither is left alone.
    TIDYDAG_DEPLOYMENT        tells apart two Airflows that share a namespace.

A DAG with the tag `tidydag:off` is left alone, and so, with a warning, are operators that find
their cluster in a way of their own, such as EksPodOperator and GKE's. There is no release at the
run's end in this mode: what the operators themselves do not delete goes at the deadline.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Callable

log = logging.getLogger("tidydag.run")

OFF = "tidydag:off"
MARGIN = timedelta(hours=1)

_warned: set[str] = set()


@dataclass(frozen=True)
class Both:
    """A pre_execute that calls two."""

    first: Callable[[Any], None]
    then: Callable[[Any], None]

    def __call__(self, context: Any) -> None:
        self.first(context)
        self.then(context)


def task_policy(task: Any) -> None:
    """Called by Airflow for each task of each DAG that it loads."""
    # Here, since Airflow reads its local settings before BaseOperator can be imported.
    import tidydag_run

    cls = tidydag_run.operator_class(task)
    if tidydag_run.operator_kind(cls) is None:
        return
    there = tidydag_run.pre_execute_of(task)
    if isinstance(there, (tidydag_run.LabelledByRun, Both)) or OFF in (
        task.dag.tags or ()
    ):
        return
    if tidydag_run.finds_own_cluster(cls):
        _warn(
            f"DAG {task.dag.dag_id}: what {cls.__name__} creates gets no owner, since it finds its"
            " cluster in a way of its own"
        )
        return
    deadline = _deadline(task.dag)
    if deadline is None:
        _warn(
            f"DAG {task.dag.dag_id} has no dagrun_timeout and TIDYDAG_DEADLINE_SECONDS is not set:"
            " its Kubernetes objects get no owner"
        )
        return
    run = tidydag_run.owned_by_run(
        deadline=deadline, deployment=os.environ.get("TIDYDAG_DEPLOYMENT", "")
    )
    tidydag_run.set_pre_execute(task, run if there is None else Both(run, there))


def _warn(message: str) -> None:
    """Once in a process, which loads the same DAGs again and again."""
    if message not in _warned:
        _warned.add(message)
        log.warning(message)


def _deadline(dag: Any) -> timedelta | None:
    if dag.dagrun_timeout is not None:
        return dag.dagrun_timeout + MARGIN
    seconds = os.environ.get("TIDYDAG_DEADLINE_SECONDS")
    return None if not seconds else timedelta(seconds=float(seconds))
