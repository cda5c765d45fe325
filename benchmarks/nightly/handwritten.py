"""The same DAG as nightly.dag.yaml makes, as one would write it by hand."""

from datetime import timedelta

import pendulum
from airflow import DAG
from airflow.providers.cncf.kubernetes.operators.job import KubernetesJobOperator
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator
from airflow.timetables.interval import CronDataIntervalTimetable
from kubernetes.client import models as k8s

try:
    from airflow.providers.standard.operators.empty import EmptyOperator
except ImportError:
    from airflow.operators.empty import EmptyOperator

from tidydag_run import owned_by_run, release_run

RUN = owned_by_run(deadline=timedelta(hours=30), keep_failed_for=timedelta(days=1))

with DAG(
    "nightly",
    description="Sales of the day, from the shops to the index",
    schedule=CronDataIntervalTimetable("17 3 * * *", timezone="Asia/Seoul"),
    start_date=pendulum.datetime(2026, 1, 1, tz="Asia/Seoul"),
    catchup=False,
    dagrun_timeout=timedelta(hours=6),
    tags=["sales"],
):
    extract = KubernetesPodOperator(
        task_id="extract",
        namespace="jobs",
        in_cluster=True,
        image="registry.example.com/extract:1.4.2",
        cmds=["python", "-m", "extract"],
        arguments=["--date", "{{ ds }}"],
        env_vars=[
            k8s.V1EnvVar("S3_ENDPOINT", "http://minio:9000"),
            k8s.V1EnvVar(
                "DB_URL",
                value_from=k8s.V1EnvVarSource(
                    secret_key_ref=k8s.V1SecretKeySelector(name="db", key="url")
                ),
            ),
        ],
        container_resources=k8s.V1ResourceRequirements(
            requests={"cpu": "250m", "memory": "256Mi"}, limits={"cpu": "1", "memory": "1Gi"}
        ),
        volumes=[
            k8s.V1Volume(
                name="data",
                persistent_volume_claim=k8s.V1PersistentVolumeClaimVolumeSource("data-pvc"),
            )
        ],
        volume_mounts=[k8s.V1VolumeMount(name="data", mount_path="/data")],
        tolerations=[k8s.V1Toleration(key="batch", operator="Exists", effect="NoSchedule")],
        on_finish_action="keep_pod",
        execution_timeout=timedelta(minutes=30),
        retries=2,
        retry_delay=timedelta(minutes=5),
        pre_execute=RUN,
    )
    load = KubernetesPodOperator.partial(
        task_id="load",
        namespace="jobs",
        in_cluster=True,
        image="registry.example.com/load:1.4.2",
        cmds=["python", "-m", "load"],
        container_resources=k8s.V1ResourceRequirements(requests={"cpu": "250m", "memory": "256Mi"}),
        on_finish_action="keep_pod",
        retries=2,
        retry_delay=timedelta(minutes=5),
        pre_execute=RUN,
    ).expand(arguments=[["--shop", shop] for shop in "abc"])
    aggregate = SparkKubernetesOperator(
        task_id="aggregate",
        namespace="jobs",
        in_cluster=True,
        application_file="nightly/aggregate.yaml",
        delete_on_termination=False,
        retries=2,
        retry_delay=timedelta(minutes=5),
        pre_execute=RUN,
    )
    index = KubernetesJobOperator(
        task_id="index",
        namespace="jobs",
        in_cluster=True,
        image="registry.example.com/index:3.0.2",
        completions=8,
        parallelism=4,
        backoff_limit=2,
        wait_until_job_complete=True,
        ttl_seconds_after_finished=86400,
        on_finish_action="keep_pod",
        retries=2,
        retry_delay=timedelta(minutes=5),
        pre_execute=RUN,
    )
    report = KubernetesPodOperator(
        task_id="report",
        namespace="jobs",
        in_cluster=True,
        image="registry.example.com/report:2.0.0",
        arguments=["{{ data_interval_start | ds }}"],
        container_resources=k8s.V1ResourceRequirements(requests={"cpu": "100m", "memory": "128Mi"}),
        on_finish_action="keep_pod",
        retries=2,
        retry_delay=timedelta(minutes=5),
        pre_execute=RUN,
    )
    done = EmptyOperator(
        task_id="done", trigger_rule="all_done", retries=2, retry_delay=timedelta(minutes=5)
    )
    release = release_run(RUN, task_id="release_run")

    extract >> load >> aggregate >> index >> report >> done
    [load, done] >> release
