"""What the benchmarks share: running commands, and medians."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIDYDAG = ROOT / "tidydag"


def airflow_environment(home: Path) -> dict[str, str]:
    """An Airflow that reads nothing of the user's and sends nothing."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("AIRFLOW")},
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": str(home / "dags"),
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
        "DO_NOT_TRACK": "true",
        "SCARF_NO_ANALYTICS": "true",
        "PYTHONWARNINGS": "ignore",
    }


def run(command: list[str], env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """Its output; ends this process if the command fails."""
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def seconds(command: list[str], env: dict[str, str] | None = None, cwd: Path | None = None) -> float:
    started = time.perf_counter()
    run(command, env, cwd)
    return time.perf_counter() - started


def python_of(script: str) -> str:
    return run([str(ROOT / "benchmarks" / script)]).strip().splitlines()[-1]


def median(values: list[float]) -> float:
    return statistics.median(values)


def verdict(name: str, ratio: float, most: float) -> int:
    """Prints a ratio against its goal; the exit code that says the same."""
    good = ratio <= most
    print(f"{name}: {ratio:.3f}, the goal is at most {most}: {'met' if good else 'MISSED'}")
    return 0 if good else 1
