"""A real Airflow: PostgreSQL, scheduler with LocalExecutor, DAG processor, triggerer and API server."""

from __future__ import annotations

import json
import os
import pwd
import secrets
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from processes import Process, free_port
from rest import Rest

# Airflow imports much; two cores allow few tasks at a time.
PARALLELISM = 12
# Workers of Airflow 2 that a fault has killed are not replaced; these are enough for all of them.
WITH_KILLED = 60


@dataclass
class Airflow:
    """One deployment. `folder` is its own; `environment` is what testbed/airflow/provision made."""

    version: str
    environment: Path
    folder: Path
    kubeconfig: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    components: dict[str, Process] = field(default_factory=dict)

    @property
    def dags(self) -> Path:
        return self.folder / "dags"

    @property
    def minor(self) -> tuple[int, int]:
        major, minor, _ = self.version.split(".")
        return int(major), int(minor)

    @property
    def major(self) -> int:
        return self.minor[0]

    def start(self) -> None:
        """Starts everything; returns when the API answers."""
        for path in (self.folder, self.dags, self.folder / "logs", self.folder / "config"):
            path.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        port, password = free_port(), secrets.token_hex(8)
        url = self._start_database()
        env = self._env(url, port)
        self._once(env, "db", "migrate")
        if self.major == 2:
            who = ["--username", "admin", "--firstname", "a", "--lastname", "a", "--email", "a@example.com"]
            self._once(env, "users", "create", *who, "--role", "Admin", "--password", password)
        for name, command in self._commands(port).items():
            self.components[name] = Process(
                [str(self.environment / "bin/airflow"), *command], log=self.folder / f"{name}.log", env=env
            )
        self.rest = Rest(self.major, f"http://127.0.0.1:{port}", ("admin", password))
        self._wait("the API server of Airflow", self.rest.answers, "api")

    def _commands(self, port: int) -> dict[str, list[str]]:
        common = {"scheduler": ["scheduler", "--skip-serve-logs"], "triggerer": ["triggerer", "--skip-serve-logs"]}
        if self.major == 2:
            web = ["webserver", "--port", str(port), "--workers", "1", "--hostname", "127.0.0.1"]
            return {"api": web, **common}
        web = ["api-server", "--port", str(port), "--workers", "1", "--host", "127.0.0.1"]
        return {"api": web, "dag-processor": ["dag-processor"], **common}

    def _start_database(self) -> str:
        binaries = _postgres()
        data, socket = self.folder / "postgres", self.folder / "socket"
        for path in (data, socket):
            path.mkdir()
            shutil.chown(path, "postgres", "postgres")
        user = pwd.getpwnam("postgres")
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "airflow", "--auth=trust", "--encoding=UTF8", "--no-sync"],
            user=user.pw_uid, group=user.pw_gid, extra_groups=[], cwd="/", check=True, capture_output=True,
        )  # fmt: skip
        options = {"listen_addresses": "", "unix_socket_directories": str(socket), "max_connections": "300"}
        # What is in here need not survive the next power cut.
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings = [o for key, value in options.items() for o in ("-c", f"{key}={value}")]
        self.components["database"] = Process(
            [str(binaries / "postgres"), "-D", str(data), *settings], log=self.folder / "database.log", user="postgres"
        )
        ready = [binaries / "pg_isready", "-q", "-h", socket]
        self._wait("PostgreSQL", lambda: subprocess.run(ready).returncode == 0, "database")
        return f"postgresql+psycopg2://airflow@/postgres?host={socket}"

    def _env(self, url: str, port: int) -> dict[str, str]:
        connection = {
            "conn_type": "kubernetes",
            "extra": {
                "kube_config_path": str(self.kubeconfig),
                "in_cluster": False,
                "xcom_sidecar_container_image": "docker.io/library/busybox:1.36",
            },
        }
        settings = {
            "CORE__DAGS_FOLDER": self.dags,
            "CORE__EXECUTOR": "warm.WarmLocalExecutor",
            "CORE__PARALLELISM": PARALLELISM if self.major == 3 else WITH_KILLED,
            "CORE__MAX_ACTIVE_TASKS_PER_DAG": PARALLELISM,
            "CORE__LOAD_EXAMPLES": False,
            "CORE__DAGS_ARE_PAUSED_AT_CREATION": False,
            "CORE__FERNET_KEY": "",
            "CORE__DEFAULT_TASK_RETRY_DELAY": 5,
            "DATABASE__SQL_ALCHEMY_CONN": url,
            "DATABASE__SQL_ALCHEMY_CONN_ASYNC": url.replace("psycopg2", "asyncpg"),
            "LOGGING__BASE_LOG_FOLDER": self.folder / "logs",
            "SCHEDULER__SCHEDULER_HEARTBEAT_SEC": 1,
            "SCHEDULER__ENABLE_HEALTH_CHECK": False,
            "SCHEDULER__USE_JOB_SCHEDULE": True,
        }
        if self.major == 2:
            settings |= {
                "API__AUTH_BACKENDS": "airflow.api.auth.backend.basic_auth",
                "WEBSERVER__SECRET_KEY": secrets.token_hex(16),
                "SCHEDULER__STANDALONE_DAG_PROCESSOR": False,
                "SCHEDULER__DAG_DIR_LIST_INTERVAL": 10,
                "SCHEDULER__MIN_FILE_PROCESS_INTERVAL": 600,
                "SCHEDULER__PARSING_CLEANUP_INTERVAL": 10,
                "SCHEDULER__SCHEDULER_ZOMBIE_TASK_THRESHOLD": 30,
                "SCHEDULER__ZOMBIE_DETECTION_INTERVAL": 5,
                "SCHEDULER__JOB_HEARTBEAT_SEC": 5,
                "SCHEDULER__LOCAL_TASK_JOB_HEARTBEAT_SEC": 5,
                "USAGE_DATA_COLLECTION__ENABLED": False,
            }
        else:
            settings |= {
                "CORE__AUTH_MANAGER": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
                "CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": True,
                "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": self.folder / "passwords.json",
                "CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
                "API__SECRET_KEY": secrets.token_hex(16),
                "API_AUTH__JWT_SECRET": secrets.token_hex(16),
                "DAG_PROCESSOR__REFRESH_INTERVAL": 10,
                "DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": 600,
                "SCHEDULER__PARSING_CLEANUP_INTERVAL": 10,
                "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": 30,
                "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": 5,
                "SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": 5,
            }
        plain = ("PATH", "LANG", "LC_ALL", "HOME", "TZ")
        return {
            **{name: os.environ[name] for name in plain if name in os.environ},
            **{f"AIRFLOW__{key}": str(value) for key, value in settings.items()},
            "AIRFLOW_HOME": str(self.folder),
            "AIRFLOW_CONN_KUBERNETES_DEFAULT": json.dumps(connection),
            # Where the triggers of provider 8 look, which do not know a connection's kube_config_path;
            # those of provider 10 refuse to have both.
            **({"KUBECONFIG": str(self.kubeconfig)} if self.minor < (2, 11) else {}),
            "PATH": f"{self.environment}/bin:{os.environ['PATH']}",
            "PYTHONPATH": str(self.folder / "config"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONWARNINGS": "ignore",
            "NO_PROXY": "127.0.0.1,localhost",
            **self.variables,
        }

    def _once(self, env: Mapping[str, str], *command: str) -> None:
        done = subprocess.run(
            [self.environment / "bin/airflow", *command],
            env=env,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            raise RuntimeError(f"airflow {' '.join(command[:2])} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")

    def _wait(self, what: str, ready, component: str, seconds: float = 600) -> None:
        end = time.monotonic() + seconds
        while not ready():
            process = self.components[component]
            if process.ended or time.monotonic() > end:
                raise RuntimeError(f"{what} did not start:\n{process.tail()}")
            time.sleep(0.5)

    def test_elsewhere(self, dag_file: Path, name: str) -> Process:
        """Begins DAG.test() of a file in a deployment of its own, which has the same connection."""
        home = self.folder / name
        home.mkdir()
        other = f"sqlite:///{home}/airflow.db"
        env = {key: value for key, value in self._env(other, 0).items() if not key.endswith("CONN_ASYNC")}
        env |= {"AIRFLOW_HOME": str(home), "AIRFLOW__CORE__DAGS_FOLDER": str(dag_file.parent)}
        self._once(env, "db", "migrate")
        script = self.folder / "config/second_deployment.py"
        return Process([str(self.environment / "bin/python"), str(script), str(dag_file)], log=home / "log", env=env)

    def kill_worker(self, dag_id: str, task: Mapping[str, Any]) -> list[str]:
        """Kills the processes that run a task instance; their titles name it."""
        named = task["id"] if self.major == 3 else dag_id
        scheduler = self.components["scheduler"]
        titles = [title for _, title in scheduler.pids() if named in title and "DagFileProcessor" not in title]
        return [killed for title in titles for killed in scheduler.kill(title)]

    def task_logs(self, dag_id: str, characters: int = 4000) -> str:
        """The end of what each try of each task of a DAG has written."""
        files = sorted((self.folder / "logs").glob(f"dag_id={dag_id}/**/*.log"))
        return "\n".join(
            f"--- {file.relative_to(self.folder / 'logs')}\n{file.read_text(errors='replace')[-characters:]}"
            for file in files
        )

    def stop(self) -> None:
        for process in self.components.values():
            process.kill()


def _postgres() -> Path:
    """The folder of PostgreSQL's programs, which Debian keeps off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise RuntimeError("there is no /usr/lib/postgresql/*/bin/initdb; install the package postgresql")
    return found[-1].parent
