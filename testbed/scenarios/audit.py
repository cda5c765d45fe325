"""The API server's audit log: who asked for what, in which namespace, and what was refused. Pure functions."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Iterable, Iterator, Mapping, NamedTuple


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


class Right(NamedTuple):
    group: str
    resource: str
    verb: str

    def __str__(self) -> str:
        return f"{self.verb} {self.resource}{'.' + self.group if self.group else ''}"


def calls(lines: Iterable[str], user: str) -> Iterator[Call]:
    """What one account asked for."""
    for line in lines:
        event = json.loads(line)
        if event["user"]["username"] != user or event["stage"] != "ResponseComplete" or "objectRef" not in event:
            continue
        what = event["objectRef"]
        resource = what["resource"] + (f"/{what['subresource']}" if "subresource" in what else "")
        begun, done = (datetime.fromisoformat(event[key].replace("Z", "+00:00")) for key in ("requestReceivedTimestamp", "stageTimestamp"))
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
    return {Right(c.group, c.resource, c.verb) for c in found if c.code != 403}


def granted(manifests: Iterable[Mapping[str, Any]]) -> set[Right]:
    """The verbs of Roles."""
    return {
        Right(group, resource, verb)
        for manifest in manifests
        if manifest["kind"] == "Role"
        for rule in manifest["rules"]
        for group in rule["apiGroups"]
        for resource in rule["resources"]
        for verb in rule["verbs"]
    }
