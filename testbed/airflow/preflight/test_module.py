"""What the module makes of an API server's answers."""

from __future__ import annotations

from typing import Any

import pytest
import tidydag_preflight as module
from tidydag_preflight import Preflight, PreflightFailed

CHECK = {"check": "PRE000", "todo": "do it"}


class Answers:
    """An API server that says the same to everything, and keeps what it was asked."""

    def __init__(self, code: int, body: Any) -> None:
        self.answer = code, body
        self.asked: list[tuple[Any, ...]] = []

    def get(self, *asked: Any) -> tuple[int, Any]:
        self.asked.append(asked)
        return self.answer

    def post(self, *asked: Any) -> tuple[int, Any]:
        self.asked.append(asked)
        return self.answer


def table(**cells: str) -> dict[str, Any]:
    return {
        "columnDefinitions": [{"name": name} for name in cells],
        "rows": [{"cells": list(cells.values())}],
    }


def thing(kind: str) -> dict[str, Any]:
    return {**CHECK, "kind": kind, "path": "/a/b", "name": "b"}


@pytest.mark.parametrize(
    ("kind", "code", "body", "status"),
    [
        ("secrets", 200, table(Name="b", Type="Opaque"), "ok"),
        ("secrets", 404, "not found", "failed"),
        ("secrets", 403, "forbidden", "unknown"),
        (module.PULL_SECRET, 200, table(Type="Opaque"), "failed"),
        (module.PULL_SECRET, 200, table(Type="kubernetes.io/dockerconfigjson"), "ok"),
        (module.CLAIM, 200, table(Status="Bound"), "ok"),
        (module.CLAIM, 200, table(Status="Lost"), "failed"),
        (module.NAMESPACE, 200, table(Status="Active"), "ok"),
        (module.NAMESPACE, 200, table(Status="Terminating"), "failed"),
        (module.SERVED, 200, {"resources": [{"name": "sparkapplications"}]}, "ok"),
        (module.SERVED, 200, {"resources": [{"name": "sparkconnects"}]}, "failed"),
        (module.SERVED, 404, "not found", "failed"),
    ],
)
def test_objects(kind: str, code: int, body: Any, status: str) -> None:
    assert module.object_answer(Answers(code, body), thing(kind))[:2] == (
        status,
        "PRE000",
    )


def test_a_secret_is_asked_for_without_its_values() -> None:
    api = Answers(200, table(Type="Opaque"))
    module.object_answer(api, thing("secrets"))
    assert api.asked == [("/a/b?includeObject=None", module.TABLE)]


def test_rights_are_asked_one_by_one() -> None:
    api = Answers(201, {"status": {"allowed": True}})
    one = {**CHECK, "namespace": "n", "may": [["create", "", "pods/exec"]]}
    assert module.right_answer(api, one)[0] == "ok"
    ((path, review),) = api.asked
    assert path.endswith("/selfsubjectaccessreviews")
    assert review["spec"]["resourceAttributes"] == {
        "verb": "create",
        "group": "",
        "resource": "pods",
        "subresource": "exec",
        "namespace": "n",
    }


def test_what_is_lacking_is_named() -> None:
    api = Answers(201, {"status": {"allowed": False}})
    who = {"user": "system:serviceaccount:n:spark", "groups": ["system:authenticated"]}
    one = {
        **CHECK,
        "namespace": "n",
        "who": who,
        "may": [["patch", "batch", "jobs"], ["get", "", "pods"]],
    }
    status, _, message, _ = module.right_answer(api, one)
    assert status == "failed"
    assert message.endswith("may not, in n: patch jobs.batch, get pods")
    assert api.asked[0][0].endswith("/subjectaccessreviews")
    assert api.asked[0][1]["spec"]["user"] == who["user"]


def test_who_may_not_ask_does_not_know() -> None:
    one = {**CHECK, "namespace": "n", "may": [["get", "", "pods"]]}
    assert module.right_answer(Answers(403, "no"), one)[0] == "unknown"


@pytest.mark.parametrize(
    ("code", "status"),
    [(201, "ok"), (403, "failed"), (422, "failed"), (500, "unknown"), (0, "unknown")],
)
def test_what_tasks_create_is_tried_and_not_created(code: int, status: str) -> None:
    api = Answers(code, "said")
    one = {"check": "PRE407", "task": "t", "path": "/p", "body": {"kind": "Pod"}}
    assert module.create_answer(api, one)[0] == status
    assert api.asked == [("/p?dryRun=All", {"kind": "Pod"})]


def test_what_only_a_run_knows_is_not_tried() -> None:
    api = Answers(201, {})
    one = {"check": "PRE407", "task": "t", "path": "/p", "body": None}
    assert module.create_answer(api, one)[0] == "unknown"
    assert api.asked == []


def test_the_task_fails_if_something_is_missing(monkeypatch, caplog) -> None:
    task = Preflight(task_id="check", objects=[thing("secrets")])
    answers = [("ok", "PRE101", "answers", ""), ("failed", "PRE602", "gone", "make it")]
    monkeypatch.setattr(task, "answers", lambda api: iter(answers))
    monkeypatch.setattr(module, "Api", lambda client: None)
    hook = "airflow.providers.cncf.kubernetes.hooks.kubernetes.KubernetesHook"
    monkeypatch.setattr(hook + ".__init__", lambda self, **kwargs: None)
    monkeypatch.setattr(hook + ".get_conn", lambda self: None)
    with pytest.raises(PreflightFailed, match="1 ok, 1 failed, 0 unknown"):
        task.execute({})
    answers.pop()
    task.execute({})
