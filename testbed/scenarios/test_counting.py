"""The pure parts; run by pytest without a cluster."""

from __future__ import annotations

import json
import subprocess

import pytest
import requests

import audit
import kube
import rest
import table
from cells import Scenario
from counting import Thing, Timeline, by_kind
from main import FAMILIES
from outcome import Outcome, count, only_another_fault, violations

POD = Thing("Pod", "work", "1")
JOB = Thing("Job", "anchor", "2")
ENDED = Thing("ended container", "work", "3")


def timeline(*seen: tuple[float, set[Thing]], baseline: frozenset[str] = frozenset()) -> Timeline:
    made = Timeline(baseline)
    for second, things in seen:
        made.add(second, things)
    return made


def test_what_was_there_before_and_events_do_not_count():
    seen = timeline((1, {POD, JOB, Thing("Event", "e", "9")}), baseline=frozenset({"2"}))
    assert seen.at(1) == {POD}


def test_what_belongs_to_no_run_does_not_count():
    seen = Timeline()
    seen.spared.add("work")
    seen.add(1, {POD, JOB, ENDED})
    assert seen.at(1) == {JOB}


def test_the_last_look_before_a_second_counts():
    seen = timeline((1, {POD}), (4, set()))
    assert seen.at(0) == frozenset()
    assert seen.at(3.9) == {POD}
    assert seen.at(4) == frozenset()


def test_gone_is_when_nothing_was_seen_again():
    assert timeline((1, {POD}), (4, set()), (7, {JOB}), (12, set())).gone(5) == 7
    assert timeline((1, {POD}), (4, set())).gone(5) == 0
    assert timeline((1, {POD})).gone(0) is None
    assert timeline().gone(0) == 0


def test_a_container_that_has_ended_does_not_delay_but_counts_at_last():
    seen = timeline((1, {POD}), (4, {ENDED}))
    assert seen.gone(1) == 3
    outcome = Outcome("s", "anchor", "3.3.2", ended="success", expected_end="success")
    count(outcome, [seen], ended=1, last=5)
    assert outcome.left_soon == {}
    assert outcome.left_at_last == {"ended container": 1}
    assert violations(outcome) == ["left after the deadline: 1 ended container"]
    assert seen.swept_soon()


def test_a_container_that_is_swept_in_time_does_not_count():
    seen = timeline((1, {POD}), (4, {ENDED}), (90, set()))
    outcome = Outcome("s", "anchor", "3.3.2")
    count(outcome, [seen], ended=1, last=5)
    assert outcome.left_at_last == {}
    assert not seen.swept_soon()


def test_all_namespaces_of_a_cell_count():
    outcome = Outcome("s", "none", "3.3.2")
    count(outcome, [timeline((1, {POD}), (2, set())), timeline((1, {JOB}))], ended=1, last=9)
    assert outcome.made == {"Job": 1, "Pod": 1}
    assert outcome.left_at_last == {"Job": 1}
    assert outcome.gone_after is None


def test_a_container_that_ctr_could_not_tell_of_counts_at_the_next_look(monkeypatch, tmp_path):
    failing = [True]

    def ctr(*arguments: str) -> list[str]:
        if arguments[:2] == ("containers", "info"):
            if failing:
                raise subprocess.CalledProcessError(1, failing.pop())
            return [json.dumps({"Labels": {"io.kubernetes.pod.namespace": "ns", "io.kubernetes.pod.name": "work"}})]
        return ["one 17 RUNNING"] if arguments == ("tasks", "ls") else ["one"]

    monkeypatch.setattr(kube, "Kube", lambda kubeconfig: None)
    cluster = kube.Cluster(tmp_path)
    monkeypatch.setattr(cluster, "_ctr", ctr)
    assert cluster.containers() == []
    assert cluster.containers() == [("ns", Thing("container", "work", "one"))]


def test_a_lost_answer_of_airflow(monkeypatch):
    def airflow(*answers: int | Exception) -> rest.Rest:
        left = list(answers)

        def answer(*_: object, **__: object) -> requests.Response:
            next_one = left.pop(0)
            if isinstance(next_one, Exception):
                raise next_one
            response = requests.Response()
            response.status_code, response._content = next_one, b""
            return response

        monkeypatch.setattr(requests, "request", answer)
        monkeypatch.setattr(rest.time, "sleep", lambda seconds: None)
        return rest.Rest(3, "http://airflow", ("", ""))

    airflow(requests.ConnectionError(), 409).trigger("dag", "run")
    airflow(requests.ReadTimeout(), 409).trigger("dag", "run")
    airflow(requests.ReadTimeout(), 200).run("dag", "run")
    with pytest.raises(requests.HTTPError):
        airflow(409).trigger("dag", "run")
    with pytest.raises(requests.ReadTimeout):
        airflow(requests.ReadTimeout(), 200).mark_run("dag", "run", "failed")


def test_what_is_promised():
    def broken(column: str, **values) -> list[str]:
        return violations(Outcome("s", column, "3.3.2", ended="success", expected_end="success", created=1, **values))

    assert broken("anchor") == []
    assert broken("anchor", left_at_last={"Pod": 2}) == ["left after the deadline: 2 Pod"]
    assert broken("handwritten", left_at_last={"Pod": 2}) == []
    assert broken("anchor", left_soon={"Job": 1}) == []
    assert broken("teardown", left_soon={"Job": 1}, released=True) == ["left 60 s after the run was released: 1 Job"]
    assert broken("anchor", releases=True) == ["nobody released the run"]
    assert broken("anchor", releases=False, released=True) == ["the run was released: the fault was another one"]
    assert broken("anchor", anchor_pods=1) == ["1 pods of anchors"]
    assert broken("anchor", anchors=2, runs=2) == []
    assert broken("anchor", anchors=3, runs=2) == ["3 anchors for 2 runs in 1 namespaces"]
    assert broken("anchor", anchor_seconds=2.1, runs=2) == ["the calls about the anchor took 2.1 s"]
    assert broken("handwritten", harmed=["a pod of another run"]) == ["a pod of another run"]


def test_what_is_kept():
    def broken(**kept: int) -> list[str]:
        outcome = Outcome("s", "anchor", "3.3.2", ended="failed", created=1, released=True, left_soon={"Job": 1})
        outcome.to_keep, outcome.kept = {"Job": 1, "Pod": 2}, kept
        return violations(outcome)

    assert broken(Job=1, Pod=2) == []
    assert broken(Job=1, Pod=2, ConfigMap=1) == [], "what is not named may be there"
    assert broken(Job=1, Pod=1) == ["kept was 1 Job, 1 Pod, not 1 Job, 2 Pod"]
    assert broken(Job=1, Pod=2, container=1) == ["kept was 1 Job, 2 Pod, 1 container, not 1 Job, 2 Pod"], "it still runs"


def test_a_right_that_lacks_and_one_that_nobody_misses():
    def broken(forbids: list[str], used: list[str] = [], **refused: int) -> list[str]:
        named = {right.replace("_", " "): n for right, n in refused.items()}
        return violations(Outcome("s", "anchor", "3.3.2", ended="success", created=1, forbids=forbids, refused=named, used=used))

    assert broken(["get pods"], get_pods=3) == []
    assert broken([], get_pods=3) == ["the rendered RBAC lacks get pods"]
    assert broken([], used=["get pods"], get_pods=1) == [], "an API server that has just started"
    assert broken(["get pods", "list pods"], list_pods=1) == []
    assert broken(["get pods"]) == ["nobody missed get pods"]


def test_a_scenario_that_shows_nothing_is_broken():
    assert violations(Outcome("s", "none", "3.3.2", error="no pod came")) == ["could not run: no pod came"]
    outcome = Outcome("s", "none", "3.3.2", ended="success", expected_end="failed", created=0)
    assert len(violations(outcome)) == 2


def test_what_a_driver_was_refused():
    def broken(*refused: str, **values) -> list[str]:
        counts = {right: 1 for right in refused}
        return violations(Outcome("s", "anchor", "3.3.2", ended="success", created=1, spark_refused=counts, **values))

    assert broken("list persistentvolumeclaims") == [], "it goes on without"
    assert broken("watch pods") == ["the rendered RBAC lacks watch pods"]
    assert broken("watch pods", forbids=["watch pods"]) == []


def test_a_zero_is_written_down():
    written = Outcome("s", "none", "3.3.2", gone_after=0.0, created=0).as_json()
    assert (written["gone_after"], written["created"]) == (0.0, 0)
    assert "released" not in written and "made" not in written and "seconds" not in written


def test_kinds_are_counted():
    assert by_kind({POD, JOB, Thing("Pod", "other", "4")}) == {"Job": 1, "Pod": 2}


def test_calls_of_accounts():
    worker = audit.account("airflow", "worker")
    event = {
        "stage": "ResponseComplete",
        "user": {"username": worker},
        "verb": "get",
        "objectRef": {"resource": "pods", "subresource": "log", "namespace": "ns", "name": "work"},
        "responseStatus": {"code": 200},
        "requestReceivedTimestamp": "2026-01-01T00:00:00.000000Z",
        "stageTimestamp": "2026-01-01T00:00:00.250000Z",
    }
    other = {**event, "user": {"username": "admin"}}
    refused = {
        **event,
        "verb": "delete",
        "objectRef": {"resource": "jobs", "apiGroup": "batch"},
        "responseStatus": {"code": 403},
    }
    calls = list(audit.calls(map(json.dumps, (event, other, refused))))
    assert calls[0] == audit.Call(worker, "ns", "", "pods/log", "get", "work", 200, 0.25)
    assert [call.code for call in calls] == [200, 403]
    assert {str(right) for right in audit.used(calls)} == {"get pods/log"}


def test_what_is_granted_to_an_account():
    here = {"namespace": "ns", "name": "r"}
    role = {
        "kind": "Role",
        "metadata": here,
        "rules": [{"apiGroups": ["batch"], "resources": ["jobs"], "verbs": ["get", "delete"]}],
    }
    subject = {"kind": "ServiceAccount", "namespace": "airflow", "name": "worker"}
    binding = {"kind": "RoleBinding", "metadata": here, "roleRef": {"name": "r"}, "subjects": [subject]}
    worker = "system:serviceaccount:airflow:worker"
    assert {str(right) for right in audit.granted([role, binding], worker)} == {"get jobs.batch", "delete jobs.batch"}
    assert audit.granted([role, binding], "system:serviceaccount:ns:spark") == set()
    assert audit.granted([role], worker) == set()


def test_only_a_run_that_met_another_fault_is_played_again():
    def outcome(**what) -> Outcome:
        return Outcome("s", "anchor", "3", created=1, **what)

    assert only_another_fault(outcome(ended="failed", expected_end="success"))
    assert only_another_fault(outcome(error="TimeoutError: no pod"))
    assert not only_another_fault(outcome(ended="success", expected_end="success", made={"Pod": 1}))
    assert only_another_fault(outcome(ended="success", expected_end="success")), "nothing was made"
    assert not only_another_fault(outcome(ended="failed", expected_end="success", left_at_last={"Pod": 1}))
    assert not only_another_fault(outcome(ended="success", expected_end="success", left_at_last={"Pod": 1}))


def test_the_documentation_shows_what_was_counted():
    root = kube.TESTBED.parent
    outcomes = table.read(root / "docs/leaks.json")
    times = json.loads(table.TIMES.read_text())
    assert table.page(outcomes, FAMILIES, times).encode() == (root / "docs/leaks.md").read_bytes(), "run --table renews it"
    newest = [o for o in outcomes if o.airflow == table.NEWEST]
    assert table.summary(newest) in (root / "README.md").read_text(), "README shows the summary of docs/leaks.md"


def test_where_a_run_is_released():
    def releasing(column: str, releases) -> bool | None:
        return Scenario("s", "about", "", lambda cell: None, releases=releases).releasing(column)

    assert releasing("anchor", True) is True and releasing("handwritten", True) is None
    by_column = {"teardown": False, "*": None}
    assert releasing("teardown", by_column) is False and releasing("companion", by_column) is None


def test_what_an_older_airflow_can_play():
    def possible(since: str, airflow: str) -> bool:
        return Scenario("s", "about", "", lambda cell: None, since=since).possible(airflow)

    assert possible("2", "2.8.4") and possible("2.10", "2.10.5") and possible("3", "3.3.2")
    assert not possible("2.10", "2.8.4") and not possible("2.11", "2.10.5") and not possible("3", "2.11.2")
