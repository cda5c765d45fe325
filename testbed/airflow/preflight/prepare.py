"""Writes the DAGs that check for others, of all specs that tests have: prepare.py FOLDER."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
GENERATED = HERE.parent / "generated"
sys.path.insert(0, str(GENERATED))

import hostile  # noqa: E402


def write(specs: Path, to: Path) -> None:
    done = subprocess.run(
        [ROOT / "tidydag", "preflight", specs, "--as-dag", "-o", to],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"preflight {specs}: {done.returncode}\n{done.stdout}{done.stderr}")


def main(folder: Path) -> None:
    write(GENERATED / "specs", folder / "specs")
    write(ROOT / "examples", folder / "examples")
    hostile.write(folder / "hostile-specs")
    write(folder / "hostile-specs", folder / "hostile")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
