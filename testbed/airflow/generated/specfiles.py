"""Specs as Python reads them: nothing here knows how tidydag reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
KINDS = ("pod", "spark", "job", "operator", "empty")
CONNECTION = {"kubernetes_conn_id", "in_cluster", "config_file", "cluster_context"}
NEWEST = [{"airflow": "3.3.2", "provider": "10.25.0"}]


@dataclass(frozen=True)
class Tag:
    """A value that only Python can make."""

    tag: str
    value: Any


class Loader(yaml.SafeLoader):
    """YAML with tidydag's tags; dates and versions stay text."""

    yaml_implicit_resolvers = {
        first: [
            (tag, regexp) for tag, regexp in resolvers if not tag.endswith(":timestamp")
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def tagged(loader: Loader, suffix: str, node: yaml.Node) -> Tag:
    if isinstance(node, yaml.ScalarNode):
        return Tag(suffix, loader.construct_scalar(node))
    return Tag(suffix, loader.construct_mapping(node, deep=True))


Loader.add_multi_constructor("!", tagged)


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def expand(value: Any, variables: dict[str, str]) -> Any:
    if isinstance(value, Tag) and value.tag == "vars":
        return re.sub(
            r"\$(?:\$|\{([^}]*)\})",
            lambda m: "$" if m[1] is None else variables[m[1]],
            value.value,
        )
    if isinstance(value, dict):
        return {k: expand(v, variables) for k, v in value.items()}
    if isinstance(value, list):
        return [expand(v, variables) for v in value]
    return value


class Spec:
    """A spec with its configuration's defaults in place."""

    def __init__(self, path: Path, generated: Path) -> None:
        self.path = path
        config = next(
            (
                f / ".tidydag.yaml"
                for f in path.parents
                if (f / ".tidydag.yaml").exists()
            ),
            None,
        )
        self.config = (read(config) or {}) if config else {}
        profile = self.config.get("profiles", {}).get(
            self.config.get("default_profile"), {}
        )
        self.config = {
            **self.config,
            **profile,
            "vars": {**self.config.get("vars", {}), **profile.get("vars", {})},
        }
        raw = read(path)
        variables = {**raw.get("vars", {}), **self.config["vars"]}
        self.tree = expand(raw, variables)
        self.config = expand(self.config, variables)
        self.dag_id: str = self.tree["dag_id"]
        self.file = generated / f"{self.dag_id}.py"
        self.targets = {t["airflow"] for t in self.config.get("targets", NEWEST)}
        self.cleanup = {"strategy": "anchor", **self.tree.get("cleanup", {})}

    def __repr__(self) -> str:
        return self.dag_id

    @property
    def owned(self) -> bool:
        """Whether a run has an owner."""
        creates = any(self.kind(t) in ("pod", "job", "spark") for t in self.tasks)
        return self.cleanup["strategy"] in ("anchor", "teardown") and (
            creates or bool(self.tree.get("config_maps"))
        )

    @property
    def tasks(self) -> dict[str, dict[str, Any]]:
        return self.tree["tasks"]

    def kind(self, name: str) -> str:
        (kind,) = (k for k in KINDS if k in self.tasks[name])
        return kind

    def layers(self) -> list[dict[str, Any]]:
        return [self.tree.get("defaults", {}), self.config.get("defaults", {})]

    def task_arguments(self, name: str) -> dict[str, Any]:
        """What Airflow's every task takes."""
        merged: dict[str, Any] = {}
        for layer in [*reversed(self.layers()), self.tasks[name]]:
            merged.update(layer)
        ours = {*KINDS, "depends_on", "group", "expand"}
        return {k: v for k, v in merged.items() if k not in ours}

    def operator_arguments(self, name: str) -> dict[str, Any]:
        """What the operator takes."""
        kind = self.kind(name)
        own = self.tasks[name][kind]
        if kind == "operator":
            return dict(own.get("kwargs", {}))
        if kind == "empty":
            return {}
        merged: dict[str, Any] = {}
        for layer in [*(layer.get(kind, {}) for layer in reversed(self.layers())), own]:
            merged.update(layer)
        if not CONNECTION & set(merged):
            merged.update(self.config.get("connection", {}))
        if "namespace" in self.config:
            merged.setdefault("namespace", self.config["namespace"])
        ours = {
            "application",
            "application_file",
            "file_upload",
            *self.tasks[name].get("expand", ()),
        }
        return {k: v for k, v in merged.items() if k not in ours}

    def full_id(self, name: str) -> str:
        """The id of a task or group, with the groups around it."""
        groups = self.tree.get("groups", {})
        if name in groups:
            parent = groups[name].get("parent")
            return self.inside(parent, name)
        return self.inside(self.tasks[name].get("group"), name)

    def inside(self, group: str | None, name: str) -> str:
        if group is None:
            return name
        prefixed = self.tree["groups"][group].get("prefix_group_id", True)
        return f"{self.full_id(group)}.{name}" if prefixed else name

    def members(self, group: str) -> set[str]:
        """The tasks of a group and of the groups in it."""
        groups = self.tree.get("groups", {})
        inner = {g for g, v in groups.items() if v.get("parent") == group}
        own = {t for t, v in self.tasks.items() if v.get("group") == group}
        return own.union(*(self.members(g) for g in inner))

    def upstream(self) -> dict[str, set[str]]:
        """What each task waits for, by the tasks' own names; groups stand for their last tasks."""
        edges: dict[str, set[str]] = {}
        for name, task in self.tasks.items():
            edges[name] = set(texts(task.get("depends_on", [])))
            for value in task.get("expand", {}).values():
                if isinstance(value, Tag) and value.tag == "output":
                    edges[name].add(value.value)
        groups = self.tree.get("groups", {})
        flat = {n: set() for n in edges}
        for name, froms in edges.items():
            for one in froms:
                if one not in groups:
                    flat[name].add(one)
                    continue
                members = self.members(one)
                inside = {u for m in members for u in edges[m] if u in members}
                inside |= {
                    t
                    for m in members
                    for u in edges[m]
                    if u in groups
                    for t in self.members(u)
                }
                flat[name] |= members - inside
        return flat


def texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def specs_of(folder: Path, generated: Path) -> list[Spec]:
    return [Spec(path, generated) for path in sorted(folder.rglob("*.dag.yaml"))]
