"""LocalExecutor whose workers have the operators imported when they begin.

Each task would import them for itself, four seconds of a core every time.
"""

import airflow.providers.cncf.kubernetes.operators.job
import airflow.providers.cncf.kubernetes.operators.pod
import airflow.providers.cncf.kubernetes.operators.spark_kubernetes  # noqa: F401
from airflow.executors.local_executor import LocalExecutor


class WarmLocalExecutor(LocalExecutor):
    """Workers are forked from the scheduler, which has read this file."""
