"""docs/leaks.json, and docs/leaks.md from it: rows are scenarios, columns are ways to clean up."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cells import COLUMNS, POLICY, Scenario
from dags import plays
from kube import TESTBED
from outcome import ANCHOR_SECONDS, SOON, Outcome, lacking, violations, words

LEAKS = TESTBED.parent / "docs/leaks.json"
TIMES = TESTBED.parent / "docs/times.json"
ORDER = (*COLUMNS, POLICY)
NEWEST = "3.3.2"

HEAD = f"""# What is left behind

Written by `testbed/scenarios/run --table` from [leaks.json](leaks.json): real DAG runs of Airflow on a real one-node Kubernetes, with the
faults named here. Each cell is a run in a namespace of its own.

A number is what is left when the run's deadline has passed, the fault is over and {SOON:.0f} s more: all objects of all kinds in the namespace
and all containers of the node that were not there before. Not counted are Kubernetes' Events, which expire by themselves; containers that have
ended are counted two minutes later, since kubelet sweeps them once a minute. In brackets are the seconds from the run's end until the last
thing that was not an ended container was gone, looked at every 3 s.

| column | the DAG |
|---|---|
| handwritten | as in the documentation of Airflow's operators, with their defaults |
| none, ttl, teardown, anchor | generated, with that `cleanup.strategy`; `ttl` with 30 s for Jobs and SparkApplications |
| companion | handwritten, with `pre_execute=RUN` and `release_run(RUN)` |
| policy | handwritten, with the companion as cluster policy: no release, so all goes at the deadline |

The deadline of a pod's run here is two minutes after its last task began, and four for Spark and for `policy`.
Shorter ones would end tasks that two cores are slow to start. An empty cell is a column that a scenario does not concern, or one that was not played so far. Older Airflows play with `anchor` and `teardown`; provider 8.0.1 of Airflow 2.8.4 has no
Jobs that a run can wait for.
"""


def merge(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Puts outcomes in the place of older ones of the same cells."""
    cells = {_key(o): o for o in json.loads(path.read_text())} if path.exists() else {}
    cells |= {_key(o): o for o in (outcome.as_json() for outcome in outcomes)}
    lines = (json.dumps(cells[key], sort_keys=True) for key in sorted(cells))
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")


def _key(outcome: Mapping[str, Any]) -> tuple[str, ...]:
    return outcome["airflow"], outcome["scenario"], outcome["column"]


def read(path: Path) -> list[Outcome]:
    known = json.loads(path.read_text())
    return [Outcome(**{key: value for key, value in o.items() if key != "violations"}) for o in known]


def cell(outcome: Outcome) -> str:
    if violations(outcome):
        return "**broken**"
    gone = "" if outcome.gone_after is None else f" ({outcome.gone_after:.0f} s)"
    return (words(outcome.left_at_last) or "0") + gone


def grid(outcomes: Iterable[Outcome], names: Mapping[str, str]) -> str:
    """A table; `names` says which scenarios in which order, and what to call them."""
    found = {(o.scenario, o.column): o for o in outcomes}
    columns = [c for c in ORDER if any(column == c for _, column in found)]
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for scenario, name in names.items():
        row = [cell(found[scenario, c]) if (scenario, c) in found else "" for c in columns]
        if any(row):
            lines.append(f"| {name} | " + " | ".join(row) + " |")
    return "\n".join(lines)


def write(families: Mapping[str, list[Scenario]]) -> None:
    times = json.loads(TIMES.read_text())
    LEAKS.with_suffix(".md").write_text(page(read(LEAKS), families, times))


def write_times(took: Mapping[str, list[float]]) -> None:
    """Seconds of runs, by column; `write` has them from there."""
    TIMES.write_text(json.dumps(took) + "\n")
    print("\n".join(f"{column}: {statistics.median(seconds):.1f} s (median)" for column, seconds in took.items()))


def page(outcomes: list[Outcome], families: Mapping[str, list[Scenario]], times: Mapping[str, list[float]]) -> str:
    newest = [o for o in outcomes if o.airflow == NEWEST]
    parts = [HEAD, summary(newest)]
    for title, scenarios in families.items():
        names = {s.name: s.about for s in scenarios}
        if any(o.scenario in names for o in newest):
            parts.append(f"## {title}\n\nAirflow {NEWEST}.\n\n{grid(newest, names)}\n")
            parts += [f"{s.about} {s.beyond}\n" for s in scenarios if s.beyond]
    everything = {s.name: s.about for scenarios in families.values() for s in scenarios}
    for airflow in sorted({o.airflow for o in outcomes} - {NEWEST}, key=lambda v: [int(n) for n in v.split(".")]):
        parts.append(f"## Airflow {airflow}\n\n{grid([o for o in outcomes if o.airflow == airflow], everything)}\n")
        others = [s.about for scenarios in families.values() for s in scenarios if not plays(s, airflow)]
        parts.append("\n".join(["Not played there, since the scenario, that Airflow or its provider cannot:\n", *(f"- {about}" for about in others), ""]))
    parts += [_cost(newest, times), _rights(newest)]
    return "\n".join(parts)


def summary(outcomes: list[Outcome]) -> str:
    lines = ["| column | runs | leave something | objects and containers left |", "|---|---|---|---|"]
    for column in ORDER:
        chosen = [o for o in outcomes if o.column == column]
        leaving = [o for o in chosen if o.left_at_last]
        left = sum(n for o in leaving for n in o.left_at_last.values())
        if chosen:
            lines.append(f"| {column} | {len(chosen)} | {len(leaving)} | {left} |")
    return "\n".join(lines) + "\n"


def _cost(outcomes: list[Outcome], times: Mapping[str, list[float]]) -> str:
    anchors = [o for o in outcomes if o.column == "anchor" and o.anchor_calls]
    if not anchors:
        return ""
    took = {column: statistics.median(seconds) for column, seconds in times.items()}
    longest = max(anchors, key=lambda o: o.anchor_seconds)
    lines = [
        "## What the anchor costs\n",
        f"One Job a run and namespace, no pod, and at most {ANCHOR_SECONDS:.0f} s of the API server: a cell that needs more is shown as broken. {len(anchors)} cells asked the API for their anchors {statistics.median(o.anchor_calls for o in anchors):.0f} times"
        f" (median; at most {max(o.anchor_calls for o in anchors)}), which took {statistics.median(o.anchor_seconds for o in anchors):.3f} s in all"
        f" (median; at most {longest.anchor_seconds:.3f} s, {longest.scenario}).",
    ]
    lines.append(
        f"\nA run of a pod that ends well took {took['none']:.1f} s with strategy none, {took['teardown']:.1f} s with teardown and {took['anchor']:.1f} s with anchor"
        f" (medians of {len(times['anchor'])} runs each, in turn and one at a time, `testbed/scenarios/run --times`). The release is a task more; what it costs is within what runs differ by."
    )
    return "\n".join(lines) + "\n"


def _rights(outcomes: list[Outcome]) -> str:
    lines = [
        "## Permissions\n",
        "Granted is what `rbac` renders; used is what the API server's audit log has.\n",
        "| whose | column | granted | of these never used | refused without a fault that forbids |",
        "|---|---|---|---|---|",
    ]
    for column in ("anchor", "teardown", "ttl", "none"):
        chosen = [o for o in outcomes if o.column == column]
        granted = {right for o in chosen if not o.forbids for right in o.granted}
        used = {right for o in chosen for right in o.used}
        refused = {right for o in chosen for right in lacking(o)}
        lines.append(_row("Airflow's", column, granted, used, refused))
    granted = {right for o in outcomes for right in o.spark_granted}
    used = {right for o in outcomes for right in o.spark_used}
    refused = {right for o in outcomes for right in o.spark_refused if right not in o.forbids}
    lines.append(_row("Spark's driver", "all", granted, used, refused))
    return "\n".join(lines) + "\n"


def _row(whose: str, column: str, granted: set[str], used: set[str], refused: set[str]) -> str:
    return f"| {whose} | {column} | {len(granted)} | {', '.join(sorted(granted - used)) or 'none'} | {', '.join(sorted(refused)) or 'none'} |"
