"""The API server's audit log: who asked for what, in which namespace, and what was refused. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

# How the names of anchors begin.
ANCHOR = "tidydag-run-"


class Right(NamedTuple):
    group: str
    resource: str
    verb: str

    def __str__(self) -> str:
        return f"{self.verb} {self.resource}{'.' + self.group if self.group else ''}"


class Call(NamedTuple):
    user: str
    namespace: str
    group: str
    resource: str
    """With its subresource, as RBAC writes it: pods/log."""
    verb: str
    name: str
    code: int
    seconds: float

    @property
    def right(self) -> Right:
        return Right(self.group, self.resource, self.verb)


def account(namespace: str, name: str) -> str:
    """The user that a ServiceAccount is to the API server."""
    return f"system:serviceaccount:{namespace}:{name}"


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """What ServiceAccounts asked for in namespaces."""
    for line in lines:
        event = json.loads(line)
        user = event["user"]["username"]
        if not user.startswith("system:serviceaccount:") or event["stage"] != "ResponseComplete" or "objectRef" not in event:
            continue
        what = event["objectRef"]
        resource = what["resource"] + (f"/{what['subresource']}" if "subresource" in what else "")
        begun, done = (
            datetime.fromisoformat(event[key].replace("Z", "+00:00"))
            for key in ("requestReceivedTimestamp", "stageTimestamp")
        )
        yield Call(
            user,
            what.get("namespace", ""),
            what.get("apiGroup", ""),
            resource,
            event["verb"],
            what.get("name", ""),
            event["responseStatus"].get("code", 0),
            (done - begun).total_seconds(),
        )


def used(found: Iterable[Call]) -> set[Right]:
    return {call.right for call in found if call.code != 403}


def granted(manifests: Iterable[Mapping[str, Any]], user: str) -> set[Right]:
    """What Roles give to an account, by the RoleBindings beside them."""
    manifests = list(manifests)
    bound = {
        (binding["metadata"]["namespace"], binding["roleRef"]["name"])
        for binding in manifests
        if binding["kind"] == "RoleBinding"
        for subject in binding["subjects"]
        if account(subject["namespace"], subject["name"]) == user
    }
    return {
        Right(group, resource, verb)
        for role in manifests
        if role["kind"] == "Role" and (role["metadata"]["namespace"], role["metadata"]["name"]) in bound
        for rule in role["rules"]
        for group in rule["apiGroups"]
        for resource in rule["resources"]
        for verb in rule["verbs"]
    }
