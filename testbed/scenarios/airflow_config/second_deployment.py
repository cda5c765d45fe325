"""Runs a DAG file once by DAG.test(), as another Airflow with a database of its own. Usage: second_deployment.py FILE"""

import runpy
import sys
from datetime import datetime, timezone

runpy.run_path(sys.argv[1])["dag"].test(logical_date=datetime(2026, 1, 1, tzinfo=timezone.utc))
