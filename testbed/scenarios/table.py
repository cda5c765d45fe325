"""docs/leaks.json and docs/leaks.md: rows scenarios, columns ways to clean up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Iterable

from outcome import Outcome, violations, words


def merge(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Puts outcomes in the place of older ones of the same cell."""
    known = json.loads(path.read_text()) if path.exists() else []
    cells = {(o["airflow"], o["scenario"], o["column"]): o for o in known}
    for outcome in outcomes:
        cells[outcome.airflow, outcome.scenario, outcome.column] = outcome.as_json()
    path.write_text("[\n" + ",\n".join(json.dumps(c, sort_keys=True) for _, c in sorted(cells.items())) + "\n]\n")


def cell(outcome: Outcome) -> str:
    if violations(outcome):
        return "BROKEN"
    if outcome.left_at_last:
        return words(outcome.left_at_last)
    return f"0 ({outcome.gone_after:.0f} s)" if outcome.gone_after is not None else "0"


def text(outcomes: Iterable[Outcome]) -> str:
    outcomes = list(outcomes)
    columns = list(dict.fromkeys(o.column for o in outcomes))
    rows = {o.scenario: {} for o in outcomes}
    for outcome in outcomes:
        rows[outcome.scenario][outcome.column] = cell(outcome)
    head = ["| scenario | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    return "\n".join(head + [f"| {name} | " + " | ".join(row.get(c, "") for c in columns) + " |" for name, row in rows.items()])


def write(source: Path, target: Path) -> None:
    outcomes = [Outcome(**{k: v for k, v in o.items() if k != "violations"}) for o in json.loads(source.read_text())]
    target.write_text("# What is left behind\n\n" + text(o for o in outcomes if o.airflow == "3.3.2") + "\n")
