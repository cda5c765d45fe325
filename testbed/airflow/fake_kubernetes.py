"""As much of the Kubernetes API, in memory, as Airflow's operators and the helper module use.

Pods end at once, Jobs get a startTime, SparkApplications complete and get a driver pod. Every
request is recorded; faults and suspension can be asked for.
"""

from __future__ import annotations

import json
import re
import threading
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable
from urllib.parse import parse_qs, urlsplit

PATH = re.compile(
    r"/(?:api/v1|apis/(?P<group>[^/]+)/[^/]+)/namespaces/(?P<namespace>[^/]+)"
    r"/(?P<kind>[a-z]+)(?:/(?P<name>[^/]+))?(?:/(?P<sub>status|log))?"
)
KINDS = {
    "pods": ("v1", "Pod"),
    "configmaps": ("v1", "ConfigMap"),
    "events": ("v1", "Event"),
    "jobs": ("batch/v1", "Job"),
    "sparkapplications": ("sparkoperator.k8s.io/v1beta2", "SparkApplication"),
}


def timestamp(ago: float = 0) -> str:
    moment = datetime.now(timezone.utc) - timedelta(seconds=ago)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Request:
    method: str
    kind: str
    namespace: str
    name: str | None
    query: dict[str, str]
    body: Any
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.kind}" + (f"/{self.name}" if self.name else "")


@dataclass
class Fault:
    """Answers the next `times` requests that read like `what`, such as `POST jobs`."""

    what: str
    status: int
    message: str
    times: int


@dataclass
class FakeKubernetes:
    pod_phase: str = "Succeeded"
    suspend_jobs: bool = False
    start_jobs: bool = True
    spark_operator: bool = True
    objects: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    before: Callable[[Request], None] | None = None

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self.version = 100
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                text = self.rfile.read(length)
                body = json.loads(text) if text else None
                status, answer = fake.answer(self.command, self.path, body)
                plain = isinstance(answer, str)
                data = answer.encode() if plain else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header(
                    "Content-Type", "text/plain" if plain else "application/json"
                )
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_any

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(
            target=self.server.serve_forever, args=(0.05,), daemon=True
        ).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def kubeconfig(self, path: Path) -> str:
        """Writes a kubeconfig with the one context `fake`."""
        path.write_text(
            json.dumps(
                {
                    "apiVersion": "v1",
                    "kind": "Config",
                    "clusters": [{"name": "fake", "cluster": {"server": self.url}}],
                    "users": [{"name": "fake", "user": {"token": "none"}}],
                    "contexts": [
                        {"name": "fake", "context": {"cluster": "fake", "user": "fake"}}
                    ],
                    "current-context": "fake",
                }
            )
        )
        return str(path)

    # What tests look at and set up.

    def all(self, kind: str) -> list[dict[str, Any]]:
        with self.lock:
            return [o for (k, _, _), o in sorted(self.objects.items()) if k == kind]

    def only(self, kind: str) -> dict[str, Any]:
        found = self.all(kind)
        assert len(found) == 1, [o["metadata"]["name"] for o in found]
        return found[0]

    def sent(self, what: str) -> list[Request]:
        """Requests that read like `what`, a regular expression on `METHOD kind/name`."""
        return [r for r in self.requests if re.fullmatch(what, str(r))]

    def fail(
        self, what: str, status: int, message: str = "made up", times: int = 1
    ) -> None:
        self.faults.append(Fault(what, status, message, times))

    def put(
        self, kind: str, namespace: str, name: str, /, **parts: Any
    ) -> dict[str, Any]:
        """Stores an object as if it had been there before."""
        with self.lock:
            body = {"metadata": {"name": name}}
            if kind == "pods":
                body["spec"] = {"containers": [{"name": "base"}]}
            _merge(body, parts)
            return self._create(kind, namespace, body)

    def remove(self, kind: str, namespace: str, name: str) -> None:
        """Deletes an object and, as the garbage collector does, what only it owned."""
        with self.lock:
            gone = self.objects.pop((kind, namespace, name), None)
            if gone is None:
                return
            for (k, ns, n), o in list(self.objects.items()):
                owners = o["metadata"].get("ownerReferences") or []
                if ns == namespace and [r["uid"] for r in owners] == [
                    gone["metadata"]["uid"]
                ]:
                    self.remove(k, ns, n)

    # The API.

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        parts = urlsplit(path)
        if parts.path == "/version":
            return 200, {"major": "1", "minor": "36", "gitVersion": "v1.36.1"}
        match = PATH.fullmatch(parts.path)
        if match is None or match["kind"] not in KINDS:
            return _status(
                404, f"the server could not find the requested resource {path}"
            )
        query = {k: v[0] for k, v in parse_qs(parts.query).items()}
        request = Request(
            method, match["kind"], match["namespace"], match["name"], query, body, path
        )
        if self.before is not None:
            self.before(request)
        with self.lock:
            self.requests.append(request)
            for fault in self.faults:
                if fault.times > 0 and re.fullmatch(fault.what, str(request)):
                    fault.times -= 1
                    return _status(fault.status, fault.message)
            if request.kind == "sparkapplications" and not self.spark_operator:
                return _status(404, "the server could not find the requested resource")
            if match["sub"] == "log":
                return 200, f"{timestamp()} hello\n"
            return getattr(self, "do_" + method.lower())(request)

    def do_post(self, request: Request) -> tuple[int, Any]:
        body = request.body
        key = (request.kind, request.namespace, body["metadata"].get("name"))
        if key in self.objects:
            return _status(
                409, f"{request.kind} {key[2]!r} already exists", "AlreadyExists"
            )
        return 201, self._create(request.kind, request.namespace, body)

    def do_get(self, request: Request) -> tuple[int, Any]:
        if request.name is None:
            if request.query.get("watch"):
                return 200, ""
            return 200, {
                "apiVersion": KINDS[request.kind][0],
                "kind": KINDS[request.kind][1] + "List",
                "metadata": {"resourceVersion": str(self.version)},
                "items": [
                    o
                    for (kind, namespace, _), o in sorted(self.objects.items())
                    if (kind, namespace) == (request.kind, request.namespace)
                    and _selected(o, request.query)
                ],
            }
        found = self.objects.get((request.kind, request.namespace, request.name))
        return (200, found) if found else _status(404, f"{request} not found")

    def do_patch(self, request: Request) -> tuple[int, Any]:
        found = self.objects.get((request.kind, request.namespace, request.name or ""))
        if found is None:
            return _status(404, f"{request} not found")
        wanted = (request.body.get("metadata") or {}).get("resourceVersion")
        if wanted not in (None, found["metadata"]["resourceVersion"]):
            return _status(409, "the object has been modified", "Conflict")
        _merge(found, request.body)
        self._touch(found)
        return 200, found

    do_put = do_patch

    def do_delete(self, request: Request) -> tuple[int, Any]:
        found = self.objects.get((request.kind, request.namespace, request.name or ""))
        if found is None:
            return _status(404, f"{request} not found")
        uid = ((request.body or {}).get("preconditions") or {}).get("uid")
        if uid not in (None, found["metadata"]["uid"]):
            return _status(409, "Precondition failed: UID", "Conflict")
        self.remove(request.kind, request.namespace, request.name or "")
        return 200, found

    def _create(
        self, kind: str, namespace: str, body: dict[str, Any]
    ) -> dict[str, Any]:
        made = json.loads(json.dumps(body))
        made["apiVersion"], made["kind"] = KINDS[kind]
        metadata = made["metadata"]
        metadata["namespace"] = namespace
        metadata["uid"] = str(uuid.uuid4())
        metadata.setdefault("creationTimestamp", timestamp())
        self._touch(made)
        self.objects[(kind, namespace, metadata["name"])] = made
        if kind == "jobs":
            if self.suspend_jobs:
                made.setdefault("spec", {})["suspend"] = True
            elif self.start_jobs:
                made.setdefault("status", {}).setdefault("startTime", timestamp())
        elif kind == "pods" and "status" not in made:
            made["status"] = self._pod_status(made)
        elif kind == "sparkapplications":
            made["status"] = {"applicationState": {"state": "COMPLETED"}}
            driver = made.get("spec", {}).get("driver", {})
            self._create(
                "pods",
                namespace,
                {
                    "metadata": {
                        "name": metadata["name"] + "-driver",
                        "labels": {**driver.get("labels", {}), "spark-role": "driver"},
                        "ownerReferences": [
                            {
                                "apiVersion": made["apiVersion"],
                                "kind": made["kind"],
                                "name": metadata["name"],
                                "uid": metadata["uid"],
                                "controller": True,
                            }
                        ],
                    },
                    "spec": {
                        "containers": [
                            {"name": "spark-kubernetes-driver", "image": "i"}
                        ]
                    },
                },
            )
        return made

    def _pod_status(self, pod: dict[str, Any]) -> dict[str, Any]:
        failed = self.pod_phase == "Failed"
        state: dict[str, Any] = {"running": {"startedAt": timestamp()}}
        if self.pod_phase in ("Succeeded", "Failed"):
            state = {
                "terminated": {
                    "exitCode": int(failed),
                    "reason": "Error" if failed else "Completed",
                    "startedAt": timestamp(),
                    "finishedAt": timestamp(),
                }
            }
        return {
            "phase": self.pod_phase,
            "startTime": timestamp(),
            "conditions": [{"type": "PodScheduled", "status": "True"}],
            "containerStatuses": [
                {
                    "name": c["name"],
                    "image": c.get("image", ""),
                    "imageID": "",
                    "ready": False,
                    "restartCount": 0,
                    "state": state,
                }
                for c in pod.get("spec", {}).get("containers", [])
            ],
        }

    def _touch(self, made: dict[str, Any]) -> None:
        self.version += 1
        made["metadata"]["resourceVersion"] = str(self.version)


def _status(code: int, message: str, reason: str = "") -> tuple[int, dict[str, Any]]:
    return code, {
        "apiVersion": "v1",
        "kind": "Status",
        "status": "Failure",
        "code": code,
        "message": message,
        "reason": reason,
    }


def _merge(target: dict[str, Any], patch: dict[str, Any]) -> None:
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        elif isinstance(value, dict) and isinstance(target.get(key), dict):
            _merge(target[key], value)
        else:
            target[key] = value


def _selected(found: dict[str, Any], query: dict[str, str]) -> bool:
    labels = found["metadata"].get("labels") or {}
    for term in filter(None, query.get("labelSelector", "").split(",")):
        if term.startswith("!"):
            if term[1:] in labels:
                return False
        elif "!=" in term:
            key, value = term.split("!=")
            if labels.get(key) == value:
                return False
        elif "=" in term:
            key, value = re.split("==?", term)
            if labels.get(key) != value:
                return False
        elif term not in labels:
            return False
    for term in filter(None, query.get("fieldSelector", "").split(",")):
        if term.startswith("status.phase!="):
            if found.get("status", {}).get("phase") == term.split("!=")[1]:
                return False
    return True
