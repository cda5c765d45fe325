"""The module that checks from inside, under the environment's Airflow."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPANION = (
    HERE.parents[2]
    / "templates/src/main/resources/io/github/tidydag/templates/companion"
)
os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="tidydag-airflow-"))
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
sys.path.insert(0, str(COMPANION))
