"""Checks from inside Airflow whether a cluster has what a DAG's tasks need.

What a kubernetes_conn_id means is known to Airflow alone, and so is what its account may do. A
DAG of Preflight tasks, which `tidydag preflight --as-dag` writes, asks there: whether objects
exist, whether the account has its rights, and whether the API server takes what the tasks will
create. Nothing is changed: it reads, asks for access reviews, and creates with dryRun alone. No
Secret is read, but for its name and type.

Works on Airflow 2.8 to 3.3 with provider 8.0 to 10.25.
"""

from __future__ import annotations

import inspect
import json
from typing import Any, Iterator, Sequence

try:
    from airflow.sdk import BaseOperator
except ImportError:  # Airflow 2
    from airflow.models.baseoperator import BaseOperator

__all__ = ["Preflight", "PreflightFailed"]

OK = "ok"
FAILED = "failed"
UNKNOWN = "unknown"

# What is looked at more closely than whether it is there.
SERVED = "served"
PULL_SECRET = "pull secret"
CLAIM = "persistentvolumeclaims"
NAMESPACE = "namespaces"
PULL_TYPES = ("kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg")
REVIEWS = "/apis/authorization.k8s.io/v1/"
REQUEST_TIMEOUT = (10, 60)
# What kubectl get shows: no value of a Secret is in it, and no annotation.
TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1"


class PreflightFailed(RuntimeError):
    """Something that the tasks need is not there."""


class Preflight(BaseOperator):
    """Checks, says each answer in its log, and fails if something is missing.

    objects: {check, kind, path, name, todo} each; the API path of what must be there.
    rights: {check, namespace, may: [[verb, group, resource], ...]} each; with who: {user, groups}
        for another account than Airflow's own.
    creates: {check, task, path, body} each; what tasks will create; no body if only a run knows it.
    """

    template_fields: Sequence[str] = ()
    ui_color = "#d9ead3"

    def __init__(
        self,
        *,
        kubernetes_conn_id: str | None = "kubernetes_default",
        in_cluster: bool | None = None,
        config_file: str | None = None,
        cluster_context: str | None = None,
        objects: Sequence[dict[str, Any]] = (),
        rights: Sequence[dict[str, Any]] = (),
        creates: Sequence[dict[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.kubernetes_conn_id = kubernetes_conn_id
        self.in_cluster = in_cluster
        self.config_file = config_file
        self.cluster_context = cluster_context
        self.objects = objects
        self.rights = rights
        self.creates = creates

    def execute(self, context: Any) -> None:
        from airflow.providers.cncf.kubernetes.hooks.kubernetes import KubernetesHook

        hook = KubernetesHook(
            conn_id=self.kubernetes_conn_id,
            in_cluster=self.in_cluster,
            config_file=self.config_file,
            cluster_context=self.cluster_context,
        )
        api = Api(hook.get_conn())
        found = {OK: 0, FAILED: 0, UNKNOWN: 0}
        for status, check, message, todo in self.answers(api):
            found[status] += 1
            said = f"{status:7} {check} {message}"
            if status == OK:
                self.log.info("%s", said)
            else:
                self.log.warning("%s -> %s", said, todo)
        summary = ", ".join(f"{count} {status}" for status, count in found.items())
        if found[FAILED]:
            raise PreflightFailed(summary + "; the lines above say what to do")
        self.log.info("%s", summary)

    def answers(self, api: Api) -> Iterator[tuple[str, str, str, str]]:
        """What came of each check: status, id, message, what to do."""
        yield version_answer(api)
        for one in self.objects:
            yield object_answer(api, one)
        for one in self.rights:
            yield right_answer(api, one)
        for one in self.creates:
            yield create_answer(api, one)


class Api:
    """Answers of an API server as (code, body); whatever it refuses is an answer, too."""

    def __init__(self, client: Any) -> None:
        from kubernetes.client import ApiClient

        self.client = client
        # It was response_type before the client 36; hooks wrap the client without a signature.
        names = inspect.signature(ApiClient.call_api).parameters
        self.as_object = (
            {"response_types_map": {200: "object", 201: "object"}}
            if "response_types_map" in names
            else {"response_type": "object"}
        )

    def get(self, path: str, accept: str = "application/json") -> tuple[int, Any]:
        return self.ask("GET", path, accept, None)

    def post(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        return self.ask("POST", path, "application/json", body)

    def ask(self, method: str, path: str, accept: str, body: Any) -> tuple[int, Any]:
        from kubernetes.client.exceptions import ApiException
        from urllib3.exceptions import HTTPError

        query = []
        if "?" in path:
            path, _, rest = path.partition("?")
            query = [tuple(pair.split("=", 1)) for pair in rest.split("&")]
        try:
            answer, code, _ = self.client.call_api(
                path,
                method,
                query_params=query,
                header_params={"Accept": accept, "Content-Type": "application/json"},
                body=body,
                auth_settings=["BearerToken"],
                _request_timeout=REQUEST_TIMEOUT,
                **self.as_object,
            )
            return code, answer
        except ApiException as e:
            return e.status or 0, message_of(e)
        except HTTPError as e:  # nobody answers
            return 0, " ".join(str(e).split())


def message_of(error: Any) -> str:
    """What the server says of a refusal, on one line."""
    try:
        said = json.loads(error.body)["message"]
    except (TypeError, ValueError, KeyError):
        said = str(error.reason)
    return " ".join(str(said).split())


def version_answer(api: Api) -> tuple[str, str, str, str]:
    code, body = api.get("/version")
    if code == 200:
        return OK, "PRE101", f"{body['gitVersion']}: answers", ""
    return UNKNOWN, "PRE101", f"/version: {code} {body}", "ask for get on /version"


def object_answer(api: Api, one: dict[str, Any]) -> tuple[str, str, str, str]:
    check, name = one["check"], one["name"]
    if one["kind"] == SERVED:
        code, body = api.get(one["path"])
    else:
        code, body = api.get(one["path"] + "?includeObject=None", TABLE)
    if code == 404:
        return FAILED, check, f"{name}: is not there", one["todo"]
    if code != 200:
        return UNKNOWN, check, f"{name}: {code} {body}", one["todo"]
    if one["kind"] == SERVED:
        wrong = "" if serves_spark(body) else "serves no SparkApplications"
    else:
        wrong = wrong_in(one["kind"], cells_of(body))
    if wrong:
        return FAILED, check, f"{name}: {wrong}", one["todo"]
    return OK, check, f"{name}: is there", ""


def serves_spark(body: dict[str, Any]) -> bool:
    return any(one["name"] == "sparkapplications" for one in body["resources"])


def cells_of(table: dict[str, Any]) -> dict[str, Any]:
    """The first row of a table by its columns; empty for what is no table."""
    rows = table.get("rows") or [{}]
    names = [column["name"] for column in table.get("columnDefinitions") or []]
    return dict(zip(names, rows[0].get("cells") or []))


def wrong_in(kind: str, cells: dict[str, Any]) -> str:
    """What is wrong with an object that is there; empty if nothing is."""
    if kind == PULL_SECRET and cells.get("Type") not in PULL_TYPES:
        return f"is of the type {cells.get('Type')}, which the kubelet passes over"
    if kind == CLAIM and cells.get("Status") in ("Lost", "Terminating"):
        return f"is {cells['Status']}"
    if kind == NAMESPACE and cells.get("Status") == "Terminating":
        return "is being deleted, and takes nothing new"
    return ""


def right_answer(api: Api, one: dict[str, Any]) -> tuple[str, str, str, str]:
    check, namespace, who = one["check"], one["namespace"], one.get("who")
    name = who["user"] if who else "this account"
    kind = "SubjectAccessReview" if who else "SelfSubjectAccessReview"
    lacking = []
    for verb, group, resource in one["may"]:
        plural, _, below = resource.partition("/")
        spec = {
            **(who or {}),
            "resourceAttributes": {
                "verb": verb,
                "group": group,
                "resource": plural,
                "subresource": below,
                "namespace": namespace,
            },
        }
        review = {"apiVersion": "authorization.k8s.io/v1", "kind": kind, "spec": spec}
        code, body = api.post(REVIEWS + kind.lower() + "s", review)
        if code not in (200, 201):
            todo = "ask for create on " + kind.lower() + "s.authorization.k8s.io"
            return UNKNOWN, check, f"{name}: {code} {body}", todo
        if not body["status"].get("allowed"):
            lacking.append(f"{verb} {resource}{'.' + group if group else ''}")
    if lacking:
        message = f"{name}: may not, in {namespace}: {', '.join(lacking)}"
        return FAILED, check, message, "bind a Role with that"
    return OK, check, f"{name}: may do all that is needed in {namespace}", ""


def create_answer(api: Api, one: dict[str, Any]) -> tuple[str, str, str, str]:
    check, task = one["check"], one["task"]
    if one.get("body") is None:
        return (
            UNKNOWN,
            check,
            f"{task}: only a run knows its object",
            "see its first run",
        )
    code, body = api.post(one["path"] + "?dryRun=All", one["body"])
    if code in (200, 201):
        return OK, check, f"{task}: the API server takes what it creates", ""
    if code == 403 and "exceeded quota" in str(body):
        return UNKNOWN, check, f"{task}: {body}", "it may fit when others have ended"
    if code in (400, 403, 404, 409, 422):
        return FAILED, check, f"{task}: {code} {body}", "change what the message names"
    return UNKNOWN, check, f"{task}: {code} {body}", "try again"
