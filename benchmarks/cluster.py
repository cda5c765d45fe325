"""A cluster for benchmarks: its API without a client library in the way, and kubectl."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import ssl
import subprocess
import threading
from pathlib import Path

from measure import ROOT

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tidydag/benchmarks"
CONNECTIONS = 16


class Api:
    """One kept-open connection for each thread."""

    def __init__(self, kubeconfig: Path) -> None:
        text = kubeconfig.read_text()
        self._host, self._port = re.search(r"server: [\"']?https://([\d.]+):(\d+)", text).groups()
        self._context = ssl.create_default_context(cadata=self._data(text, "certificate-authority-data"))
        pair = kubeconfig.parent / "client.pem"
        pair.write_text(self._data(text, "client-certificate-data") + self._data(text, "client-key-data"))
        self._context.load_cert_chain(pair)
        self._local = threading.local()

    @staticmethod
    def _data(text: str, name: str) -> str:
        return base64.b64decode(re.search(rf"{name}: [\"']?([A-Za-z0-9+/=]+)", text).group(1)).decode()

    def call(self, method: str, path: str, body: dict | None = None, kind: str = "application/json") -> dict:
        if not hasattr(self._local, "connection"):
            self._local.connection = http.client.HTTPSConnection(self._host, int(self._port), context=self._context)
        self._local.connection.request(method, path, body and json.dumps(body), {"Content-Type": kind})
        answer = self._local.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]!r}")
        return json.loads(content)


def kubectl() -> str:
    source = ROOT / "benchmarks/kubectl"
    version = re.search(r"k8s.io/kubectl (\S+)", (source / "go.mod").read_text()).group(1)
    built = CACHE / f"kubectl-{version}"
    if not built.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        print("building kubectl ...")
        subprocess.run(
            ["go", "build", "-trimpath", "-o", built, "."], cwd=source, env={**os.environ, "CGO_ENABLED": "0"}, check=True
        )
    return str(built)
