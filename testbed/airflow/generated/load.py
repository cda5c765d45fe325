"""Loads the files named, as Airflow does, and prints as JSON what went wrong: load.py FILE..."""

from __future__ import annotations

import json
import logging
import sys
import warnings

# What Airflow and its providers warn of when they are imported is not about our files.
from airflow import DAG  # noqa: F401
from airflow.providers.cncf.kubernetes.operators import job, pod, spark_kubernetes  # noqa: F401

try:
    from airflow.dag_processing.dagbag import DagBag
except ImportError:
    from airflow.models.dagbag import DagBag
import inspect


class Told(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


def main(files: list[str]) -> None:
    told = Told()
    logging.getLogger().addHandler(told)
    more = (
        {"include_examples": False}
        if "include_examples" in inspect.signature(DagBag.__init__).parameters
        else {}
    )
    found = {}
    for file in files:
        told.lines.clear()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            bag = DagBag(dag_folder=file, **more)
        found[file] = {
            "errors": list(bag.import_errors.values()),
            "dags": sorted(bag.dags),
            "warnings": [
                [w.category.__name__, str(w.message), w.filename, w.lineno]
                for w in caught
            ],
            "captured": [
                str(w) for w in getattr(bag, "captured_warnings", {}).values()
            ],
            "log": list(told.lines),
        }
    print("\n" + json.dumps(found))


main(sys.argv[1:])
