"""DAGs that tidydag generated, in the environment's Airflow."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from specfiles import HERE, ROOT, Spec, specs_of

PREPARED = Path(os.environ["TIDYDAG_GENERATED"])
SUPPORT = HERE / "support"

os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
os.environ["AIRFLOW__CORE__UNIT_TEST_MODE"] = "False"
os.environ["AIRFLOW_CONN_KUBERNETES_DEFAULT"] = '{"conn_type": "kubernetes"}'
sys.path[:0] = [str(PREPARED / "specs"), str(SUPPORT), str(HERE.parent)]

import pytest  # noqa: E402
from airflow import __version__ as airflow_version  # noqa: E402
from airflow.providers.cncf.kubernetes import __version__ as provider_version  # noqa: E402

try:
    from airflow.dag_processing.dagbag import DagBag  # noqa: E402
except ImportError:
    from airflow.models.dagbag import DagBag  # noqa: E402

AIRFLOW = tuple(int(part) for part in airflow_version.split(".")[:3])
PROVIDER = tuple(int(part) for part in provider_version.split(".")[:3])

# The specs of each folder of generated DAGs.
FOLDERS: dict[Path, list[Spec]] = {
    PREPARED / "specs": specs_of(HERE / "specs", PREPARED / "specs")
}
if (ROOT / "examples").is_dir():
    FOLDERS[ROOT / "generated-dags"] = specs_of(
        ROOT / "examples", ROOT / "generated-dags"
    )

SPECS = [s for specs in FOLDERS.values() for s in specs if airflow_version in s.targets]


def load(file: Path) -> Any:
    """The DAG of a file, by Airflow's own loader."""
    more = {} if AIRFLOW >= (3, 2) else {"include_examples": False}
    bag = DagBag(dag_folder=str(file), **more)
    assert bag.import_errors == {}
    (dag,) = bag.dags.values()
    return dag


class Loaded:
    """DAGs by spec; each is loaded once."""

    def __init__(self) -> None:
        self.dags: dict[str, Any] = {}

    def __call__(self, spec: Spec) -> Any:
        if str(spec.file) not in self.dags:
            self.dags[str(spec.file)] = load(spec.file)
        return self.dags[str(spec.file)]


@pytest.fixture(scope="session")
def dag_of() -> Loaded:
    return Loaded()
