"""Generates what the tests of this folder load: prepare.py FOLDER."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import hostile

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def generate(specs: Path, to: Path) -> None:
    done = subprocess.run(
        [ROOT / "tidydag", "generate", specs, "-o", to], capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(
            f"tidydag generate {specs}: {done.returncode}\n{done.stdout}{done.stderr}"
        )


def main(folder: Path) -> None:
    generate(HERE / "specs", folder / "specs")
    hostile.write(folder / "hostile-specs")
    generate(folder / "hostile-specs", folder / "hostile")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
