# A DAG written by hand that leaves nothing behind. It needs tidydag_run.py beside it:
#     ./tidydag companion -o dags

from datetime import timedelta

import pendulum
from airflow import DAG
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from tidydag_run import owned_by_run, release_run

# Longer than a run may take: after it, Kubernetes deletes what a run has left.
RUN = owned_by_run(deadline=timedelta(hours=3))

with DAG(
    dag_id="hand_written",
    schedule=None,
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    dagrun_timeout=timedelta(hours=2),
) as dag:
    extract = KubernetesPodOperator(
        task_id="extract",
        namespace="data-jobs",
        image="busybox:1.36.1",
        cmds=["sh", "-c"],
        arguments=["echo extract"],
        pre_execute=RUN,
    )
    load = KubernetesPodOperator(
        task_id="load",
        namespace="data-jobs",
        image="busybox:1.36.1",
        cmds=["sh", "-c"],
        arguments=["echo load"],
        pre_execute=RUN,
    )

    extract >> load >> release_run(RUN)
