"""Every Airflow makes the same runs of a schedule: logical date, ds and data interval.

golden/intervals.tsv has ten runs of each schedule; TIDYDAG_WRITE_GOLDEN=1 adds what it lacks.
"""

from __future__ import annotations

import os
from datetime import timezone
from typing import Any

import pytest
from airflow.timetables.base import TimeRestriction
from conftest import PREPARED, SPECS
from specfiles import HERE, Spec

GOLDEN = HERE / "golden" / "intervals.tsv"
HEAD = "dag_id\tds\tlogical_date\tdata_interval_start\tdata_interval_end\trun_after"
RUNS = 10
TIMED = [
    s
    for s in SPECS
    if s.file.parent == PREPARED / "specs"
    and isinstance(s.tree.get("schedule"), dict)
    and "assets" not in s.tree["schedule"]
]


def golden() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in GOLDEN.read_text().splitlines()[1:]:
        found.setdefault(line.partition("\t")[0], []).append(line)
    return found


def runs_of(dag: Any) -> list[str]:
    """The first runs, as the scheduler asks the timetable for one after the other."""
    restriction = TimeRestriction(earliest=dag.start_date, latest=None, catchup=True)
    runs, last = [], None
    for _ in range(RUNS):
        info = dag.timetable.next_dagrun_info(
            last_automated_data_interval=last, restriction=restriction
        )
        last = info.data_interval
        logical = info.logical_date
        ds = logical.astimezone(timezone.utc).strftime("%Y-%m-%d")
        moments = [text(m) for m in (logical, last.start, last.end, info.run_after)]
        runs.append("\t".join([dag.dag_id, ds, *moments]))
    return runs


def text(moment: Any) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("spec", TIMED, ids=str)
def test_runs(spec: Spec, dag_of: Any) -> None:
    runs = runs_of(dag_of(spec))
    if os.environ.get("TIDYDAG_WRITE_GOLDEN"):
        known = (
            {**golden(), spec.dag_id: runs} if GOLDEN.exists() else {spec.dag_id: runs}
        )
        lines = [HEAD, *(line for name in sorted(known) for line in known[name])]
        GOLDEN.write_text("\n".join(lines) + "\n")
    assert runs == golden()[spec.dag_id]


def test_nothing_is_left_out() -> None:
    names = {s.dag_id for s in TIMED}
    assert names <= set(golden())
    assert len(names) >= 15
