"""Looks at the whole cluster every few seconds and keeps what it sees, by namespace."""

from __future__ import annotations

import logging
import subprocess
import threading
import time

import urllib3
from kubernetes import client

from counting import Timeline
from kube import Cluster

log = logging.getLogger("scenarios")

EVERY = 3.0


class Observer(threading.Thread):
    def __init__(self, cluster: Cluster) -> None:
        super().__init__(daemon=True, name="observer")
        self._cluster = cluster
        self._kinds = cluster.kube.kinds()
        self._timelines: dict[str, Timeline] = {}
        self._lock = threading.Lock()

    def begin(self, namespace: str) -> Timeline:
        """From here on, what is there now is the baseline."""
        things = self._cluster.things(self._kinds).get(namespace, set())
        timeline = Timeline(frozenset(t.uid for t in things))
        with self._lock:
            self._timelines[namespace] = timeline
        return timeline

    def end(self, namespace: str) -> None:
        with self._lock:
            self._timelines.pop(namespace, None)

    def run(self) -> None:
        while True:
            begun = time.time()
            try:
                things = self._cluster.things(self._kinds)
            except (client.ApiException, urllib3.exceptions.HTTPError, subprocess.CalledProcessError) as e:
                # What is down for a while is counted when it is up again.
                log.debug("no look at the cluster: %s", e)
            else:
                with self._lock:
                    for namespace, timeline in self._timelines.items():
                        timeline.add(begun, things.get(namespace, ()))
            time.sleep(max(0.5, EVERY - (time.time() - begun)))
