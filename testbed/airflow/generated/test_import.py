"""Every DAG loads in every Airflow of its targets, without a word."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FOLDERS, SUPPORT, airflow_version
from specfiles import HERE, NEWEST, ROOT, Spec

FILES = {
    spec.file: spec
    for specs in FOLDERS.values()
    for spec in specs
    if airflow_version in spec.targets
}


# DAGs that an example makes from Java code; they are for the newest Airflow alone.
CODE_FIRST = ROOT / "examples" / "code-first" / "dags"
FROM_CODE = [
    file
    for file in sorted(CODE_FIRST.glob("*.py"))
    if file.name != "tidydag_run.py" and airflow_version == NEWEST[0]["airflow"]
]
# DAGs that the examples show as written by hand, which use a module beside the generated ones.
BY_HAND = [
    file
    for file in sorted((ROOT / "examples").rglob("*.py"))
    if CODE_FIRST not in file.parents
]


@pytest.fixture(scope="module")
def loaded() -> dict[str, dict]:
    """One process a folder: a module that moved warns only the first time."""
    found = {}
    for folder in [*FOLDERS, CODE_FIRST]:
        files = [str(f) for f in [*FILES, *FROM_CODE] if f.parent == folder]
        if folder.name == "generated-dags":
            files += map(str, BY_HAND)
        if not files:
            continue
        path = os.pathsep.join([str(folder), str(SUPPORT)])
        done = subprocess.run(
            [sys.executable, str(HERE / "load.py"), *files],
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        found.update(json.loads(done.stdout.splitlines()[-1]))
        printed = [
            line
            for line in (done.stdout + done.stderr).splitlines()[:-1]
            if "deprecat" in line.lower() and str(folder) in line
        ]
        assert printed == []
    return found


def test_enough_is_loaded() -> None:
    assert len([f for f in FILES if f.parent.name == "specs"]) >= 14
    kinds = {spec.kind(t) for spec in FILES.values() for t in spec.tasks}
    assert kinds == {"pod", "spark", "job", "operator", "empty"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_each_file_has_a_spec(folder: Path) -> None:
    assert folder.is_dir(), f"{folder} is missing: generate it"
    specs = {spec.file.name for spec in FOLDERS[folder]}
    assert specs == {f.name for f in folder.glob("*.py")} - {"tidydag_run.py"}


@pytest.mark.parametrize("spec", FILES.values(), ids=str)
def test_import(spec: Spec, loaded: dict[str, dict]) -> None:
    silent(spec.file, loaded)
    assert loaded[str(spec.file)]["dags"] == [spec.dag_id]


@pytest.mark.parametrize("file", BY_HAND, ids=lambda f: f.stem)
def test_import_of_hand_written(file: Path, loaded: dict[str, dict]) -> None:
    silent(file, loaded)
    assert len(loaded[str(file)]["dags"]) == 1


def test_examples_hold_dags_of_each_sort() -> None:
    """An empty list would be tested by nothing."""
    if (ROOT / "examples").is_dir():
        assert BY_HAND != []
        assert (FROM_CODE != []) == (airflow_version == NEWEST[0]["airflow"])


def test_import_of_code_first(loaded: dict[str, dict]) -> None:
    for file in FROM_CODE:
        silent(file, loaded)
        assert loaded[str(file)]["dags"] == [file.stem]


def silent(file: Path, loaded: dict[str, dict]) -> None:
    one = loaded[str(file)]
    assert one["errors"] == []
    ours = (str(file), "tidydag_run.py")
    assert [
        w for w in one["warnings"] if w[2].endswith(ours) or file.name in w[1]
    ] == []
    # Airflow's own kinds, wherever they say to come from; libraries have theirs.
    deprecated = [
        w for w in one["warnings"] if re.search("Airflow|DeprecatedImport", w[0])
    ]
    # The Spark operator of provider 8.0 calls these itself.
    own = ("make_unique_pod_id", "Use `add_pod_suffix`")
    assert [w for w in deprecated if not any(o in w[1] for o in own)] == []
    assert [c for c in one["captured"] if file.name in c] == []
    assert [
        line for line in one["log"] if file.name in line or "deprecat" in line
    ] == []
