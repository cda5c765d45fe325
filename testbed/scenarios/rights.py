"""One verb less than tidydag renders. Without it a call is refused, and what is left then still goes at the deadline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cells import Cell, Scenario
from pod import LONG, RBAC, to_the_end
from spark import ANNOTATION, application


def without(cell: Cell) -> None:
    """Takes the scenario's right from the account that has it, before anything runs."""
    account = "spark" if cell.scenario in OF_SPARK else "airflow-worker"
    [verb, resource] = cell.scenario.forbids[0].split(" ")
    resource, _, group = resource.partition(".")
    kube = cell.cluster.kube
    [name] = [
        binding["roleRef"]["name"]
        for binding in kube.items(cell.path("rolebindings", RBAC))
        if any(subject["name"] == account for subject in binding["subjects"])
    ]
    path = cell.path(f"roles/{name}", RBAC)
    role = kube.get(path)

    def less(rule: dict) -> dict:
        if rule["resources"] != [resource] or rule["apiGroups"] != [group]:
            return rule
        return {**rule, "verbs": [v for v in rule["verbs"] if v != verb]}

    fewer = [rule for rule in map(less, role["rules"]) if rule["verbs"]]
    if fewer == role["rules"]:
        raise RuntimeError(f"{cell.scenario.forbids[0]} was not granted")
    kube.patch(path, {"rules": fewer})
    to_the_end(cell)


# The second task makes the deadline move; its end is a timeout, so that something is deleted.
PODS = f"""
tasks:
  early: {{pod: {{arguments: ["sleep 2"]}}}}
  work: {{depends_on: [early], execution_timeout: 40s, pod: {{arguments: [{LONG}]}}}}
"""
JOBS = f"""
tasks:
  early: {{job: {{arguments: ["sleep 2"]}}}}
  work: {{depends_on: [early], execution_timeout: 40s, job: {{arguments: [{LONG}]}}}}
"""
# The second task finds the ConfigMap that the first one made.
CONFIG_MAPS = """
config_maps: {settings: {mode: fast}}
tasks:
  early: {pod: {arguments: ["sleep 2"]}}
  work: {depends_on: [early], pod: {arguments: ["exit 1"]}}
"""
KEPT_RUNS = {"keep_failed_for": "40s", "keep_failed_runs": 1}
SPARK = application("fail")
COMPUTES = application("succeed", task="execution_timeout: 120s")
# Airflow looks at the events of a pod that no node takes; one whose image is missing it may give up before that.
PENDING = """
tasks:
  work: {pod: {node_selector: {disk: of-no-node}, startup_timeout_seconds: 30, arguments: ["true"]}}
"""
# So does the triggerer, which watches them; denied that, it lists them.
PENDING_DEFERRED = PENDING.replace("{pod: {", "{pod: {deferrable: true, ")
# A result is read by `kubectl exec`: a GET request, for which newer clusters want `create` as well.
RESULT = """
tasks:
  work: {pod: {do_xcom_push: true, arguments: ["echo 3 > /airflow/xcom/return.json"]}}
"""
ANCHOR = ("create jobs.batch", "delete jobs.batch", "get jobs.batch", "patch jobs.batch")
POD = ("get pods", "list pods", "patch pods", "get pods/log")
JOB = ("create jobs.batch", "delete jobs.batch", "get jobs/status.batch", "delete pods")
APPLICATION = (
    "create sparkapplications.sparkoperator.k8s.io",
    "delete sparkapplications.sparkoperator.k8s.io",
    "get sparkapplications/status.sparkoperator.k8s.io",
)


# What the driver of Spark 4.1 asks for in a run that computes something and ends.
DRIVER = (
    "create pods", "get pods", "list pods", "watch pods", "create configmaps",
    "deletecollection pods", "deletecollection configmaps", "deletecollection services",
)  # fmt: skip

# Older providers do without these.
SINCE = {
    "Pods list events": "2.11", "Pods watch events": "3", "Jobs delete pods": "2.11", "Jobs patch pods": "2.11",
    "Spark get pods/log": "2.10",
}  # fmt: skip
BOTH = ("teardown", "anchor")
NOTHING: Mapping[str, Any] = {}


def scenario(
    kind: str,
    right: str,
    spec: str,
    *seen_as: str,
    columns: tuple[str, ...] = BOTH,
    whose: str = "Airflow",
    operator: str = "",
    cleanup: Mapping[str, Any] = NOTHING,
) -> Scenario:
    return Scenario(
        f"right-{kind.lower().replace(' ', '-')}-" + re.sub(r"\W", "-", right.removesuffix(".sparkoperator.k8s.io")),
        f"{kind}: {whose}'s account lacks `{right}`.",
        spec,
        without,
        ends="",
        releases=None,
        columns=columns,
        cleanup=cleanup,
        annotations={ANNOTATION: operator} if operator else {},
        forbids=(right, *seen_as),
        since=SINCE.get(f"{kind} {right}", "2"),
    )


OF_SPARK = [scenario("Drivers", right, COMPUTES, columns=("anchor",), whose="the driver") for right in DRIVER]
SCENARIOS = [
    *(scenario("Pods", right, PODS) for right in ("create pods", "delete pods", *POD)),
    *(scenario("Pods", right, PODS, columns=("anchor",)) for right in ANCHOR),
    scenario("Pods", "list events", PENDING),
    scenario("Pods", "watch events", PENDING_DEFERRED),
    scenario("Pods", "get pods/exec", RESULT),
    scenario("Pods", "create pods/exec", RESULT, "get pods/exec"),
    *(scenario("ConfigMaps", right, CONFIG_MAPS) for right in ("create configmaps", "get configmaps")),
    *(scenario("ConfigMaps", right, CONFIG_MAPS, columns=("teardown",)) for right in ("delete configmaps", "list configmaps")),
    scenario("Kept runs", "list jobs.batch", CONFIG_MAPS, columns=("anchor",), cleanup=KEPT_RUNS),
    *(scenario("Jobs", right, JOBS) for right in (*JOB, *POD)),
    *(scenario("Jobs", right, JOBS, columns=("anchor",)) for right in ANCHOR if right not in JOB),
    scenario("Jobs", "list jobs.batch", JOBS, columns=("teardown",)),
    *(scenario("Spark", right, SPARK) for right in (*APPLICATION, *POD)),
    # Only a driver without an owner is still there when its SparkApplication is gone.
    scenario("Spark", "delete pods", SPARK, columns=("teardown",), operator="2.3"),
    scenario("Spark", "list sparkapplications.sparkoperator.k8s.io", SPARK, columns=("teardown",)),
    *OF_SPARK,
]
