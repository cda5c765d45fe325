"""Runs a DAG file once by DAG.test(), as another Airflow with a database of its own. Usage: second_deployment.py FILE"""

import runpy
import sys
from datetime import datetime, timezone

MOMENT = datetime(2026, 1, 1, tzinfo=timezone.utc)  # names the run
runpy.run_path(sys.argv[1])["dag"].test(run_after=MOMENT, logical_date=MOMENT)
