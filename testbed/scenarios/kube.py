"""The cluster of testbed/up: its API by plain paths, its kinds, its containers."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import urllib3
import yaml
from kubernetes import client, config
from kubernetes.stream import stream

from counting import Thing

TESTBED = Path(__file__).resolve().parent.parent
PARTIAL = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
PATCH = "application/merge-patch+json"


@dataclass(frozen=True)
class Kind:
    """A namespaced kind that can be listed."""

    prefix: str
    resource: str
    name: str


class Kube:
    def __init__(self, kubeconfig: Path) -> None:
        self._api = config.new_client_from_config(str(kubeconfig))

    def request(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        accept: str = "application/json",
        query: Mapping[str, str] = {},
    ) -> Any:
        headers = {"Accept": accept, "Content-Type": PATCH if method == "PATCH" else "application/json"}
        answer = self._api.call_api(
            path, method, query_params=list(query.items()), header_params=headers, body=body,
            auth_settings=["BearerToken"], _return_http_data_only=True, _preload_content=False, _request_timeout=30,
        )  # fmt: skip
        return json.loads(answer.data)

    def get(self, path: str) -> Any:
        return self.request("GET", path)

    def find(self, path: str) -> Any | None:
        """The object, or None where there is none."""
        try:
            return self.get(path)
        except client.ApiException as e:
            if e.status == 404:
                return None
            raise

    def items(self, path: str, **query: str) -> list[dict[str, Any]]:
        return self.request("GET", path, query=query)["items"] or []

    def create(self, path: str, body: Mapping[str, Any]) -> Any:
        return self.request("POST", path, body)

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        return self.request("PATCH", path, body)

    def delete(self, path: str, **options: Any) -> None:
        try:
            self.request("DELETE", path, {"propagationPolicy": "Background", **options})
        except client.ApiException as e:
            if e.status != 404:
                raise

    def apply(self, manifest: Mapping[str, Any]) -> None:
        """Creates an RBAC object, a ServiceAccount or the like."""
        group = manifest["apiVersion"]
        base = f"/api/{group}" if "/" not in group else f"/apis/{group}"
        plural = manifest["kind"].lower() + "s"
        self.create(f"{base}/namespaces/{manifest['metadata']['namespace']}/{plural}", manifest)

    def kinds(self) -> list[Kind]:
        """Every namespaced kind that the API server can list, in its preferred version."""
        groups = [("/api/v1", "v1")]
        for group in self.get("/apis")["groups"]:
            version = group["preferredVersion"]["groupVersion"]
            groups.append((f"/apis/{version}", version))
        found = []
        for prefix, _ in groups:
            for resource in self.get(prefix)["resources"]:
                if resource["namespaced"] and "list" in resource["verbs"] and "/" not in resource["name"]:
                    found.append(Kind(prefix, resource["name"], resource["kind"]))
        return found


class Cluster:
    """A running cluster in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kubeconfig = folder / "kubeconfig"
        self.kube = Kube(self.kubeconfig)
        self._containers: dict[str, dict[str, str]] = {}

    @classmethod
    def start(cls, folder: Path, images: str) -> Cluster:
        subprocess.run([TESTBED / "up", folder, "--parent", str(os.getpid()), "--images", images], check=True)
        return cls(folder)

    def stop(self) -> None:
        subprocess.run([TESTBED / "down", self.folder], check=True)

    def control(self, verb: str, component: str) -> None:
        subprocess.run([TESTBED / "ctl", self.folder, verb, component], check=True, capture_output=True)

    def things(self, kinds: list[Kind]) -> dict[str, set[Thing]]:
        """Objects by namespace, and the containers of the node."""
        found: dict[str, set[Thing]] = {}
        for kind in kinds:
            answer = self.kube.request("GET", f"{kind.prefix}/{kind.resource}", accept=PARTIAL)
            for item in answer["items"] or ():
                metadata = item["metadata"]
                found.setdefault(metadata["namespace"], set()).add(Thing(kind.name, metadata["name"], metadata["uid"]))
        for thing in self.containers():
            found.setdefault(thing[0], set()).add(thing[1])
        return found

    def containers(self) -> list[tuple[str, Thing]]:
        """Containers of the node, sandboxes too, with their namespaces; `container` runs, `ended container` does not."""
        running = {line.split()[0] for line in self._ctr("tasks", "ls") if line.split()[-1] == "RUNNING"}
        found = []
        for identity in self._ctr("containers", "ls", "-q"):
            labels = self._containers.get(identity) or self._describe(identity)
            if labels is None:
                continue  # the next look asks again
            self._containers[identity] = labels
            if "io.kubernetes.pod.namespace" in labels:
                state = "container" if identity in running else "ended container"
                found.append(
                    (labels["io.kubernetes.pod.namespace"], Thing(state, labels["io.kubernetes.pod.name"], identity))
                )
        return found

    def execute(self, pod: Mapping[str, Any], *command: str) -> None:
        """Runs a short command in the pod's first container."""
        api = client.CoreV1Api(config.new_client_from_config(str(self.kubeconfig)))  # its own: a stream changes it
        connection = stream(
            api.connect_get_namespaced_pod_exec,
            pod["metadata"]["name"],
            pod["metadata"]["namespace"],
            container=pod["spec"]["containers"][0]["name"],
            command=list(command),
            stdout=True,
            stderr=True,
            _preload_content=False,
        )
        connection.run_forever(timeout=10)
        connection.close()

    def _describe(self, identity: str) -> dict[str, str] | None:
        try:
            return json.loads("\n".join(self._ctr("containers", "info", identity)))["Labels"] or {}
        except subprocess.CalledProcessError:
            return None  # gone in the meantime, or ctr got no answer

    def _ctr(self, *arguments: str) -> list[str]:
        command = ["ctr", "-a", str(self.folder / "containerd.sock"), "-n", "k8s.io", *arguments]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        return lines[1:] if lines and lines[0].startswith("TASK") else lines

    def account(self, namespace: str, name: str) -> Path:
        """Makes a ServiceAccount where there is none yet, and returns a kubeconfig with its token."""
        accounts = f"/api/v1/namespaces/{namespace}/serviceaccounts"
        if not self.kube.find(f"/api/v1/namespaces/{namespace}"):
            self.kube.create("/api/v1/namespaces", {"metadata": {"name": namespace}})
        if not self.kube.find(f"{accounts}/{name}"):
            self.kube.create(accounts, {"metadata": {"name": name}})
        asked = {"spec": {"expirationSeconds": 86400}}
        token = self.kube.create(f"{accounts}/{name}/token", asked)["status"]["token"]
        kubeconfig = yaml.safe_load(self.kubeconfig.read_text())
        for user in kubeconfig["users"]:
            user["user"] = {"token": token}
        path = self.folder / f"kubeconfig.{name}"
        path.write_text(yaml.safe_dump(kubeconfig))
        return path


def wait(what: str, ready: Any, seconds: float, every: float = 0.5) -> Any:
    """Returns the first true answer of `ready`; takes a while's errors of the API for 'not yet'."""
    end = time.monotonic() + seconds
    problem: Exception | None = None
    while True:
        try:
            if answer := ready():
                return answer
            problem = None
        except (client.ApiException, urllib3.exceptions.HTTPError) as e:
            problem = e
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds:.0f} s: {what}") from problem
        time.sleep(every)
