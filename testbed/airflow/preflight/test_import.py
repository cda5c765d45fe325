"""Every DAG that checks for another loads, without a word, in every Airflow of its targets."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PREPARED = Path(os.environ["TIDYDAG_GENERATED"])
FOLDERS = [PREPARED / name for name in ("specs", "examples", "hostile")]
MODULE = "tidydag_preflight.py"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_all_load(folder: Path) -> None:
    files = sorted(f for f in folder.glob("*.py") if f.name != MODULE)
    assert len(files) >= 14 or folder.name == "hostile"
    assert files
    done = subprocess.run(
        [sys.executable, HERE.parent / "generated" / "load.py", *files],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout.splitlines()[-1])
    for file in files:
        one = loaded[str(file)]
        assert (file.name, one["errors"]) == (file.name, [])
        assert one["dags"] == [file.stem]
        assert [w for w in one["warnings"] if folder.name in w[2]] == []


def test_nothing_of_a_spec_becomes_code() -> None:
    """Whatever stands in a spec: imports, one DAG, and calls of Preflight with literals."""
    for file in (PREPARED / "hostile").glob("preflight_*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        *imports, block = tree.body
        assert all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in imports)
        assert isinstance(block, ast.With)
        for node in block.body:
            assert isinstance(node, ast.Assign)
            assert isinstance(node.value, ast.Call)
            assert node.value.func.id == "Preflight"
            for keyword in node.value.keywords:
                ast.literal_eval(keyword.value)
