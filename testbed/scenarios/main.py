"""Runs scenarios in all columns side by side; see --help."""

from __future__ import annotations

import argparse
import fnmatch
import logging
import shutil
import sys
import tempfile
from pathlib import Path

import alone
import job
import pod
import rights
import spark
import table
from cells import COLUMNS, POLICY
from dags import PROVIDERS
from outcome import violations
from session import Session

log = logging.getLogger("scenarios")
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)

FAMILIES = {
    "Pods": pod.SCENARIOS,
    "Spark": spark.SCENARIOS,
    "Jobs": job.SCENARIOS,
    "Permissions": rights.SCENARIOS,
    "The whole cluster": alone.SCENARIOS,
}
# What each push runs: a fault of each sort, in the columns that promise something and the one that people have.
CI_COLUMNS = ("handwritten", "teardown", "anchor", "companion", POLICY)
CI = (
    "pod-success", "pod-dagrun-timeout", "pod-worker-killed", "pod-keep-failed-for", "pod-two-runs-at-once",
    "pod-deleting-forbidden", "pod-only-failed-cleared", "spark-success", "spark-driver-halted", "spark-worker-killed",
    "job-killed-by-user", "job-keep-failed-for", "right-pods-delete-pods", "alone-airflow-gone",
)  # fmt: skip
TIMED = ("none", "teardown", "anchor")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="testbed/scenarios/run", description=__doc__)
    parser.add_argument("--only", action="append", default=[], metavar="PATTERN", help="scenarios, such as 'pod-*'")
    parser.add_argument("--columns", help=f"some of {','.join((*COLUMNS, POLICY))}")
    parser.add_argument("--airflow", default="3.3.2", choices=PROVIDERS, help="default: %(default)s")
    parser.add_argument("--ci", action="store_true", help="the part for each push: at most 20 minutes of two cores")
    parser.add_argument(
        "--times", type=int, metavar="N", help="instead: N runs of a pod that ends well, one at a time, with and without an anchor"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="adds the outcomes to this file")
    parser.add_argument("--table", action="store_true", help="renews docs/leaks.json and docs/leaks.md")
    parser.add_argument(
        "--cluster", type=Path, metavar="DIR", help="a running cluster of testbed/up, instead of one of its own"
    )
    parser.add_argument("--keep", action="store_true", help="leaves logs and DAGs where they are, and says where")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    patterns = options.only or (CI if options.ci else ["*"])
    scenarios = [s for family in FAMILIES.values() for s in family if any(fnmatch.fnmatch(s.name, p) for p in patterns)]
    columns = options.columns.split(",") if options.columns else CI_COLUMNS if options.ci else (*COLUMNS, POLICY)
    if not scenarios or not set(columns) <= {*COLUMNS, POLICY}:
        print("scenarios: no such scenario or column", file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="scenarios-"))
    folder.chmod(0o711)  # for the user postgres
    try:
        if options.times:
            took = Session(folder, options.airflow, options.cluster).times(pod.SCENARIOS[0], TIMED, options.times)
            table.write_times(took)
            return 0
        outcomes = Session(folder, options.airflow, options.cluster).play(scenarios, columns)
    finally:
        if options.keep:
            log.info("everything is in %s", folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        table.merge(options.json, outcomes)
    if options.table:
        table.merge(table.LEAKS, outcomes)
        table.write(FAMILIES)
    print(table.grid(outcomes, {s.name: s.name for s in scenarios}))
    broken = [(o, v) for o in outcomes for v in violations(o)]
    for outcome, violation in broken:
        print(f"{outcome.scenario} {outcome.column}: {violation}")
    print(f"{len(outcomes)} cells, {len({id(o) for o, _ in broken})} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
