"""One verb less than tidydag renders. Without it a call is refused, and what is left then still goes at the deadline."""

from __future__ import annotations

import re

from cells import Cell, Scenario
from pod import LONG, RBAC, to_the_end


def without(cell: Cell) -> None:
    """Takes the scenario's right from Airflow's account, before anything runs."""
    [verb, resource] = cell.scenario.forbids[0].split(" ")
    resource, _, group = resource.partition(".")
    [role] = cell.cluster.kube.items(cell.path("roles", RBAC))

    def less(rule: dict) -> dict:
        if rule["resources"] != [resource] or rule["apiGroups"] != [group]:
            return rule
        return {**rule, "verbs": [v for v in rule["verbs"] if v != verb]}

    fewer = [rule for rule in map(less, role["rules"]) if rule["verbs"]]
    if fewer == role["rules"]:
        raise RuntimeError(f"{cell.scenario.forbids[0]} was not granted")
    cell.cluster.kube.patch(cell.path(f"roles/{role['metadata']['name']}", RBAC), {"rules": fewer})
    to_the_end(cell)


# The second pod makes the deadline move, and its failure makes Airflow look at the events.
ENOUGH = f"""
tasks:
  early: {{pod: {{arguments: ["sleep 2"]}}}}
  work: {{depends_on: [early], execution_timeout: 40s, pod: {{arguments: [{LONG}]}}}}
"""
POD_RIGHTS = (
    "create pods", "delete pods", "get pods", "list pods", "patch pods", "get pods/log", "list events",
    "create jobs.batch", "delete jobs.batch", "get jobs.batch", "patch jobs.batch",
)  # fmt: skip

# A result is read by `kubectl exec`: a GET request, for which newer clusters want `create` as well.
RESULT = """
tasks:
  work: {pod: {do_xcom_push: true, arguments: ["echo 3 > /airflow/xcom/return.json"]}}
"""


def scenario(right: str, spec: str, *seen_as: str) -> Scenario:
    return Scenario(
        "right-" + re.sub(r"\W", "-", right),
        f"Airflow's account lacks `{right}`.",
        spec,
        without,
        ends="",
        columns=("anchor",),
        forbids=(right, *seen_as),
    )


SCENARIOS = [
    *(scenario(right, ENOUGH) for right in POD_RIGHTS),
    scenario("get pods/exec", RESULT),
    scenario("create pods/exec", RESULT, "get pods/exec"),
]
