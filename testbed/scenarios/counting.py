"""What is left: pure functions over what was seen in a namespace, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

# Kubernetes writes Events about every object and lets them expire, after an hour by default.
EXPIRING = {"Event"}


class Thing(NamedTuple):
    """An object of the API, or a container of the node."""

    kind: str
    name: str
    uid: str


@dataclass
class Timeline:
    """What was there at which second, baseline left out; only changes are kept."""

    baseline: frozenset[str] = frozenset()
    spared: set[str] = field(default_factory=set)
    """Names of what belongs to no run."""
    seen: list[tuple[float, frozenset[Thing]]] = field(default_factory=list)
    last: float = 0.0

    def add(self, second: float, things: Iterable[Thing]) -> None:
        now = frozenset(
            t for t in things if t.uid not in self.baseline and t.name not in self.spared and t.kind not in EXPIRING
        )
        self.last = second
        if not self.seen or self.seen[-1][1] != now:
            self.seen.append((second, now))

    def at(self, second: float) -> frozenset[Thing]:
        """What the last look at or before a second saw."""
        found: frozenset[Thing] = frozenset()
        for when, things in self.seen:
            if when > second:
                break
            found = things
        return found

    def gone(self, since: float) -> float | None:
        """Seconds from `since` until nothing was there any more, for good; None if something is.

        Containers that have ended by themselves are nothing here; see `running`.
        """
        end = since
        for second, things in reversed(self.seen):
            if running(things):
                break
            end = second
        else:
            return 0.0
        return None if end == since and running(self.seen[-1][1]) else max(0.0, end - since)

    def swept_soon(self) -> bool:
        """Whether nothing is left but containers that have ended."""
        now = self.seen[-1][1] if self.seen else frozenset()
        return bool(now) and not running(now)

    def ever(self) -> frozenset[Thing]:
        """Everything that was ever seen."""
        return frozenset().union(*(things for _, things in self.seen))


def by_kind(things: Iterable[Thing]) -> dict[str, int]:
    return dict(sorted(Counter(t.kind for t in things).items()))


def running(things: Iterable[Thing]) -> frozenset[Thing]:
    """Without containers that have ended: kubelet sweeps those once a minute, when their pod is gone already."""
    return frozenset(t for t in things if t.kind != "ended container")
