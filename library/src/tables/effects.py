"""What an accepted argument really does, where that is not simply what its name says.

Hand knowledge, read in the operators' code of the wheels named; a run without "to" still holds in
the newest. Kinds: ignored (no effect), overridden (replaced, with a warning), deprecated (works,
will go), conditional (works only with something else), partial (works in part), harmful.
"""

from __future__ import annotations


def run(since: str, effect: str, note: str, to: str | None = None, instead: str | None = None) -> dict:
    entry = {"from": since} | ({"to": to} if to else {}) | {"effect": effect, "note": note}
    if instead:
        entry["instead"] = instead
    return entry


def each(names: str, *runs: dict) -> dict[str, list[dict]]:
    return {name: list(runs) for name in names.split()}


POD = {
    "resources": [run("4.4.0", "deprecated", "removed in 5.0.0", "4.4.0", "container_resources")],
    "node_selectors": [run("4.4.0", "deprecated", "removed in 5.0.0", "4.4.0", "node_selector")],
    "is_delete_operator_pod": [
        run("7.2.0", "deprecated", "when set it wins over on_finish_action", "9.0.1", "on_finish_action"),
        run("10.0.0", "ignored", "still accepted, without a warning; on_finish_action alone decides", None, "on_finish_action"),
    ],
    "progress_callback": [
        run("7.14.0", "deprecated", "callbacks took its place", "9.0.1", "callbacks"),
        run("10.0.0", "ignored", "still accepted, without a warning", None, "callbacks"),
    ],
    "reattach_on_restart": [run("10.20.0", "deprecated", "it sets durable", None, "durable")],
    "durable": [run("10.20.0", "conditional", "keeps the pod's identity only on Airflow 3.3 or newer")],
}

SPARK_DRIVER = "tells about a pod, and the operator makes none: write it in the SparkApplication"
SPARK = {
    **each(
        """cmds arguments ports volume_mounts volumes env_vars env_from secrets annotations container_resources
        affinity node_selector image_pull_policy image_pull_secrets service_account_name hostnetwork host_aliases
        tolerations security_context container_security_context dnspolicy dns_config hostname subdomain
        schedulername full_pod_spec init_containers pod_template_file pod_template_dict priority_class_name
        pod_runtime_info_envs configmaps termination_message_policy active_deadline_seconds""",
        run("7.14.0", "ignored", SPARK_DRIVER),
    ),
    "automount_service_account_token": [run("10.5.0", "ignored", SPARK_DRIVER)],
    "runtime_class_name": [run("10.15.0", "ignored", SPARK_DRIVER)],
    "xcom_sidecar_container_security_context": [run("10.20.0", "ignored", "no XCom sidecar is added to a driver")],
    "durable": [run("10.20.0", "ignored", "the operator looks for its driver by reattach_on_restart alone")],
    "is_delete_operator_pod": [run("7.14.0", "ignored", "delete_on_termination decides", None, "delete_on_termination")],
    "progress_callback": [run("10.0.0", "ignored", "no version of the operator calls it since 10.0.0", None, "callbacks")],
    "success_run_history_limit": [run("7.14.0", "ignored", "it is stored and never read")],
    "do_xcom_push": [run("7.14.0", "harmful", "no sidecar is added to the driver, so the task waits for one and fails (apache/airflow#39184)")],
    "labels": [
        run("7.14.0", "ignored", "they reach neither the SparkApplication nor the driver", "10.1.0"),
        run("10.3.0", "harmful", "they only narrow the search for the driver, which does not carry them"),
    ],
    "base_container_name": [run("8.1.0", "overridden", "always spark-kubernetes-driver, with a warning")],
    "container_logs": [run("8.1.0", "overridden", "always spark-kubernetes-driver, with a warning")],
    "on_finish_action": [
        run("7.14.0", "ignored", "it is checked, but delete_on_termination decides about the SparkApplication", None, "delete_on_termination")
    ],
    "on_kill_action": [run("10.15.0", "conditional", "used in deferrable mode only, and for the driver pod only")],
    "termination_grace_period": [run("7.14.0", "conditional", "used in deferrable mode only, and for the driver pod only")],
    "deferrable": [run("7.14.0", "harmful", "execution falls through and a pod is made beside the application (apache/airflow#66437)", "10.17.0")],
    "callbacks": [run("7.14.0", "partial", "on_sync_client_creation and progress_callback are not called")],
}

JOB_NO_WAIT = "the operator does not follow the start of its pods"
JOB = {
    **each("startup_timeout_seconds startup_check_interval_seconds", run("8.0.0", "ignored", JOB_NO_WAIT)),
    "schedule_timeout_seconds": [run("10.5.0", "ignored", JOB_NO_WAIT)],
    "log_events_on_startup": [run("10.25.0", "ignored", JOB_NO_WAIT)],
    "log_pod_spec_on_failure": [run("8.0.0", "ignored", "an error of a pod is not the task's error: the Job's is")],
    "skip_on_exit_code": [run("8.0.0", "ignored", "the Job's own failure decides, not an exit code")],
    "poll_interval": [run("8.0.0", "ignored", "the Job is watched", None, "job_poll_interval")],
    "logging_interval": [run("8.0.0", "ignored", "logs are read once, when the Job is done")],
    "trigger_kwargs": [run("10.6.0", "ignored", "the trigger of the Job takes none")],
    "init_container_logs": [run("10.1.0", "ignored", "the logs of init containers are not read")],
    "base_container_status_polling_interval": [run("10.4.0", "ignored", "the Job is watched", None, "job_poll_interval")],
    "container_name_log_prefix_enabled": [run("10.8.0", "ignored", "the operator reads logs without it")],
    "log_formatter": [run("10.8.0", "ignored", "the operator reads logs without it")],
    "durable": [run("10.20.0", "ignored", "a Job is never taken up again")],
    "reattach_on_restart": [
        run("8.0.0", "ignored", "a Job is never taken up again", "8.4.0"),
        run("10.12.1", "ignored", "a Job is never taken up again"),
    ],
    "is_delete_operator_pod": [run("8.0.0", "ignored", "the Job owns its pods", None, "ttl_seconds_after_finished")],
    "progress_callback": [run("10.0.0", "ignored", "still accepted, without a warning", None, "callbacks")],
    "on_finish_action": [
        run("8.0.0", "ignored", "the Job stays, and its pods with it", "10.17.1", "ttl_seconds_after_finished"),
        run("10.18.0", "conditional", "acts on the Job's pods only, and with wait_until_job_complete only; the Job stays"),
    ],
    "on_kill_action": [
        run("10.15.0", "ignored", "a kill deletes the Job", "10.17.1"),
        run("10.18.0", "partial", "keep_pod spares the pods from the operator; the Job is deleted all the same"),
    ],
    "log_events_on_failure": [
        run("8.0.0", "ignored", JOB_NO_WAIT, "10.17.1"),
        run("10.18.0", "conditional", "with wait_until_job_complete only"),
    ],
    "callbacks": [run("8.0.0", "partial", "only what the clean-up of pods and the reading of logs call")],
    "get_logs": [
        run("8.0.0", "ignored", "the operator reads no logs", "8.4.0"),
        run("8.4.1", "conditional", "with wait_until_job_complete only"),
    ],
    "do_xcom_push": [
        run("8.0.0", "ignored", "the operator reads no XCom", "8.4.0"),
        run("8.4.1", "conditional", "with wait_until_job_complete only"),
    ],
    "deferrable": [run("8.1.0", "conditional", "with wait_until_job_complete only")],
    "job_poll_interval": [run("8.1.0", "conditional", "with wait_until_job_complete only")],
}

EFFECTS = {"KubernetesPodOperator": POD, "SparkKubernetesOperator": SPARK, "KubernetesJobOperator": JOB}
