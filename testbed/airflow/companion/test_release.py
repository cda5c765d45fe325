"""What release_run does at a run's end."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from conftest import NAMESPACE, EksPodOperator
from fake_kubernetes import timestamp
from tidydag_run import RunError, labelled_by_run, owned_by_run, release_run

KEEP = timedelta(hours=24)


def release(world, run, **kwargs):
    task = release_run(run, dag=world.dag, **kwargs)
    world.run(task)
    return task


def deletes(kubernetes, kind):
    return {
        r.name: (r.body["propagationPolicy"], r.body["preconditions"]["uid"])
        for r in kubernetes.sent(f"DELETE {kind}/.*")
    }


def test_is_a_teardown(world, owned):
    task = release_run(owned, dag=world.dag)
    assert task.is_teardown
    assert task.on_failure_fail_dagrun is False
    assert task.task_id == "release_run"
    assert release_run(owned, task_id="end", dag=world.dag).task_id == "end"


def test_is_tried_again_for_a_while(world, owned):
    """Whatever default_args say: a run must neither leave things nor last for ever."""
    world.dag = world.new_dag("d", default_args={"retries": 99, "queue": "small"})
    task = release_run(owned, dag=world.dag)
    assert (task.retries, task.retry_delay) == (3, timedelta(seconds=30))
    assert task.queue == "small"
    more = {"retries": 5, "retry_delay": timedelta(minutes=1), "pool": "cleanups"}
    task = release_run(owned, task_id="more", dag=world.dag, **more)
    assert {name: getattr(task, name) for name in more} == more


def test_success_deletes_the_anchor(world, kubernetes, owned):
    world.run(world.pod(pre_execute=owned))
    metadata = world.anchor()["metadata"]
    world.states = {"extract": "success"}
    release(world, owned)

    assert deletes(kubernetes, "jobs") == {
        metadata["name"]: ("Foreground", metadata["uid"])
    }
    assert kubernetes.all("jobs") == kubernetes.all("pods") == []


def test_every_namespace_of_the_run_is_released(world, kubernetes, owned):
    world.run(world.pod(pre_execute=owned))
    world.run(world.spark(namespace="spark", pre_execute=owned))
    world.run(world.pod(task_id="t", namespace="team-{{ ds[:4] }}", pre_execute=owned))
    world.pod(task_id="other", namespace="untouched")
    release(world, owned)

    asked = {r.namespace for r in kubernetes.sent("DELETE jobs/.*")}
    assert asked == {NAMESPACE, "spark", "team-2026"}
    assert kubernetes.all("jobs") == kubernetes.all("sparkapplications") == []
    assert all(r.namespace != "untouched" for r in kubernetes.requests)


def test_mapped_task_is_released(world, kubernetes, owned):
    arguments = world.arguments(task_id="each", image="busybox", pre_execute=owned)
    mapped = KubernetesPodOperator.partial(**arguments).expand(cmds=[["a"], ["b"]])
    anchor = owned.anchor_name("nightly_sales", "manual__1")
    kubernetes.put(
        "jobs", NAMESPACE, anchor, **owned.anchor("nightly_sales", "manual__1")
    )
    release(world, owned)
    assert mapped.task_id == "each"
    assert list(deletes(kubernetes, "jobs")) == [anchor]


def test_mapped_task_with_default_args_is_released(world, kubernetes, owned):
    """Airflow keeps an operator's default_args out of a mapped task until it runs."""
    arguments = world.arguments(pre_execute=owned)
    del arguments["dag"]
    world.dag = world.new_dag("nightly_sales", default_args=arguments)
    KubernetesPodOperator.partial(
        task_id="each", image="busybox", dag=world.dag
    ).expand(cmds=[["a"], ["b"]])
    anchor = owned.anchor_name("nightly_sales", "manual__1")
    kubernetes.put(
        "jobs", NAMESPACE, anchor, **owned.anchor("nightly_sales", "manual__1")
    )
    release_task = release_run(owned, dag=world.dag, pre_execute=None)
    world.run(release_task)
    assert list(deletes(kubernetes, "jobs")) == [anchor]


def test_mapped_task_is_owned(world, kubernetes, owned):
    arguments = world.arguments(task_id="each", image="busybox", pre_execute=owned)
    arguments["on_finish_action"] = "keep_pod"
    mapped = KubernetesPodOperator.partial(**arguments).expand(cmds=[["a"], ["b"]])
    task = mapped.unmap({"cmds": ["a"]})
    world.run(task)
    assert kubernetes.only("pods")["metadata"]["ownerReferences"] == [world.owner()]


def test_refused_task_is_not_looked_for(world, kubernetes, owned):
    arguments = world.arguments(task_id="away", image="busybox", pre_execute=owned)
    EksPodOperator(**{**arguments, "config_file": "/nonexistent/kubeconfig"})
    world.run(world.pod(pre_execute=owned))
    release(world, owned)
    assert kubernetes.all("jobs") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"namespace": "team-{{ task.task_id }}"}, "namespace='team-.* uses task,"),
        ({"namespace": "{% if ti.try_number %}a{% endif %}"}, "uses ti,"),
        (
            {"namespace": "n-{{ ti.map_index }}-{{ task_instance }}"},
            "task_instance, ti,",
        ),
        ({"cluster_context": "{{ ti.task_id }}"}, "cluster_context=.* uses"),
        ({"namespace": None, "pod_template_file": "{{ task.task_id }}.yaml"}, "_file="),
    ],
)
def test_place_that_only_the_task_knows(world, kubernetes, owned, arguments, message):
    """release_run renders it too, and would look where release_run would have run."""
    release_run(owned, dag=world.dag)
    task = world.pod(pre_execute=owned, **arguments)
    with pytest.raises(RunError, match=f"Task extract: .*{message}"):
        world.begin(task)
    assert kubernetes.requests == []


def test_place_that_is_mapped_over(world, kubernetes, owned):
    release_run(owned, dag=world.dag)
    arguments = world.arguments(task_id="each", image="busybox", pre_execute=owned)
    del arguments["namespace"]
    mapped = [
        KubernetesPodOperator.partial(**arguments).expand(namespace=["a", "b"]),
        KubernetesPodOperator.partial(**{**arguments, "task_id": "all"}).expand_kwargs(
            [{"namespace": "a"}, {"cmds": ["b"]}]
        ),
    ]
    for each in mapped:
        with pytest.raises(RunError, match=f"Task {each.task_id}: namespace is mapped"):
            world.begin(each.unmap({"namespace": "a"}))
    assert kubernetes.requests == []


def test_place_of_a_task_that_nobody_releases(world, kubernetes, owned):
    """As under the cluster policy: the anchor's deadline needs no namespace."""
    world.run(world.pod(namespace="team-{{ task.task_id }}", pre_execute=owned))
    assert kubernetes.only("pods")["metadata"]["namespace"] == "team-extract"


def test_place_that_the_run_knows(world, kubernetes, owned):
    world.dag.user_defined_macros = {"stage": "test"}
    namespace = "{{ stage }}-{{ ds[:4] }}{# ti #}{{ ' task' | trim }}"
    world.run(world.pod(namespace=namespace, pre_execute=owned))
    release(world, owned)
    assert {r.namespace for r in kubernetes.sent("DELETE jobs/.*")} == {"test-2026task"}


def test_run_without_objects(world, kubernetes, owned):
    world.pod(pre_execute=owned)
    release(world, owned)
    assert kubernetes.sent("DELETE .*") == []


def test_failed_run_is_deleted_unless_it_is_to_be_kept(world, kubernetes, owned):
    world.run(world.pod(pre_execute=owned))
    world.states = {"extract": "failed"}
    release(world, owned)
    assert kubernetes.all("jobs") == []


def failed_run(world, kubernetes, run, **kwargs):
    world.run(world.pod(pre_execute=run))
    running = kubernetes.put(
        "pods",
        NAMESPACE,
        "still-running",
        metadata={
            "labels": {"tidydag.io/run": run.run_hash("nightly_sales", "manual__1")}
        },
        status={"phase": "Running"},
    )
    kubernetes.put("pods", NAMESPACE, "of-another", status={"phase": "Running"})
    world.anchor()["status"]["startTime"] = timestamp(ago=3600)
    world.states = {"extract": "failed", "load": "upstream_failed"}
    return running


@pytest.mark.parametrize("state", ["failed", "upstream_failed"])
def test_failed_run_is_stopped_and_kept(world, kubernetes, state):
    run = owned_by_run(deadline=timedelta(days=30), keep_failed_for=KEEP)
    failed_run(world, kubernetes, run)
    world.states = {"extract": "success", "load": state}
    release(world, run)

    assert [str(r) for r in kubernetes.requests if r.method in ("PATCH", "DELETE")][
        -2:
    ] == [
        "PATCH pods/still-running",
        f"PATCH jobs/{world.anchor()['metadata']['name']}",
    ]
    stopped = {
        p["metadata"]["name"]: p["spec"].get("activeDeadlineSeconds")
        for p in kubernetes.all("pods")
        if "spec" in p
    }
    assert stopped.pop("still-running") == 1
    assert set(stopped.values()) == {None}
    anchor = world.anchor()
    # An hour is over, and a longer deadline than the new one was there before.
    assert 25 * 3600 <= anchor["spec"]["activeDeadlineSeconds"] <= 25 * 3600 + 60
    assert anchor["metadata"]["labels"]["tidydag.io/kept"] == "failed"
    assert kubernetes.sent("DELETE .*") == []


def test_failed_teardown_does_not_count(world, kubernetes):
    run = owned_by_run(deadline=timedelta(days=30), keep_failed_for=KEEP)
    world.run(world.pod(pre_execute=run))
    world.pod(task_id="clean_up").as_teardown()
    world.states = {
        "extract": "success",
        "clean_up": "failed",
        "release_run": "running",
    }
    release(world, run)
    assert kubernetes.all("jobs") == []


def test_failed_mapped_task_counts(world, kubernetes):
    run = owned_by_run(deadline=timedelta(days=30), keep_failed_for=KEEP)
    world.run(world.pod(pre_execute=run))
    world.states = {("extract", 0): "success", ("extract", 1): "failed"}
    release(world, run)
    assert world.anchor()["metadata"]["labels"]["tidydag.io/kept"] == "failed"


def test_running_job_of_a_failed_run_is_stopped_before_its_pods(world, kubernetes):
    run = owned_by_run(deadline=timedelta(days=30), keep_failed_for=KEEP)
    world.run(world.job(pre_execute=run))
    failed_run(world, kubernetes, run)
    release(world, run)
    stops = kubernetes.sent("PATCH (jobs/job-index|pods/still).*")
    assert [re.sub(r"-\w{8}$", "", str(s)) for s in stops] == [
        "PATCH jobs/job-index",
        "PATCH pods/still-running",
    ]
    # A deadline that is over at once would have Kubernetes delete the pods.
    assert stops[0].body["spec"]["backoffLimit"] == 0
    assert 120 <= stops[0].body["spec"]["activeDeadlineSeconds"] <= 125


@pytest.mark.parametrize(
    ("kind", "stopped"),
    [
        ("pod", ["pods/extract"]),
        # the pod is one that some providers make beside the Job
        ("job", ["jobs/job-index", "pods/index"]),
        ("spark", ["pods/aggregate"]),
    ],
)
def test_last_try_that_is_killed_is_stopped_and_stays(
    world, kubernetes, kind, stopped
):
    run = owned_by_run(deadline=timedelta(days=30), keep_failed_for=KEEP)
    task, context = world.begin(getattr(world, kind)(pre_execute=run))
    task.execute(context)
    beside, about = world.begin(world.pod(task_id="beside", pre_execute=run))
    beside.execute(about)
    for pod in kubernetes.all("pods"):
        pod["status"] = {"phase": "Running"}
    before = len(kubernetes.requests)
    task.on_kill()

    changes = [str(r) for r in kubernetes.requests[before:] if r.method != "GET"]
    assert changes[0].startswith(f"PATCH {stopped[0]}")
    named = tuple(f"PATCH {name}" for name in stopped)
    assert all(change.startswith(named) for change in changes)


def test_try_that_has_another_behind_it_is_deleted_when_killed(world, kubernetes):
    run = owned_by_run(deadline=timedelta(days=30), keep_failed_for=KEEP)
    task, context = world.begin(world.pod(retries=1, pre_execute=run))
    task.execute(context)
    task.on_kill()
    assert [r.method for r in kubernetes.sent("(PATCH|DELETE) pods/.*")][-1:] == [
        "DELETE"
    ]


def test_killed_task_of_a_run_that_keeps_nothing(world, kubernetes, owned):
    task, context = world.begin(world.pod(pre_execute=owned))
    task.execute(context)
    task.on_kill()
    assert len(kubernetes.sent("DELETE pods/.*")) == 1


def test_shorter_deadline_of_a_job_stays(world, kubernetes):
    run = owned_by_run(deadline=timedelta(days=30), keep_failed_for=KEEP)
    world.run(world.job(pre_execute=run))
    [job] = [j for j in kubernetes.all("jobs") if "job-index" in j["metadata"]["name"]]
    job["spec"]["activeDeadlineSeconds"] = 90
    failed_run(world, kubernetes, run)
    release(world, run)
    [stop] = kubernetes.sent("PATCH jobs/job-index.*")
    assert stop.body["spec"]["activeDeadlineSeconds"] == 90


def test_oldest_kept_runs_are_deleted(world, kubernetes):
    run = owned_by_run(
        deadline=timedelta(days=30), keep_failed_for=KEEP, keep_failed_runs=2
    )

    def kept(name, dag_id, age, **labels):
        kubernetes.put(
            "jobs",
            NAMESPACE,
            name,
            metadata={
                "creationTimestamp": timestamp(ago=age),
                "annotations": {"tidydag.io/dag-id": dag_id},
                "labels": {
                    "tidydag.io/kept": "failed",
                    "tidydag.io/dag": "nightly_sales",
                    **labels,
                },
            },
        )

    kept("older", "nightly_sales", 200)
    kept("newer", "nightly_sales", 100)
    kept("oldest", "nightly_sales", 300)
    kept("of-another-dag", "nightly_sales_2", 400)
    kept(
        "of-another-airflow", "nightly_sales", 400, **{"tidydag.io/deployment": "test"}
    )
    failed_run(world, kubernetes, run)
    release(world, run)

    left = {j["metadata"]["name"] for j in kubernetes.all("jobs")}
    own = run.anchor_name("nightly_sales", "manual__1")
    assert left == {own, "newer", "of-another-dag", "of-another-airflow"}
    assert {policy for policy, _ in deletes(kubernetes, "jobs").values()} == {
        "Foreground"
    }


def test_anchor_of_a_new_try_is_not_deleted(world, kubernetes, owned):
    """Between reading and deleting, another Job can get the name: the uid tells."""
    world.run(world.pod(pre_execute=owned))
    name = world.anchor()["metadata"]["name"]

    def before(request):
        if request.method == "DELETE":
            kubernetes.before = None
            kubernetes.remove("jobs", NAMESPACE, name)
            kubernetes.put("jobs", NAMESPACE, name)

    kubernetes.before = before
    release(world, owned)
    assert len(kubernetes.sent("DELETE jobs/.*")) == 1
    assert len(kubernetes.all("jobs")) == 1


def test_what_cannot_be_deleted_is_named(world, kubernetes, owned):
    world.run(world.pod(pre_execute=owned))
    kubernetes.fail("DELETE jobs/.*", 403, 'User "airflow" cannot delete', times=10**6)
    with pytest.raises(
        RunError, match="run manual__1 of nightly_sales: .*airflow. cannot delete"
    ):
        release(world, owned)


def labelled_run(world, run):
    world.run(world.pod(pre_execute=run))
    world.run(world.spark(pre_execute=run))
    world.run(world.job(pre_execute=run))


def test_labelled_objects_are_deleted_and_no_others(world, kubernetes):
    run = labelled_by_run(
        deployment="prod-airflow", config_maps={"etl-conf": {"a": "1"}}
    )
    labelled_run(world, run)
    # What a KubernetesExecutor worker pod looks like, and what runs beside.
    airflow = {"dag_id": "nightly_sales", "task_id": "extract", "run_id": "manual__1"}
    kubernetes.put("pods", NAMESPACE, "worker", metadata={"labels": airflow})
    kubernetes.put("configmaps", NAMESPACE, "mine")
    kubernetes.put("jobs", NAMESPACE, "mine")
    made = {
        (kind, o["metadata"]["name"]): o["metadata"]["uid"]
        for kind in ("pods", "jobs", "sparkapplications", "configmaps")
        for o in kubernetes.all(kind)
    }
    release(world, run)

    left = [
        (kind, o["metadata"]["name"])
        for kind in ("configmaps", "jobs", "pods", "sparkapplications")
        for o in kubernetes.all(kind)
    ]
    assert left == [("configmaps", "mine"), ("jobs", "mine"), ("pods", "worker")]
    for kind in ("pods", "jobs", "sparkapplications", "configmaps"):
        for name, (policy, uid) in deletes(kubernetes, kind).items():
            assert policy == "Foreground"
            assert uid == made[(kind, name)]
    lists = [
        r
        for r in kubernetes.requests
        if r.query.get("labelSelector", "").startswith("tidy")
    ]
    run_hash = run.run_hash("nightly_sales", "manual__1")
    assert {r.query["labelSelector"] for r in lists} == {f"tidydag.io/run={run_hash}"}


def test_labelled_run_asks_only_for_kinds_that_its_tasks_create(world, kubernetes):
    run = labelled_by_run()
    world.run(world.pod(pre_execute=run))
    kubernetes.requests.clear()
    release(world, run)
    assert {r.kind for r in kubernetes.requests} == {"pods"}


def test_labelled_run_without_the_spark_operator(world, kubernetes):
    run = labelled_by_run()
    world.run(world.pod(pre_execute=run))
    world.spark(pre_execute=run)
    kubernetes.spark_operator = False
    release(world, run)
    assert kubernetes.all("pods") == []


def test_all_errors_of_a_labelled_run_are_told(world, kubernetes):
    run = labelled_by_run(config_maps={"etl-conf": {"a": "1"}})
    labelled_run(world, run)
    kubernetes.fail("DELETE pods/extract.*", 403, "no pods for you", times=10**6)
    kubernetes.fail("GET jobs", 403, "no jobs for you", times=10**6)
    with pytest.raises(RunError) as raised:
        release(world, run)
    assert "no pods for you" in str(raised.value)
    assert "no jobs for you" in str(raised.value)
    assert kubernetes.all("configmaps") == []


def test_time_is_read_in_utc(world, kubernetes):
    """The deadline is counted from the server's startTime, which is UTC."""
    run = owned_by_run(deadline=timedelta(hours=1), keep_failed_for=KEEP)
    failed_run(world, kubernetes, run)
    release(world, run)
    anchor = world.anchor()
    start = datetime.strptime(anchor["status"]["startTime"], "%Y-%m-%dT%H:%M:%SZ")
    end = start.replace(tzinfo=timezone.utc) + timedelta(
        seconds=anchor["spec"]["activeDeadlineSeconds"]
    )
    assert abs(end - datetime.now(timezone.utc) - KEEP) < timedelta(minutes=1)


def test_one_namespace_out_of_reach_does_not_keep_the_others(world, kubernetes, owned):
    world.pod(
        task_id="away",
        namespace="away",
        config_file="/nonexistent/kubeconfig",
        pre_execute=owned,
    )
    world.run(world.pod(pre_execute=owned))
    with pytest.raises(RunError, match="namespace away: "):
        release(world, owned)
    assert kubernetes.all("jobs") == []


def test_anchor_that_changes_while_it_is_kept(world, kubernetes, impatient):
    run = owned_by_run(deadline=timedelta(days=30), keep_failed_for=KEEP)
    failed_run(world, kubernetes, run)
    kubernetes.fail("PATCH jobs/tidydag-run-.*", 409)
    release(world, run)
    assert world.anchor()["metadata"]["labels"]["tidydag.io/kept"] == "failed"
    kubernetes.fail("PATCH jobs/tidydag-run-.*", 409, times=10**6)
    with pytest.raises(RunError, match="keep anchor .*changed by something else"):
        release(world, run, task_id="again")
