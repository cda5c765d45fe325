"""What came of a cell, and whether that is what is promised: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from audit import ANCHOR
from counting import Thing, Timeline, by_kind, running

# Within this time of a run's end, or of its deadline, everything is gone.
SOON = 60.0
# Kubelet sweeps ended containers of deleted pods once a minute; this is two of its rounds.
SWEEP = 120.0
CLEAN = ("anchor", "companion", "policy")
# What the API server may take for all calls about the anchors of one run in one namespace.
ANCHOR_SECONDS = 1.0
# What a driver of Spark 4.1 asks for also when it has no claims, and goes on without.
SPARK_DOES_WITHOUT = {"list persistentvolumeclaims", "deletecollection persistentvolumeclaims"}


@dataclass
class Outcome:
    scenario: str
    column: str
    airflow: str
    ended: str = ""
    expected_end: str = ""
    released: bool = False
    """Whether the run's last task released it."""
    releases: bool | None = None
    """Whether it was to; None where either may be."""
    runs: int = 1
    namespaces: int = 1
    seconds: float | None = None
    """How long the last run took."""
    made: dict[str, int] = field(default_factory=dict)
    """What was seen at any time."""
    created: int | None = None
    """What Airflow's account had the API create; None as long as the audit log was not asked."""
    left_soon: dict[str, int] = field(default_factory=dict)
    left_at_last: dict[str, int] = field(default_factory=dict)
    gone_after: float | None = None
    """Seconds from the run's end until nothing was left; None if something is."""
    anchors: int = 0
    """Anchors that were made, by their names: one whose run is cleared is made again."""
    anchor_pods: int = 0
    anchor_calls: int = 0
    anchor_seconds: float = 0.0
    granted: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    """Rights, how often."""
    spark_granted: list[str] = field(default_factory=list)
    """The same of the account that Spark's drivers have."""
    spark_used: list[str] = field(default_factory=list)
    spark_refused: dict[str, int] = field(default_factory=dict)
    forbids: list[str] = field(default_factory=list)
    """Rights that were taken away; one of them must be missed, and no other."""
    beyond: str = ""
    """Why no promise is made here."""
    to_keep: dict[str, int] = field(default_factory=dict)
    """What of a failed run is meant to stay for a while after its release."""
    kept: dict[str, int] = field(default_factory=dict)
    """What was there then, but for containers that had ended."""
    harmed: list[str] = field(default_factory=list)
    error: str = ""

    def as_json(self) -> dict[str, Any]:
        # A zero says something; what is empty does not.
        values = {key: value for key, value in asdict(self).items() if value or value == 0 and value is not False}
        values["violations"] = violations(self)
        return values


def count(outcome: Outcome, timelines: Iterable[Timeline], ended: float, last: float) -> None:
    """Fills in what was left, over all namespaces of a cell."""
    made: set[Thing] = set()
    soon: set[Thing] = set()
    at_last: set[Thing] = set()
    gone: list[float | None] = []
    for timeline in timelines:
        made |= timeline.ever()
        soon |= running(timeline.at(ended + SOON))
        at_last |= running(timeline.at(last)) | (timeline.at(last + SWEEP) - running(timeline.at(last + SWEEP)))
        gone.append(timeline.gone(ended))
    outcome.anchor_pods = sum(thing.kind == "Pod" and thing.name.startswith(ANCHOR) for thing in made)
    outcome.made = {kind: n for kind, n in by_kind(made).items() if not kind.endswith("container")}
    outcome.left_soon, outcome.left_at_last = by_kind(soon), by_kind(at_last)
    outcome.gone_after = None if None in gone else round(max(g for g in gone if g is not None), 0)


def another_fault(outcome: Outcome) -> bool:
    """Whether what was to be shown did not happen, so that nothing is said of the promise."""
    return bool(outcome.error) or bool(outcome.expected_end) and outcome.ended != outcome.expected_end


def only_another_fault(outcome: Outcome) -> bool:
    """Whether that, or that nothing was made, is all that was wrong: a promise that was broken stays broken, whatever the fault."""
    if another_fault(outcome):
        return len(violations(outcome)) == 1
    return not outcome.made and not outcome.forbids and not violations(outcome)


def violations(outcome: Outcome) -> list[str]:
    """What of the promise is broken, in words; nothing if it holds."""
    if outcome.error:
        return [f"could not run: {outcome.error}"]
    found = list(outcome.harmed)
    if another_fault(outcome):
        found.append(f"the run ended as {outcome.ended}, not {outcome.expected_end}: the fault was another one")
    if outcome.created == 0 and not outcome.forbids:
        found.append("nothing was ever made, so nothing is shown")
    if outcome.releases is True and not outcome.released:
        found.append("nobody released the run")
    if outcome.releases is False and outcome.released:
        found.append("the run was released: the fault was another one")
    if outcome.anchor_pods:
        found.append(f"{outcome.anchor_pods} pods of anchors")
    if outcome.anchors > outcome.runs * outcome.namespaces:
        found.append(f"{outcome.anchors} anchors for {outcome.runs} runs in {outcome.namespaces} namespaces")
    if outcome.anchor_seconds > ANCHOR_SECONDS * outcome.runs * outcome.namespaces:
        found.append(f"the calls about the anchor took {outcome.anchor_seconds} s")
    if lacks := lacking(outcome):
        found.append(f"the rendered RBAC lacks {', '.join(sorted(lacks))}")
    if outcome.forbids and not set(outcome.forbids) & {*outcome.refused, *outcome.spark_refused}:
        found.append(f"nobody missed {' or '.join(outcome.forbids)}")
    if outcome.to_keep and {kind: n for kind, n in outcome.kept.items() if kind in {"container", *outcome.to_keep}} != outcome.to_keep:
        found.append(f"kept was {words(outcome.kept) or 'nothing'}, not {words(outcome.to_keep)}")
    if outcome.column in CLEAN and outcome.left_at_last and not outcome.beyond:
        found.append(f"left after the deadline: {words(outcome.left_at_last)}")
    if outcome.released and outcome.left_soon and not outcome.to_keep and not outcome.beyond:
        found.append(f"left {SOON:.0f} s after the run was released: {words(outcome.left_soon)}")
    return found


def lacking(outcome: Outcome) -> set[str]:
    """Rights that were refused throughout, and that no fault took away. A starting API server refuses for a moment what it then allows."""
    airflow = set(outcome.refused) - set(outcome.used)
    spark = set(outcome.spark_refused) - set(outcome.spark_used) - SPARK_DOES_WITHOUT
    return (airflow | spark) - set(outcome.forbids)


def words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in counts.items())
