"""What stands in the way of an anchor, and what a task then says."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from conftest import NAMESPACE
from tidydag_run import RunError, owned_by_run


def ended(world, owned, kubernetes, **parts):
    name = owned.anchor_name("nightly_sales", "manual__1")
    body = owned.anchor("nightly_sales", "manual__1")
    return kubernetes.put("jobs", NAMESPACE, name, **{**body, **parts})["metadata"][
        "uid"
    ]


def when_read(kubernetes, reads, what):
    """Does something once the anchor has been read a number of times."""
    left = [reads]

    def before(request):
        if request.method == "GET" and request.kind == "jobs":
            left[0] -= 1
            if left[0] == 0:
                what()

    kubernetes.before = before


FINISHED = {
    "conditions": [{"type": "Failed", "status": "True", "reason": "DeadlineExceeded"}]
}


def test_finished_anchor_is_waited_for(world, kubernetes, owned):
    old = ended(world, owned, kubernetes, status=FINISHED)
    name = owned.anchor_name("nightly_sales", "manual__1")
    when_read(kubernetes, 3, lambda: kubernetes.remove("jobs", NAMESPACE, name))
    world.run(world.pod(pre_execute=owned))

    assert world.anchor()["metadata"]["uid"] != old
    (reference,) = kubernetes.only("pods")["metadata"]["ownerReferences"]
    assert reference["uid"] == world.anchor()["metadata"]["uid"]


def test_anchor_being_deleted_is_waited_for(world, kubernetes, owned):
    old = ended(world, owned, kubernetes)
    name = owned.anchor_name("nightly_sales", "manual__1")
    world.anchor()["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"
    when_read(kubernetes, 3, lambda: kubernetes.remove("jobs", NAMESPACE, name))
    world.run(world.pod(pre_execute=owned))
    assert world.anchor()["metadata"]["uid"] != old


def test_finished_anchor_that_stays_is_named(world, kubernetes, owned, impatient):
    ended(world, owned, kubernetes, status=FINISHED)
    with pytest.raises(
        RunError, match=f"anchor {NAMESPACE}/tidydag-run-.* is still there"
    ):
        world.run(world.pod(pre_execute=owned))
    assert kubernetes.all("pods") == []


def test_job_of_somebody_else_is_not_used(world, kubernetes, owned):
    kubernetes.put("jobs", NAMESPACE, owned.anchor_name("nightly_sales", "manual__1"))
    with pytest.raises(RunError, match="that tidydag did not make"):
        world.run(world.pod(pre_execute=owned))


def test_suspended_anchor_is_refused_and_not_left(world, kubernetes, owned):
    kubernetes.suspend_jobs = True
    with pytest.raises(RunError, match="is suspended, as Kueue.*managed-by=tidydag"):
        world.run(world.pod(pre_execute=owned))
    assert kubernetes.all("jobs") == []
    assert kubernetes.all("pods") == []


def test_anchor_whose_clock_does_not_start_is_refused(
    world, kubernetes, owned, impatient
):
    kubernetes.start_jobs = False
    with pytest.raises(
        RunError, match="has no startTime after .*kube-controller-manager"
    ):
        world.run(world.pod(pre_execute=owned))
    assert kubernetes.all("jobs") == []


def test_clock_that_starts_late_is_waited_for(world, kubernetes, owned):
    kubernetes.start_jobs = False
    when_read(
        kubernetes,
        2,
        lambda: world.anchor().update(status={"startTime": "2026-01-01T00:00:00Z"}),
    )
    world.run(world.pod(pre_execute=owned))
    assert kubernetes.only("pods")["metadata"]["ownerReferences"] == [world.owner()]


QUOTA = (
    'jobs.batch "x" is forbidden: exceeded quota: small, requested: count/jobs.batch=1'
)


def test_quota_is_waited_for(world, kubernetes, owned):
    kubernetes.fail("POST jobs", 403, QUOTA, times=2)
    world.run(world.pod(pre_execute=owned))
    assert len(kubernetes.sent("POST jobs")) == 3


def test_quota_that_stays_is_explained(world, kubernetes, owned, impatient):
    kubernetes.fail("POST jobs", 403, QUOTA, times=10**6)
    with pytest.raises(
        RunError, match="exceeded quota: small.*ask for more of count/jobs.batch"
    ):
        world.run(world.pod(pre_execute=owned))
    assert len(kubernetes.sent("POST jobs")) > 1


@pytest.mark.parametrize("what", ["POST jobs", "GET jobs/.*", "PATCH jobs/.*"])
def test_missing_permission_is_explained(world, kubernetes, owned, what):
    world.run(world.pod(pre_execute=owned))
    refused = 'jobs.batch is forbidden: User "airflow" cannot do that'
    kubernetes.fail(what, 403, refused, times=10**6)
    wanted = f"{refused}.*verbs create, get, patch on jobs.batch"
    world.anchor()["status"]["startTime"] = "2026-01-01T00:00:00Z"
    with pytest.raises(RunError, match=wanted) as raised:
        world.run(world.pod(task_id="load", pre_execute=owned))
    assert NAMESPACE in str(raised.value)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_errors_are_tried_again(world, kubernetes, owned, status):
    kubernetes.fail("POST jobs", status, times=2)
    world.run(world.pod(pre_execute=owned))
    assert len(kubernetes.sent("POST jobs")) == 3


def test_lasting_errors_are_not_tried_for_ever(world, kubernetes, owned):
    kubernetes.fail("POST jobs", 500, times=10**6)
    with pytest.raises(Exception, match="made up"):
        world.run(world.pod(pre_execute=owned))
    assert len(kubernetes.sent("POST jobs")) == 5


def test_answer_lost_after_the_anchor_was_made(world, kubernetes, owned):
    """The second create meets the Job of the first, which is the run's own."""
    kubernetes.fail("POST jobs", 500)
    ended(world, owned, kubernetes)
    world.run(world.pod(pre_execute=owned))
    assert kubernetes.only("pods")["metadata"]["ownerReferences"] == [world.owner()]


def test_anchor_gone_between_create_and_read(world, kubernetes, owned):
    ended(world, owned, kubernetes)
    name = owned.anchor_name("nightly_sales", "manual__1")
    when_read(kubernetes, 1, lambda: kubernetes.remove("jobs", NAMESPACE, name))
    world.run(world.pod(pre_execute=owned))
    assert kubernetes.only("pods")["metadata"]["ownerReferences"] == [world.owner()]


def test_anchor_changed_while_its_deadline_is_moved(world, kubernetes, owned):
    """A patch that is based on an older state must not undo a longer deadline."""
    world.run(world.pod(pre_execute=owned))
    world.anchor()["status"]["startTime"] = "2026-01-01T00:00:00Z"
    left = [1]

    def before(request):
        if request.method == "PATCH" and request.kind == "jobs" and left.pop():
            left.append(0)
            anchor = world.anchor()
            anchor["spec"]["activeDeadlineSeconds"] = 10**9
            anchor["metadata"]["resourceVersion"] = "99999"

    kubernetes.before = before
    world.run(world.pod(task_id="load", pre_execute=owned))
    assert world.anchor()["spec"]["activeDeadlineSeconds"] == 10**9


def test_tasks_that_start_together_share_one_anchor(world, kubernetes, owned):
    errors = []
    tasks = [world.begin, world.begin, world.begin, world.begin]
    operators = [world.pod(task_id=f"t{i}", pre_execute=owned) for i in range(4)]
    barrier = threading.Barrier(4)

    def start(begin, operator):
        try:
            barrier.wait()
            begin(operator)
        except Exception as e:
            errors.append(e)

    threads = [
        threading.Thread(target=start, args=pair) for pair in zip(tasks, operators)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(kubernetes.all("jobs")) == 1
    assert len(kubernetes.sent("POST jobs")) >= 4


def test_kept_anchor_is_used_again(world, kubernetes):
    """`clear only failed` on a kept run: it is a living run again, not one to drop by count."""
    run = owned_by_run(deadline=timedelta(hours=7), keep_failed_for=timedelta(hours=24))
    world.run(world.pod(pre_execute=run))
    world.anchor()["metadata"]["labels"]["tidydag.io/kept"] = "failed"
    world.anchor()["spec"]["activeDeadlineSeconds"] = 86400
    world.run(world.pod(task_id="load", pre_execute=run))
    assert "tidydag.io/kept" not in world.anchor()["metadata"]["labels"]
    assert world.anchor()["spec"]["activeDeadlineSeconds"] == 86400


def test_config_map_of_the_last_try_is_waited_for(world, kubernetes):
    """The garbage collector takes it some time after its anchor."""
    run = owned_by_run(
        deadline=timedelta(hours=7), config_maps={"etl-conf": {"a": "1"}}
    )
    name = "etl-conf-" + run.run_hash("nightly_sales", "manual__1")[:8]
    dead = {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "name": run.anchor_name("nightly_sales", "manual__1"),
        "uid": "dead",
    }
    kubernetes.put("configmaps", NAMESPACE, name, metadata={"ownerReferences": [dead]})
    left = [3]

    def before(request):
        if str(request) == "POST configmaps":
            left[0] -= 1
            if left[0] == 0:
                kubernetes.remove("configmaps", NAMESPACE, name)

    kubernetes.before = before
    world.run(world.pod(pre_execute=run))
    assert kubernetes.only("configmaps")["metadata"]["ownerReferences"] == [
        world.owner()
    ]
