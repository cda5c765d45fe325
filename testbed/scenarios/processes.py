"""Processes that end with the one that started them, whatever ends that.

Each gets a PID namespace of its own. The kernel kills the namespace's first process when its parent dies,
and with it everything else in there, however far it has forked away.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

# A shell is the first process and reaps what others leave behind. It stays root: a process
# that changes its user is no longer killed when its parent dies.
_CONFINE = (
    *("setpriv", "--pdeathsig", "KILL"),
    *("unshare", "--pid", "--fork", "--kill-child", "--mount-proc"),
    *("sh", "-c", '"$@"; exit $?', "sh"),
)


class Process:
    """A running command and all that it has started."""

    def __init__(
        self,
        argv: list[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        user: str | None = None,
    ) -> None:
        self.log = log
        if user is not None:
            argv = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", *argv]
        with log.open("ab") as output:
            # From a thread of its own this would end with the thread.
            self._outer = subprocess.Popen(
                [*_CONFINE, *argv], env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )

    @property
    def ended(self) -> bool:
        return self._outer.poll() is not None

    def pids(self) -> Iterator[tuple[int, str]]:
        """Processes of the namespace with their command lines, the oldest first."""
        namespace = _namespace(self._outer.pid, "pid_for_children")
        for pid in sorted(int(p) for p in os.listdir("/proc") if p.isdigit()):
            if namespace is not None and _namespace(pid, "pid") == namespace:
                try:
                    command = Path(f"/proc/{pid}/cmdline").read_bytes()
                except OSError:
                    continue
                yield pid, command.replace(b"\0", b" ").decode(errors="replace").strip()

    def kill(self, containing: str | None = None) -> list[str]:
        """Kills everything, or what has that in its command line; returns the command lines."""
        killed = []
        for pid, command in list(self.pids()):
            if containing is None or containing in command:
                try:
                    os.kill(pid, signal.SIGKILL)
                    killed.append(command)
                except ProcessLookupError:
                    pass
        if containing is None:
            self._outer.wait()
        return killed

    def tail(self, lines: int = 30) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _namespace(pid: int, kind: str) -> str | None:
    try:
        return os.readlink(f"/proc/{pid}/ns/{kind}")
    except OSError:
        return None


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]
