"""What tasks create is owned and labelled from birth."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from conftest import NAMESPACE, OF_CLOUDS, PROVIDER, SPARK, LateOperator
from kubernetes.client import models as k8s
from tidydag_run import RunError, labelled_by_run, owned_by_run

try:
    from airflow.sdk import BaseOperator
except ImportError:
    from airflow.models.baseoperator import BaseOperator


def born(kubernetes, kind):
    """The body that the operator sent, not what the server made of it."""
    bodies = [
        r.body
        for r in kubernetes.sent(f"POST {kind}")
        if not r.body["metadata"]["name"].startswith("tidydag-run-")
    ]
    assert len(bodies) == 1, bodies
    return bodies[0]


def run_labels(world, owned):
    return {
        "tidydag.io/run": owned.run_hash(world.dag.dag_id, "manual__1"),
        "tidydag.io/dag": "nightly_sales",
        "tidydag.io/deployment": "prod-airflow",
    }


def test_pod_is_owned_from_birth(world, kubernetes, owned):
    world.run(world.pod(pre_execute=owned))

    metadata = born(kubernetes, "pods")["metadata"]
    assert metadata["ownerReferences"] == [world.owner()]
    assert metadata["labels"].items() >= run_labels(world, owned).items()
    assert metadata["labels"]["task_id"] == "extract"
    assert metadata["namespace"] == NAMESPACE


def test_job_is_owned_from_birth(world, kubernetes, owned):
    world.run(world.job(pre_execute=owned))

    body = born(kubernetes, "jobs")
    assert body["metadata"]["ownerReferences"] == [world.owner()]
    assert body["metadata"]["labels"].items() >= run_labels(world, owned).items()
    template = body["spec"]["template"]["metadata"]
    assert template["labels"].items() >= run_labels(world, owned).items()
    assert "ownerReferences" not in template
    # Providers 8.4.2 to 10.12.0 make a pod of their own beside the Job, which nobody else deletes.
    spare = [pod["metadata"] for pod in kubernetes.all("pods")]
    assert len(spare) == (PROVIDER in ((8, 4, 2), (10, 8, 0)))
    for metadata in spare:
        assert metadata["ownerReferences"] == [world.owner()]
        assert metadata["labels"].items() >= run_labels(world, owned).items()


def test_spark_application_is_owned_from_birth(world, kubernetes, owned):
    world.run(world.spark(pre_execute=owned))

    body = born(kubernetes, "sparkapplications")
    assert body["metadata"]["ownerReferences"] == [world.owner()]
    assert body["metadata"]["labels"].items() >= run_labels(world, owned).items()
    assert body["spec"]["driver"]["labels"].items() >= run_labels(world, owned).items()
    assert (
        body["spec"]["executor"]["labels"].items() >= run_labels(world, owned).items()
    )
    assert body["spec"]["mainApplicationFile"] == "local:///app/2026-01-01.py"
    assert kubernetes.sent("POST pods") == []


def test_spark_application_gets_defaults(world, kubernetes):
    run = owned_by_run(deadline=timedelta(hours=7), keep_failed_for=timedelta(days=1))
    world.run(world.spark(pre_execute=run))

    spec = born(kubernetes, "sparkapplications")["spec"]
    assert spec["timeToLiveSeconds"] == 86400
    assert spec["restartPolicy"] == {"type": "Never"}


def test_spark_application_keeps_what_it_says(world, kubernetes, owned):
    manifest = SPARK + "  timeToLiveSeconds: 60\n  restartPolicy: {type: OnFailure}\n"
    world.run(world.spark(manifest, pre_execute=owned))

    spec = born(kubernetes, "sparkapplications")["spec"]
    assert spec["timeToLiveSeconds"] == 60
    assert spec["restartPolicy"] == {"type": "OnFailure"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("restartPolicy: {type: OnFailure}", "restartPolicy OnFailure would have"),
        ("restartPolicy: {type: Always}", "restartPolicy Always would have"),
        ("timeToLiveSeconds: 86399", "timeToLiveSeconds 86399 is shorter .* 86400 s"),
        ('timeToLiveSeconds: "1d"', "timeToLiveSeconds 1d"),
    ],
)
def test_spark_application_that_cannot_be_kept(world, kubernetes, line, message):
    run = owned_by_run(deadline=timedelta(hours=7), keep_failed_for=timedelta(days=1))
    with pytest.raises(RunError, match=f"SparkApplication .*: {message}"):
        world.run(world.spark(f"{SPARK}  {line}\n", pre_execute=run))
    assert kubernetes.all("sparkapplications") == []


@pytest.mark.parametrize("ttl", [86400, -1])
def test_spark_application_that_can_be_kept(world, kubernetes, ttl):
    run = owned_by_run(deadline=timedelta(hours=7), keep_failed_for=timedelta(days=1))
    lines = f"  timeToLiveSeconds: {ttl}\n  restartPolicy: {{type: Never}}\n"
    world.run(world.spark(SPARK + lines, pre_execute=run))
    assert born(kubernetes, "sparkapplications")["spec"]["timeToLiveSeconds"] == ttl


def test_spark_application_from_template_spec(world, kubernetes, owned):
    import yaml

    task = world.spark(
        application_file=None, template_spec=yaml.safe_load(SPARK), pre_execute=owned
    )
    world.run(task)
    assert born(kubernetes, "sparkapplications")["metadata"]["ownerReferences"] == [
        world.owner()
    ]


def test_anchor(world, owned):
    run = owned_by_run(
        deadline=timedelta(hours=7),
        labels={"team": "data"},
        annotations={"policy/exempt": "yes"},
        image="registry.example/pause:1",
    )
    world.run(world.pod(pre_execute=run))

    anchor = world.anchor()
    run_hash = run.run_hash("nightly_sales", "manual__1")
    assert anchor["metadata"]["name"] == "tidydag-run-" + run_hash
    assert anchor["metadata"]["labels"] == {
        "team": "data",
        "tidydag.io/run": run_hash,
        "tidydag.io/dag": "nightly_sales",
        "app.kubernetes.io/managed-by": "tidydag",
    }
    assert anchor["metadata"]["annotations"] == {
        "policy/exempt": "yes",
        "tidydag.io/dag-id": "nightly_sales",
        "tidydag.io/run-id": "manual__1",
    }
    spec = anchor["spec"]
    assert {k: v for k, v in spec.items() if k != "template"} == {
        "parallelism": 0,
        "backoffLimit": 0,
        "activeDeadlineSeconds": 7 * 3600,
        "ttlSecondsAfterFinished": 10,
    }
    pod = spec["template"]["spec"]
    assert pod["restartPolicy"] == "Never"
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    (container,) = pod["containers"]
    assert container["image"] == "registry.example/pause:1"
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert container["resources"]["requests"] and container["resources"]["limits"]


def test_extra_labels_are_on_objects(world, kubernetes):
    run = owned_by_run(deadline=timedelta(hours=7), labels={"team": "data"})
    world.run(world.pod(pre_execute=run))
    assert born(kubernetes, "pods")["metadata"]["labels"]["team"] == "data"


def test_labels_of_the_task_stay(world, kubernetes, owned):
    world.run(world.pod(labels={"app": "x"}, pre_execute=owned))
    assert born(kubernetes, "pods")["metadata"]["labels"]["app"] == "x"


def test_second_task_uses_the_same_anchor(world, kubernetes, owned):
    world.run(world.pod(pre_execute=owned))
    anchor = world.anchor()
    anchor["status"]["startTime"] = (
        datetime.now(timezone.utc) - timedelta(hours=2)
    ).strftime("%Y-%m-%dT%H:%M:%SZ")
    uid = anchor["metadata"]["uid"]
    world.run(world.pod(task_id="load", pre_execute=owned))

    anchor = world.anchor()
    assert anchor["metadata"]["uid"] == uid
    # Two hours are over, so now + 7 h is 9 h after the start.
    assert 9 * 3600 <= anchor["spec"]["activeDeadlineSeconds"] <= 9 * 3600 + 60


def test_deadline_is_never_moved_earlier(world, kubernetes, owned):
    world.run(world.pod(pre_execute=owned))
    world.anchor()["spec"]["activeDeadlineSeconds"] = 100 * 3600
    world.run(world.pod(task_id="load", pre_execute=owned))
    assert world.anchor()["spec"]["activeDeadlineSeconds"] == 100 * 3600


def test_runs_and_deployments_have_their_own_anchor(world, kubernetes, owned):
    other = owned_by_run(deadline=timedelta(hours=7), deployment="test-airflow")
    world.run(world.pod(pre_execute=owned), run_id="a")
    world.run(world.pod(task_id="b", pre_execute=owned), run_id="b")
    world.run(world.pod(task_id="c", pre_execute=other), run_id="a")
    assert len(kubernetes.all("jobs")) == 3


def test_run_hash_is_stable():
    run = owned_by_run(deadline=timedelta(hours=1), deployment="prod-airflow")
    assert run.run_hash("d", "r") == "2745acfaf2d7a1ef4fbc"
    assert run.run_hash("d", "r") != owned_by_run(deadline=timedelta(hours=1)).run_hash(
        "d", "r"
    )


def test_owner_in_the_template_is_refused(world, kubernetes, owned):
    pod = k8s.V1Pod(
        metadata=k8s.V1ObjectMeta(
            owner_references=[
                k8s.V1OwnerReference(
                    api_version="v1", kind="ConfigMap", name="mine", uid="1"
                )
            ]
        ),
        spec=k8s.V1PodSpec(containers=[k8s.V1Container(name="base")]),
    )
    with pytest.raises(
        RunError, match="names ConfigMap mine as owner.*remove ownerReferences"
    ):
        world.run(world.pod(full_pod_spec=pod, pre_execute=owned))
    assert kubernetes.all("pods") == []


def test_namespace_of_the_template(world, kubernetes, owned):
    template = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"namespace": "elsewhere"},
        "spec": {"containers": [{"name": "base", "image": "busybox"}]},
    }
    world.run(world.pod(namespace=None, pod_template_dict=template, pre_execute=owned))
    assert world.anchor()["metadata"]["namespace"] == "elsewhere"
    assert kubernetes.only("pods")["metadata"]["namespace"] == "elsewhere"


def test_namespace_of_the_connection(world, kubernetes, owned, monkeypatch):
    monkeypatch.setenv(
        "AIRFLOW_CONN_K8S_ONPREM",
        '{"conn_type": "kubernetes", "extra": {"namespace": "batch"}}',
    )
    world.run(
        world.pod(namespace=None, kubernetes_conn_id="k8s_onprem", pre_execute=owned)
    )
    assert world.anchor()["metadata"]["namespace"] == "batch"
    assert kubernetes.only("pods")["metadata"]["namespace"] == "batch"


def test_owner_follows_where_the_pod_really_goes(world, kubernetes, owned, monkeypatch):
    """A pod_mutation_hook may send the pod to another namespace than the task says."""
    task = world.pod(pre_execute=owned)
    original = KubernetesPodOperator.build_pod_request_obj

    def elsewhere(self, context=None, **kwargs):
        pod = original(self, context, **kwargs)
        pod.metadata.namespace = "mutated"
        return pod

    monkeypatch.setattr(KubernetesPodOperator, "build_pod_request_obj", elsewhere)
    task, context = world.begin(task)
    pod = task.build_pod_request_obj(context)
    (there,) = [
        j for j in kubernetes.all("jobs") if j["metadata"]["namespace"] == "mutated"
    ]
    assert [r.uid for r in pod.metadata.owner_references] == [there["metadata"]["uid"]]


def test_doing_it_again_changes_nothing(world, kubernetes, owned):
    """Airflow calls pre_execute again when a deferred task resumes."""
    task, context = world.begin(world.pod(pre_execute=owned))
    owned(context)
    owned(context)
    pod = task.build_pod_request_obj(context)
    assert len(pod.metadata.owner_references) == 1
    assert len(kubernetes.all("jobs")) == 1


def test_deferred_task(world, kubernetes, owned):
    from airflow.exceptions import TaskDeferred

    with pytest.raises(TaskDeferred):
        world.run(world.pod(deferrable=True, pre_execute=owned))
    assert born(kubernetes, "pods")["metadata"]["ownerReferences"] == [world.owner()]
    task, context = world.begin(
        world.pod(task_id="again", deferrable=True, pre_execute=owned)
    )
    pod = kubernetes.only("pods")["metadata"]
    event = {
        "status": "success",
        "name": pod["name"],
        "namespace": NAMESPACE,
        "message": "done",
    }
    task.trigger_reentry(context, event)
    assert kubernetes.only("pods")["metadata"]["ownerReferences"] == [world.owner()]


def test_a_preview_does_not_touch_the_cluster(world, kubernetes, owned):
    task, _ = world.begin(world.pod(pre_execute=owned))
    before = len(kubernetes.requests)
    task.dry_run()
    assert len(kubernetes.requests) == before


def test_other_operators_are_refused(world, owned):
    task = BaseOperator(task_id="notify", dag=world.dag, pre_execute=owned)
    with pytest.raises(RunError, match="Task notify: .* BaseOperator is none of them"):
        world.begin(task)


@pytest.mark.parametrize("operator", OF_CLOUDS)
def test_operators_of_clouds_are_refused(world, kubernetes, owned, operator):
    """Their cluster is not known yet when the owner is made."""
    arguments = world.arguments(task_id="away", image="busybox", pre_execute=owned)
    message = f"Task away: {operator.__name__} finds its cluster in a way of its own"
    with pytest.raises(RunError, match=message):
        world.begin(operator(**arguments))
    assert kubernetes.requests == []


def test_cluster_that_changes_after_the_owner_was_made(world, kubernetes, owned):
    arguments = world.arguments(task_id="late", image="busybox", pre_execute=owned)
    with pytest.raises(RunError, match="Task late: LateOperator finds its cluster"):
        world.run(LateOperator(**arguments))
    assert kubernetes.all("pods") == []


def test_config_maps(world, kubernetes):
    run = owned_by_run(
        deadline=timedelta(hours=7), config_maps={"etl-conf": {"app.conf": "a=1\n"}}
    )
    world.dag.user_defined_macros = {"run_config_map": run.config_map_name}
    volume = k8s.V1Volume(
        name="conf",
        config_map=k8s.V1ConfigMapVolumeSource(
            name="{{ run_config_map('etl-conf', dag_run) }}"
        ),
    )
    world.run(world.pod(volumes=[volume], pre_execute=run))
    world.run(world.pod(task_id="load", pre_execute=run))

    made = kubernetes.only("configmaps")
    name = "etl-conf-" + run.run_hash("nightly_sales", "manual__1")[:8]
    assert made["metadata"]["name"] == name
    assert made["metadata"]["ownerReferences"] == [world.owner()]
    assert made["data"] == {"app.conf": "a=1\n"}
    pod = kubernetes.all("pods")[0]
    if pod["metadata"]["labels"]["task_id"] != "extract":
        pod = kubernetes.all("pods")[1]
    (conf,) = [v for v in pod["spec"]["volumes"] if v["name"] == "conf"]
    assert conf["configMap"]["name"] == name


def test_config_map_of_another_owner(world, kubernetes):
    run = owned_by_run(
        deadline=timedelta(hours=7), config_maps={"etl-conf": {"a": "1"}}
    )
    name = "etl-conf-" + run.run_hash("nightly_sales", "manual__1")[:8]
    kubernetes.put("configmaps", NAMESPACE, name, data={"a": "1"})
    with pytest.raises(RunError, match="belongs to something else"):
        world.run(world.pod(pre_execute=run))


def test_config_map_with_other_data(world, kubernetes):
    one = owned_by_run(
        deadline=timedelta(hours=7), config_maps={"etl-conf": {"a": "1"}}
    )
    two = owned_by_run(
        deadline=timedelta(hours=7), config_maps={"etl-conf": {"a": "2"}}
    )
    world.run(world.pod(pre_execute=one))
    with pytest.raises(RunError, match="holds other data"):
        world.run(world.pod(task_id="load", pre_execute=two))


def test_labels_alone(world, kubernetes):
    run = labelled_by_run(deployment="prod-airflow")
    world.run(world.pod(pre_execute=run))
    world.run(world.spark(pre_execute=run))
    world.run(world.job(pre_execute=run))

    wanted = run_labels(world, run).items()
    for kind in ("pods", "sparkapplications", "jobs"):
        bodies = [r.body for r in kubernetes.sent(f"POST {kind}")]
        assert bodies
        for body in bodies:
            assert body["metadata"]["labels"].items() >= wanted
            assert "ownerReferences" not in body["metadata"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"deadline": timedelta(0)}, "deadline=0:00:00 is shorter"),
        (
            {"deadline": timedelta(hours=1), "deployment": "a b"},
            "deployment='a b' is not",
        ),
        ({"deadline": timedelta(hours=1), "keep_failed_runs": 0}, "keep_failed_runs=0"),
    ],
)
def test_impossible_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        owned_by_run(**arguments)


def test_retry_finds_the_pod_of_the_first_try(world, kubernetes, owned):
    from airflow.exceptions import TaskDeferred

    kubernetes.pod_phase = "Running"
    task = world.pod(deferrable=True, pre_execute=owned)
    for _ in range(2):
        with pytest.raises(TaskDeferred):
            world.run(task)
    assert len(kubernetes.sent("POST pods")) == 1
    assert kubernetes.only("pods")["metadata"]["ownerReferences"] == [world.owner()]


def test_first_try_does_not_take_the_pod_of_another_deployment(
    world, kubernetes, owned
):
    from airflow.exceptions import TaskDeferred

    kubernetes.pod_phase = "Running"
    other = owned_by_run(deadline=timedelta(hours=7), deployment="test-airflow")
    for run in (other, owned):
        task = world.pod(deferrable=True, pre_execute=run)
        with pytest.raises(TaskDeferred):
            world.run(task)
        world.dag = world.new_dag("nightly_sales")
    assert len(kubernetes.sent("POST pods")) == 2
