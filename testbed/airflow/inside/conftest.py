"""Airflow's side of a real cluster: TIDYDAG_KUBECONFIG names its administrator's kubeconfig."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPANION = (
    HERE.parents[2]
    / "templates/src/main/resources/io/github/tidydag/templates/companion"
)
KUBECONFIG = os.environ["TIDYDAG_KUBECONFIG"]
os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="tidydag-airflow-"))
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
os.environ["AIRFLOW_CONN_KUBERNETES_DEFAULT"] = json.dumps(
    {"conn_type": "kubernetes", "extra": {"kube_config_path": KUBECONFIG}}
)
sys.path.insert(0, str(COMPANION))
