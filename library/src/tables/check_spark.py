"""Compares spark/kubeflow.json with the models of the wheel kubeflow-spark-api: every field, both ways.

    python3 check_spark.py --check [--wheels DIR]

The models are made from the operator's Go types and the table from its definitions, so each is a witness of the
other. Names and shapes are compared, from the top of each kind down to the last field of an embedded type.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys

import wheels

RELEASE = "2.4.0"
PACKAGE = "kubeflow-spark-api"
KINDS = {
    "SparkApplication": "SparkV1beta2SparkApplication",
    "ScheduledSparkApplication": "SparkV1beta2ScheduledSparkApplication",
    "SparkConnect": "SparkV1alpha1SparkConnect",
}
SCALARS = {
    "StrictStr": "str",
    "StrictInt": "int",
    "StrictBool": "bool",
    "StrictFloat": "int",
    "datetime": "datetime",
}
# Types that definitions write in another way than the models do.
EITHER = {"IoK8sApimachineryPkgApiResourceQuantity", "IoK8sApimachineryPkgUtilIntstrIntOrString"}
# What definitions leave out of metadata that is not an object's own.
TRIMMED = {"annotations", "finalizers", "labels", "name", "namespace"}


def models(wheel: wheels.Wheel) -> dict[str, dict[str, str]]:
    """The fields of each class, as manifests write them, and what they hold."""
    found: dict[str, dict[str, str]] = {}
    for name in wheel.names():
        if "/models/" not in name or not name.endswith(".py"):
            continue
        for node in ast.walk(wheel.tree(name)):
            if isinstance(node, ast.ClassDef):
                found[node.name] = dict(field(item) for item in node.body if is_field(item))
    return found


def is_field(item: ast.stmt) -> bool:
    return isinstance(item, ast.AnnAssign) and not ast.unparse(item.annotation).startswith("ClassVar")


def field(item: ast.AnnAssign) -> tuple[str, str]:
    keywords = item.value.keywords if isinstance(item.value, ast.Call) else []
    said = {keyword.arg: keyword.value.value for keyword in keywords if keyword.arg == "alias"}
    return said.get("alias", item.target.id), shape(item.annotation)


def shape(node: ast.expr) -> str:
    """An annotation in the grammar of the tables, with the classes' own names."""
    if isinstance(node, ast.Subscript):
        outer = node.value.id
        if outer == "Optional" or outer == "Annotated":
            inner = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) else node.slice
            return shape(inner)
        if outer == "Union":
            return "int"
        if outer == "List":
            return f"list<{shape(node.slice)}>"
        if outer == "Dict":
            return f"map<{shape(node.slice.elts[1])}>"
    name = node.id if isinstance(node, ast.Name) else ast.unparse(node)
    return SCALARS.get(name, "int-or-string" if name in EITHER else name)


class Table:
    """The table at one release."""

    def __init__(self, table: dict, types: dict):
        self.table = table
        self.types = types
        self.releases = table["releases"]

    def at(self, runs: list[dict]) -> dict | None:
        place = self.releases.index(RELEASE)
        for run in runs:
            last = run.get("to", self.releases[-1])
            if self.releases.index(run["from"]) <= place <= self.releases.index(last):
                return run
        return None

    def fields(self, name: str) -> dict[str, str]:
        """What a struct: or k8s: type holds."""
        kind, _, name = name.partition(":")
        found = {}
        for key, runs in self.table["structs" if kind == "struct" else "kubernetes"].get(name, {}).items():
            if (run := self.at(runs)) is not None:
                found[key] = run.get("type") or self.known(name, key)
        return found

    def known(self, name: str, key: str) -> str:
        there = self.types[name]["fields"][key][-1]
        text = there["type"]
        if there.get("grammar") == "quantity":
            return text.replace("str", "int-or-string")
        if there.get("grammar") == "int-or-string" or text == "object":
            return "int-or-string"
        inner = text.rstrip(">").rpartition("<")[2]
        return text.replace(inner, "k8s:" + inner) if inner in self.types else text


def compare(table: Table, models: dict, path: str, ours: str, theirs: str, seen: set, problems: list[str]) -> int:
    """Counts the fields below two shapes, and collects where they differ."""
    while ours.startswith(("list<", "map<")):
        if theirs.partition("<")[0] != ours.partition("<")[0]:
            problems.append(f"{path}: {ours} in the table, {theirs} in the models")
            return 0
        path += "[]" if ours.startswith("list") else ".*"
        ours, theirs = ours[ours.index("<") + 1 : -1], theirs[theirs.index("<") + 1 : -1]
    if not ours.startswith(("struct:", "k8s:")):
        if ours != theirs:
            problems.append(f"{path}: {ours} in the table, {theirs} in the models")
        return 0
    if theirs not in models:
        problems.append(f"{path}: {ours} in the table, {theirs} in the models")
        return 0
    if (ours, theirs) in seen:
        return 0
    seen.add((ours, theirs))
    mine, other = table.fields(ours), dict(models[theirs])
    if ours == "k8s:V1ObjectMeta":
        other = {key: value for key, value in other.items() if key in TRIMMED}
    for key in sorted(mine.keys() | other.keys()):
        below = f"{path}.{key}" if path else key
        if key not in mine or key not in other:
            problems.append(f"{below} is only in the {'models' if key not in mine else 'table'}")
    count = len(mine)
    for key in mine.keys() & other.keys():
        below = f"{path}.{key}" if path else key
        unchecked = mine[key] == "k8s:V1PodTemplateSpec" or below == "metadata"
        if not unchecked:
            count += compare(table, models, below, mine[key], other[key], seen, problems)
    return count


def check(table: dict, types: dict, models: dict) -> tuple[int, list[str]]:
    problems: list[str] = []
    seen: set = set()
    count = 0
    for kind, model in KINDS.items():
        root = "struct:" + table["kinds"][kind]["root"]
        count += compare(Table(table, types), models, "", root, model, seen, problems)
    return count, problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="the only thing there is to do")
    parser.add_argument("--wheels", help="keep the download here")
    arguments = parser.parse_args()
    wheel = wheels.Wheel(wheels.fetch(PACKAGE, RELEASE, arguments.wheels))
    table = json.loads((wheels.RESOURCES / "spark/kubeflow.json").read_text())
    types = json.loads((wheels.RESOURCES / "kubernetes/types.json").read_text())["types"]
    count, problems = check(table, types, models(wheel))
    for problem in problems:
        print(f"spark/kubeflow.json: {problem}")
    print(f"spark/kubeflow.json: {count} fields against {PACKAGE} {RELEASE}, {len(problems)} differences")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
