"""Scenarios of KubernetesPodOperator."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from cells import ALSO_POLICY, OWNED, PATIENCE, Cell, Run, Scenario
from kube import wait

RBAC = "rbac.authorization.k8s.io/v1"
ADMISSION = "/apis/admissionregistration.k8s.io/v1"


def lasting(seconds: int) -> str:
    """A script that ends when it is asked to, as a well-made image does: a shell waits for its child otherwise."""
    return f"\"trap 'exit 143' TERM; sleep {seconds} & wait\""


LONG = lasting(900)
# Ends well when `enough` says so.
UNTIL_ENOUGH = '"until [ -e /tmp/enough ]; do sleep 1; done"'


def enough(cell: Cell, *pods: Mapping[str, Any]) -> None:
    for pod in pods:
        cell.cluster.execute(pod, "touch", "/tmp/enough")


def to_the_end(cell: Cell) -> None:
    cell.trigger().until_ended()


def killed_by_user(cell: Cell) -> None:
    run = cell.trigger()
    run.until("work", "running", "deferred")
    cell.until_pods()
    if "deferrable" in cell.scenario.spec:
        run.until("work", "deferred")
    run.mark("work", "failed")
    run.until_ended()


def worker_killed(cell: Cell) -> None:
    run = cell.trigger()
    cell.until_pods()
    run.until("work", "running")
    run.kill_worker("work")
    run.until_ended()


def worker_killed_then_ends(cell: Cell) -> None:
    """The second try must find a pod that ends, its own or the first one."""
    run = cell.trigger()
    cell.until_pods()
    run.kill_worker("work")
    run.until("work", "running", "success", "failed", tries=2)
    run.until_ended()


def kept_and_let_go(cell: Cell) -> None:
    """Nothing of a run that has ended well is kept."""
    cell.trigger("well", seconds=1, code=0).until_ended()
    cell.trigger("badly").until_ended()


def cleared_and_rerun(cell: Cell) -> None:
    run = cell.trigger()
    run.until_ended()
    run.clear()
    run.until_ended()


def two_at_once(cell: Cell) -> None:
    slow = cell.trigger("slow")
    cell.until_pods(of=slow)
    quick = cell.trigger("quick")
    quick.until_ended()
    enough(cell, *filter(slow.owns, cell.pods("Running")))
    slow.until_ended()
    undisturbed(slow, "work")
    cell.runs.sort(key=lambda run: run.ended_at() or 0)


def deleting_forbidden(cell: Cell) -> None:
    """From mid-run to its end, Airflow's account may delete nothing."""
    run = cell.trigger()
    cell.until_pods()
    [role] = cell.cluster.kube.items(cell.path("roles", RBAC))
    path = cell.path(f"roles/{role['metadata']['name']}", RBAC)
    without = [{**rule, "verbs": [v for v in rule["verbs"] if v != "delete"]} for rule in role["rules"]]
    cell.cluster.kube.patch(path, {"rules": without})
    try:
        run.until_ended()
    finally:
        cell.cluster.kube.patch(path, {"rules": role["rules"]})


def pod_removed(cell: Cell) -> None:
    run = cell.trigger()
    [pod] = cell.until_pods()
    cell.remove(pod)
    run.until_ended()


def two_matching(cell: Cell) -> None:
    """A second pod of the same task instance, as an answer lost on the way makes it; then the worker dies."""
    run = cell.trigger()
    [pod] = cell.until_pods()
    metadata = {key: pod["metadata"].get(key) for key in ("labels", "annotations", "ownerReferences")}
    container = {key: pod["spec"]["containers"][0][key] for key in ("name", "image", "command", "args")}
    spec = {"restartPolicy": "Never", "containers": [container]}
    cell.cluster.kube.create(cell.path("pods"), {"metadata": {"name": "twin", **metadata}, "spec": spec})
    cell.until_pods(count=2)
    run.kill_worker("work")
    run.until_ended()


def file_removed(cell: Cell) -> None:
    """Nobody schedules the rest of the run: its pod ends, and no release follows."""
    cell.trigger()
    cell.until_pods()
    (cell.airflow.dags / f"{cell.name}.py").unlink()
    wait("the end of the task", lambda: not cell.pods("Running"), 120)
    time.sleep(30)


def dag_deleted(cell: Cell) -> None:
    """The file goes, then a person deletes the DAG while its task is deferred."""
    run = cell.trigger()
    cell.until_pods()
    run.until("work", "deferred")
    (cell.airflow.dags / f"{cell.name}.py").unlink()
    cell.airflow.rest.delete_dag(cell.name)


def only_failed_cleared(cell: Cell) -> None:
    run = cell.trigger()
    run.until_ended()
    run.clear(only_failed=True)
    run.until_ended()


def one_task_cleared(cell: Cell) -> None:
    run = cell.trigger()
    run.until_ended()
    run.clear(task_ids=["early"])
    run.until_ended()


def one_index_cleared(cell: Cell) -> None:
    run = cell.trigger()
    run.until_ended()
    run.clear(task_ids=[["work", 1]])
    run.until_ended()


def anchor_removed(cell: Cell) -> None:
    run = cell.trigger()
    cell.until_pods()
    for job in cell.cluster.kube.items(cell.path("jobs", "batch/v1")):
        cell.cluster.kube.delete(
            cell.path(f"jobs/{job['metadata']['name']}", "batch/v1"), propagationPolicy="Foreground"
        )
    run.until("work", "running", "success", "failed", tries=2)
    run.until_ended()


def worker_pods_beside(cell: Cell) -> None:
    """A pod with the labels of KubernetesExecutor's worker for the same task must outlive the run."""
    run = cell.trigger()
    [pod] = cell.until_pods()
    same = ("dag_id", "task_id", "run_id", "try_number")
    labels = {key: pod["metadata"]["labels"][key] for key in same}
    labels |= {"airflow-worker": "1", "kubernetes_executor": "True", "airflow_version": cell.airflow.version}
    cell.spare("airflow-worker")
    container = {"name": "base", "image": pod["spec"]["containers"][0]["image"], "command": ["sleep", "900"]}
    spec = {"restartPolicy": "Never", "containers": [container], "terminationGracePeriodSeconds": 1}
    cell.cluster.kube.create(
        cell.path("pods"), {"metadata": {"name": "airflow-worker", "labels": labels}, "spec": spec}
    )
    run.until_ended()
    time.sleep(20)
    alive = [p for p in cell.pods("Running") if p["metadata"]["name"] == "airflow-worker"]
    cell.expect(bool(alive), "the release took the pod of an Airflow worker")


def jobs_suspended(cell: Cell) -> None:
    """As with Kueue: every Job is suspended when it is created."""
    kube = cell.cluster.kube
    policy = {
        "metadata": {"name": cell.name},
        "spec": {
            "matchConstraints": {
                "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": cell.name}},
                "resourceRules": [
                    {"apiGroups": ["batch"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["jobs"]}
                ],
            },
            "mutations": [
                {
                    "patchType": "ApplyConfiguration",
                    "applyConfiguration": {"expression": "Object{spec: Object.spec{suspend: true}}"},
                }
            ],
            "failurePolicy": "Fail",
            "reinvocationPolicy": "Never",
        },
    }
    binding = {"metadata": {"name": cell.name}, "spec": {"policyName": cell.name}}
    trial = {"metadata": {"name": "trial"}, "spec": {"parallelism": 0, "template": pod_template()}}
    jobs = f"{cell.path('jobs', 'batch/v1')}?dryRun=All"
    try:
        kube.create(f"{ADMISSION}/mutatingadmissionpolicies", policy)
        kube.create(f"{ADMISSION}/mutatingadmissionpolicybindings", binding)
        wait("the policy", lambda: kube.create(jobs, trial)["spec"].get("suspend"), 60)
        cell.trigger().until_ended()
    finally:  # the cluster's, so they do not go with the namespace
        kube.delete(f"{ADMISSION}/mutatingadmissionpolicybindings/{cell.name}")
        kube.delete(f"{ADMISSION}/mutatingadmissionpolicies/{cell.name}")


def pod_template() -> dict[str, Any]:
    return {"spec": {"restartPolicy": "Never", "containers": [{"name": "none", "image": "none"}]}}


def jobs_full(cell: Cell) -> None:
    """The quota of Jobs is used up, and raised half a minute later."""
    kube = cell.cluster.kube
    cell.spare("full")
    kube.create(
        cell.path("resourcequotas"), {"metadata": {"name": "full"}, "spec": {"hard": {"count/jobs.batch": "0"}}}
    )
    wait("the quota", lambda: kube.get(cell.path("resourcequotas/full")).get("status", {}).get("used"), 60)
    run = cell.trigger()
    run.until("work", "running")
    time.sleep(30)
    cell.expect(run.task("work")["state"] == "running", "the task did not wait for the quota")
    kube.patch(cell.path("resourcequotas/full"), {"spec": {"hard": {"count/jobs.batch": "5"}}})
    run.until_ended()


def strategy_switched(cell: Cell) -> None:
    """The first run has strategy teardown, the second one anchor."""
    kube = cell.cluster.kube
    other = f"{cell.scenario.name}-{cell.scenario.before}"
    file = cell.airflow.dags / f"{cell.name}.py"
    role = cell.path(f"roles/tidydag-{cell.name}-airflow", RBAC)
    rules = kube.get(role)["rules"]
    kube.patch(
        role,
        {"rules": [*rules, {"apiGroups": ["", "batch"], "resources": ["pods", "jobs"], "verbs": ["list", "delete"]}]},
    )
    second = file.read_text()
    file.write_text((cell.rendered / f"{other}.py").read_text().replace(other, cell.name))
    first = cell.trigger()
    first.until_ended()
    time.sleep(20)
    cell.expect(not cell.pods(), "the first run left pods")
    file.write_text(second)
    cell.trigger("second").until_ended()


def two_deployments(cell: Cell) -> None:
    """The same run of the same DAG in two Airflows that share the namespace; one ends, then the other."""
    folder = cell.airflow.folder / f"{cell.name}-dags"
    folder.mkdir()
    file = folder / f"{cell.name}.py"
    text = (cell.airflow.dags / file.name).read_text()
    file.write_text(text.replace("_by_run(", '_by_run(deployment="second", ', 1))
    cell.runs_elsewhere = 1
    second = cell.airflow.test_elsewhere(file, f"{cell.name}-home")
    [pod] = cell.until_pods()
    first = cell.trigger("manual__2026-01-01T00:00:00+00:00")
    pods = cell.until_pods(count=2)
    names = {p["metadata"]["labels"]["run_id"] for p in pods}
    cell.expect(len(names) == 1, f"the runs have two names, {names}")
    [own] = [p for p in pods if p["metadata"]["uid"] != pod["metadata"]["uid"]]
    enough(cell, own)
    first.until_ended()
    time.sleep(20)
    still = {p["metadata"]["uid"] for p in cell.pods("Running")}
    cell.expect(
        still == {pod["metadata"]["uid"]},
        "the end of one deployment's run took the pod of the other's, or left its own",
    )
    enough(cell, pod)
    wait("the end of the second deployment's run", lambda: second.ended, PATIENCE)
    cell.ended = time.time()


def undisturbed(run: Run, task_id: str) -> None:
    task = run.task(task_id)
    run.cell.expect(
        (task["state"], task["try_number"]) == ("success", 1),
        f"{task_id} lost its pod: {task['state']}, try {task['try_number']}",
    )


def deadline_moved(cell: Cell) -> None:
    """Both tasks together take longer than the anchor was given when the first one began."""
    run = cell.trigger()
    run.until_ended()
    undisturbed(run, "work")


def cleared_beside_running(cell: Cell) -> None:
    run = cell.trigger()
    run.until("work", "success")
    cell.until_pods()
    run.clear(task_ids=["work"])
    run.until("work", "success", tries=2)
    slow_ends(cell)


def retried_beside_running(cell: Cell) -> None:
    run = cell.trigger()
    run.until("work", "failed", tries=2)
    slow_ends(cell)


def slow_ends(cell: Cell) -> None:
    """The task beside goes on until now, and ends well in its first pod."""
    [run] = cell.runs
    [pod] = cell.until_pods()
    enough(cell, pod)
    run.until_ended()
    undisturbed(run, "slow")


SCENARIOS = [
    Scenario(
        "pod-success",
        "A pod ends well.",
        """
        tasks:
          work: {pod: {arguments: ["sleep 3"]}}
        """,
        to_the_end,
        columns=ALSO_POLICY,
    ),
    Scenario(
        "pod-failure",
        "A pod ends with an error.",
        """
        tasks:
          work: {pod: {arguments: ["exit 1"]}}
        """,
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "pod-execution-timeout",
        "A task runs longer than its `execution_timeout`.",
        f"""
        tasks:
          work: {{execution_timeout: 20s, pod: {{arguments: [{LONG}]}}}}
        """,
        to_the_end,
        ends="failed",
        columns=ALSO_POLICY,
    ),
    Scenario(
        "pod-dagrun-timeout",
        "A run takes longer than its `dagrun_timeout`: no teardown runs.",
        f"""
        dagrun_timeout: 40s
        tasks:
          work: {{pod: {{arguments: [{LONG}]}}}}
        """,
        to_the_end,
        ends="failed",
        releases=False,
    ),
    Scenario(
        "pod-killed-by-user",
        "A person marks the running task as failed.",
        f"""
        tasks:
          work: {{pod: {{arguments: [{LONG}]}}}}
        """,
        killed_by_user,
        ends="failed",
        columns=ALSO_POLICY,
    ),
    Scenario(
        "pod-killed-by-user-deferred",
        "A person marks a deferred task as failed.",
        f"""
        tasks:
          work: {{pod: {{deferrable: true, arguments: [{LONG}]}}}}
        """,
        killed_by_user,
        ends="failed",
    ),
    Scenario(
        "pod-worker-killed",
        "The worker gets SIGKILL; the task has no retries.",
        f"""
        tasks:
          work: {{pod: {{arguments: [{LONG}]}}}}
        """,
        worker_killed,
        ends="failed",
        columns=ALSO_POLICY,
    ),
    Scenario(
        "pod-worker-killed-retried",
        "The worker gets SIGKILL; the task is tried again.",
        """
        tasks:
          work: {retries: 1, retry_delay: 1s, pod: {arguments: ["sleep 60"]}}
        """,
        worker_killed_then_ends,
    ),
    Scenario(
        "pod-image-missing",
        "The image cannot be pulled.",
        """
        tasks:
          work: {pod: {image: "registry.invalid/none:1", startup_timeout_seconds: 20, arguments: ["true"]}}
        """,
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "pod-keep-failed-for",
        "One task fails, and another's pod runs on after its `execution_timeout`; what that run made is kept for 40 s, and nothing of the run before"
        " (by hand: `keep_pod`).",
        """
        tasks:
          slow:
            execution_timeout: 30s
            pod: {arguments: ["trap 'exit 143' TERM; sleep {{ dag_run.conf.get('seconds', 900) }} & wait"]}
          work: {pod: {arguments: ["exit {{ dag_run.conf.get('code', 1) }}"]}}
        """,
        kept_and_let_go,
        ends="failed",
        cleanup={"keep_failed_for": "40s"},
        by_hand={"on_finish_action": "keep_pod"},
        kept={"Job": 1, "Pod": 2},
    ),
    Scenario(
        "pod-config-map",
        "A run with a ConfigMap of its own fails.",
        """
        config_maps: {settings: {mode: fast}}
        tasks:
          work: {pod: {arguments: ["exit 1"]}}
        """,
        to_the_end,
        ends="failed",
        columns=("teardown", "anchor"),
    ),
    Scenario(
        "pod-keep-killed-by-user",
        "A person marks the running task as failed; what the run made is kept for 40 s (by hand: `keep_pod`).",
        f"""
        tasks:
          work: {{pod: {{arguments: [{LONG}]}}}}
        """,
        killed_by_user,
        ends="failed",
        columns=OWNED,
        cleanup={"keep_failed_for": "40s"},
        by_hand={"on_finish_action": "keep_pod"},
        kept={"Job": 1, "Pod": 1},
    ),
    Scenario(
        "pod-cleared-and-rerun",
        "A finished run is cleared and runs again.",
        """
        tasks:
          work: {pod: {arguments: ["sleep 3"]}}
        """,
        cleared_and_rerun,
    ),
    Scenario(
        "pod-two-runs-at-once",
        "A short run ends while another run of the DAG goes on.",
        """
        tasks:
          work: {pod: {arguments: ["case {{ run_id }} in slow) until [ -e /tmp/enough ]; do sleep 1; done;; esac"]}}
        """,
        two_at_once,
        cleanup={"deadline": "240s"},
        columns=ALSO_POLICY,
    ),
    Scenario(
        "pod-mapped",
        "A mapped task: three pods, one of which fails.",
        """
        tasks:
          work: {pod: {}, expand: {arguments: [["sleep 5"], ["sleep 10"], ["exit 1"]]}}
        """,
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "pod-xcom",
        "A pod hands a result to the next through its sidecar.",
        """
        tasks:
          early: {pod: {do_xcom_push: true, arguments: ["echo 3 > /airflow/xcom/return.json"]}}
          work: {depends_on: [early], pod: {arguments: ["exit $((3 - {{ ti.xcom_pull(task_ids='early') }}))"]}}
        """,
        to_the_end,
    ),
    Scenario(
        "pod-sidecar-never-ends",
        "A second container goes on after the first has ended; the task has an `execution_timeout`.",
        """
        tasks:
          work:
            execution_timeout: 40s
            pod:
              arguments: ["sleep 3"]
              pod_template_dict:
                spec:
                  containers:
                    - {name: base, image: "docker.io/library/busybox:1.36"}
                    - {name: proxy, image: "docker.io/library/busybox:1.36", command: [sleep, "900"]}
        """,
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "pod-deleting-forbidden",
        "From mid-run to its end, Airflow's account may not delete anything.",
        """
        tasks:
          work: {pod: {arguments: ["sleep 20"]}}
        """,
        deleting_forbidden,
        forbids=("delete pods", "delete jobs.batch"),
        releases={"teardown": False, "*": None},
    ),
    Scenario(
        "pod-removed",
        "Somebody deletes the running pod.",
        f"""
        tasks:
          work: {{pod: {{arguments: [{LONG}]}}}}
        """,
        pod_removed,
        ends="failed",
    ),
    Scenario(
        "pod-two-matching",
        "Two pods match the task when its second try looks for the first one's.",
        f"""
        tasks:
          work: {{retries: 1, retry_delay: 1s, pod: {{arguments: [{LONG}]}}}}
        """,
        two_matching,
        ends="failed",
    ),
    Scenario(
        "pod-dag-file-removed",
        "The DAG's file goes in mid-run.",
        """
        tasks:
          work: {pod: {arguments: ["sleep 20"]}}
        """,
        file_removed,
        ends="running",
        releases=False,
    ),
    Scenario(
        "pod-dag-deleted",
        "A person deletes the DAG while its task is deferred.",
        f"""
        tasks:
          work: {{pod: {{deferrable: true, arguments: [{LONG}]}}}}
        """,
        dag_deleted,
        ends="gone",
        releases=False,
    ),
    Scenario(
        "pod-only-failed-cleared",
        "The failed task of a finished run is cleared, and fails again.",
        """
        tasks:
          early: {pod: {arguments: ["true"]}}
          work: {depends_on: [early], pod: {arguments: ["exit 1"]}}
        """,
        only_failed_cleared,
        ends="failed",
        releases=False,
    ),
    Scenario(
        "pod-one-task-cleared",
        "One task of a finished run is cleared.",
        """
        tasks:
          early: {pod: {arguments: ["true"]}}
          work: {depends_on: [early], pod: {arguments: ["true"]}}
        """,
        one_task_cleared,
        releases=False,
    ),
    Scenario(
        "pod-one-index-cleared",
        "One instance of a mapped task is cleared after the run.",
        """
        tasks:
          work: {pod: {}, expand: {arguments: [["sleep 1"], ["sleep 2"]]}}
        """,
        one_index_cleared,
        since="3",
        releases=False,
    ),
    Scenario(
        "pod-two-namespaces",
        "The tasks of a DAG use two namespaces.",
        """
        tasks:
          early: {pod: {arguments: ["true"]}}
          work: {depends_on: [early], pod: {namespace: SECOND, arguments: ["exit 1"]}}
        """,
        to_the_end,
        ends="failed",
    ),
    Scenario(
        "pod-worker-pods-beside",
        "A pod of KubernetesExecutor with the same labels is there.",
        """
        tasks:
          work: {pod: {arguments: ["sleep 20"]}}
        """,
        worker_pods_beside,
        columns=("teardown", *OWNED),
    ),
    Scenario(
        "pod-anchor-removed",
        "Somebody deletes the anchor in mid-run; the task is tried again.",
        f"""
        tasks:
          work: {{retries: 1, retry_delay: 1s, pod: {{arguments: [{lasting(30)}]}}}}
        """,
        anchor_removed,
        columns=OWNED,
    ),
    Scenario(
        "pod-jobs-suspended",
        "Jobs are suspended when they are created, as Kueue does.",
        """
        tasks:
          work: {pod: {arguments: ["true"]}}
        """,
        jobs_suspended,
        ends="failed",
        columns=OWNED,
    ),
    Scenario(
        "pod-jobs-full",
        "The quota of Jobs is used up for half a minute.",
        """
        tasks:
          work: {pod: {arguments: ["true"]}}
        """,
        jobs_full,
        columns=OWNED,
        forbids=("create jobs.batch",),
    ),
    Scenario(
        "pod-strategy-switched",
        "The DAG changes from strategy teardown to anchor between two runs.",
        """
        tasks:
          work: {pod: {arguments: ["sleep 3"]}}
        """,
        strategy_switched,
        columns=("anchor",),
        before="teardown",
    ),
    Scenario(
        "pod-two-deployments",
        "Two Airflows have the same run of the same DAG in one namespace.",
        f"""
        tasks:
          work: {{pod: {{arguments: [{UNTIL_ENOUGH}]}}}}
        """,
        two_deployments,
        cleanup={"deadline": "240s"},
        since="3",
        columns=("teardown", "anchor"),
    ),
    Scenario(
        "pod-deadline-moved",
        "Two tasks take longer than the deadline that the first one gave the anchor.",
        f"""
        tasks:
          early: {{pod: {{arguments: [{lasting(80)}]}}}}
          work: {{depends_on: [early], pod: {{arguments: [{lasting(80)}]}}}}
        """,
        deadline_moved,
        columns=OWNED,
    ),
    Scenario(
        "pod-cleared-beside-running",
        "A finished task is cleared while another one of the run goes on.",
        f"""
        tasks:
          slow: {{pod: {{arguments: [{UNTIL_ENOUGH}]}}}}
          work: {{pod: {{arguments: ["true"]}}}}
        """,
        cleared_beside_running,
        columns=("teardown", *OWNED),
        cleanup={"deadline": "240s"},
    ),
    Scenario(
        "pod-retried-beside-running",
        "A task fails and is tried again while another one of the run goes on.",
        f"""
        tasks:
          slow: {{pod: {{arguments: [{UNTIL_ENOUGH}]}}}}
          work: {{retries: 1, retry_delay: 1s, pod: {{arguments: ["exit 1"]}}}}
        """,
        retried_beside_running,
        cleanup={"deadline": "240s"},
        ends="failed",
        columns=("teardown", *OWNED),
    ),
]
