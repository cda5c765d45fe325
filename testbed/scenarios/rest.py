"""Airflow's REST API, as far as a user with a mouse would go: version 1 of Airflow 2, version 2 of Airflow 3."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import requests


class Rest:
    def __init__(self, major: int, url: str, login: tuple[str, str]) -> None:
        self._major = major
        self._url = url
        self._base = f"{url}/api/v{1 if major == 2 else 2}"
        self._login = login
        self._headers: dict[str, str] = {}

    def answers(self) -> bool:
        try:
            if self._major == 3:
                token = requests.get(f"{self._url}/auth/token", timeout=10)
                if not token.ok:
                    return False
                self._headers = {"Authorization": f"Bearer {token.json()['access_token']}"}
            self.call("GET", "/dags?limit=1")
            return True
        except requests.RequestException:
            return False

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None, *, creates: bool = False) -> Any:
        """`creates`: something with a name. Then 409 to a repeated call says that only the answer was lost."""
        # A busy API server answers late; what it refuses is an error.
        for attempt in range(5):
            try:
                answer = requests.request(
                    method,
                    self._base + path,
                    json=body,
                    headers=self._headers,
                    auth=self._login if self._major == 2 else None,
                    timeout=60,
                )
                break
            except (requests.ConnectionError, requests.Timeout) as e:
                repeatable = method == "GET" or creates or isinstance(e, requests.ConnectionError)
                if attempt == 4 or not repeatable:
                    raise
                time.sleep(2)
        if creates and attempt > 0 and answer.status_code == 409:
            return None
        if not answer.ok:
            raise requests.HTTPError(f"{method} {path}: {answer.status_code} {answer.text[:500]}", response=answer)
        return answer.json() if answer.content else None

    def dags(self) -> set[str]:
        found: set[str] = set()
        while True:
            page = self.call("GET", f"/dags?limit=100&offset={len(found)}")["dags"]
            found |= {dag["dag_id"] for dag in page}
            if len(page) < 100:
                return found

    def import_errors(self) -> list[str]:
        return [e["stack_trace"] for e in self.call("GET", "/importErrors")["import_errors"]]

    def trigger(self, dag_id: str, run_id: str, conf: Mapping[str, Any] | None = None) -> None:
        body: dict[str, Any] = {"dag_run_id": run_id, "conf": dict(conf or {})}
        if self._major == 3:
            body["logical_date"] = None
        self.call("POST", f"/dags/{dag_id}/dagRuns", body, creates=True)

    def _find(self, path: str) -> Any | None:
        try:
            return self.call("GET", path)
        except requests.HTTPError as e:
            if e.response is not None and e.response.status_code == 404:
                return None
            raise

    def run(self, dag_id: str, run_id: str) -> dict[str, Any] | None:
        return self._find(f"/dags/{dag_id}/dagRuns/{run_id}")

    def tasks(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        found = self._find(f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances")
        return found["task_instances"] if found else []

    def mark_task(self, dag_id: str, run_id: str, task_id: str, state: str) -> None:
        body: dict[str, Any] = {"new_state": state}
        if self._major == 2:
            body |= {"dry_run": False}
        self.call("PATCH", f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}", body)

    def mark_run(self, dag_id: str, run_id: str, state: str) -> None:
        self.call("PATCH", f"/dags/{dag_id}/dagRuns/{run_id}", {"state": state})

    def clear(self, dag_id: str, run_id: str, **what: Any) -> None:
        """Clears tasks of a run: task_ids, only_failed."""
        body = {"dry_run": False, "dag_run_id": run_id, "only_failed": False, "reset_dag_runs": True, **what}
        self.call("POST", f"/dags/{dag_id}/clearTaskInstances", body)

    def delete_run(self, dag_id: str, run_id: str) -> None:
        """Ends the run first, where it still goes on: Airflow deletes no other."""
        self.mark_run(dag_id, run_id, "failed")
        self.call("DELETE", f"/dags/{dag_id}/dagRuns/{run_id}")

    def delete_dag(self, dag_id: str) -> None:
        self.call("DELETE", f"/dags/{dag_id}")


def when(text: str | None) -> float | None:
    """Seconds since 1970 of one of the API's times."""
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
