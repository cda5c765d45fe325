"""Rewrite types.json: Kubernetes types as each version of the Python client `kubernetes` knows them.

Usage: refresh_kubernetes.py [--wheels DIR] [--check]

The versions are the newest of each line that a supported provider allows (21.7 to 23 for provider
7.14.0, 28.1 to 36 for the later ones). What the client does not know (quantities, grammars of
names, closed sets of values, ranges) is added from kubernetes_overlay.json beside this script.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from pathlib import Path

from wheels import RESOURCES, Wheel, fetch, report, rows, runs

CLIENTS = "21.7.0 22.6.0 23.6.0 28.1.0 29.0.0 30.1.0 31.0.0 32.0.1 33.1.0 34.1.0 35.0.0 36.0.3".split()
ROOTS = "V1Pod V1PodTemplateSpec V1Job V1CronJob V1ConfigMap V1Role V1RoleBinding V1ServiceAccount".split()
TARGET = RESOURCES / "kubernetes" / "types.json"
ARGUMENTS = RESOURCES / "airflow" / "arguments.json"
OVERLAY = Path(__file__).with_name("kubernetes_overlay.json")
FACTS = ("python", "type", "required")
SCALARS = {"str", "int", "bool", "float", "datetime", "object"}


def our_type(text: str) -> str:
    """`dict(str, V1X)`, `dict[str, V1X]` and `list[V1X]` in the grammar of our tables."""
    text = text.strip()
    if match := re.fullmatch(r"list\[(.+)\]", text):
        return f"list<{our_type(match[1])}>"
    if match := re.fullmatch(r"dict[\[(]str, (.+)[\])]", text):
        return f"map<{our_type(match[1])}>"
    return text


def literal(node: ast.ClassDef, name: str) -> dict[str, str]:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == name:
            return ast.literal_eval(statement.value)
    raise ValueError(f"{node.name} has no {name}")


def models(wheel: Wheel) -> dict[str, dict[str, dict]]:
    """Types reachable from ROOTS: fields by JSON name."""
    exported = dict(
        re.findall(r"from kubernetes\.client\.models\.(\w+) import (\w+)", wheel.text("kubernetes/client/models/__init__.py"))
    )
    files = {name: f"kubernetes/client/models/{module}.py" for module, name in exported.items()}
    found: dict[str, dict[str, dict]] = {}
    waiting = [root for root in ROOTS if root in files]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        text = wheel.text(files[name])
        node = next(n for n in ast.parse(text).body if isinstance(n, ast.ClassDef))
        types, keys = literal(node, "openapi_types"), literal(node, "attribute_map")
        required = set(re.findall(r"Invalid value for `(\w+)`, must not be `None`", text))
        found[name] = {}
        for attribute, source in types.items():
            fact = {"python": attribute, "type": our_type(source)}
            if attribute in required:
                fact["required"] = True
            found[name][keys[attribute]] = fact
            inner = re.search(r"\w+(?=>*$)", fact["type"])
            if inner and inner[0] not in SCALARS:
                waiting.append(inner[0])
    return found


def major(version: str) -> str:
    return version.split(".", 1)[0]


def opened(spans: list[dict]) -> list[dict]:
    """Runs by major version; one that reaches the newest client has no end."""
    result = []
    for span in spans:
        ends = {"from": major(span["from"])} | ({} if span["to"] == CLIENTS[-1] else {"to": major(span["to"])})
        result.append(ends | span["fact"])
    return result


def generate(folder: str | None) -> str:
    per_client = {version: models(Wheel(fetch("kubernetes", version, folder))) for version in CLIENTS}
    overlay = json.loads(OVERLAY.read_text("utf-8"))
    used: set[str] = set()
    types: dict[str, dict] = {}
    for name in sorted({name for known in per_client.values() for name in known}):
        life = opened(runs({v: {} for v in CLIENTS if name in per_client[v]}, CLIENTS))
        entry: dict[str, object] = {"clients": life}
        if f"{name}#name" in overlay:
            entry["object_name"] = overlay[f"{name}#name"]
            used.add(f"{name}#name")
        own = [version for version in CLIENTS if name in per_client[version]]
        fields: dict[str, list[dict]] = {}
        for field in sorted({field for v in own for field in per_client[v][name]}):
            spans = opened(runs({v: per_client[v][name].get(field) for v in own}, CLIENTS))
            key = f"{name}.{field}"
            if len(spans) == 1 and [{k: v for k, v in spans[0].items() if k in ("from", "to")}] == life:
                spans = [{k: v for k, v in spans[0].items() if k not in ("from", "to")}]
            if key in overlay:
                used.add(key)
                spans = [span | {"grammar": overlay[key]} for span in spans]
            fields[field] = spans
        entry["fields"] = fields
        types[name] = entry
    if unused := sorted(set(overlay) - used):
        raise SystemExit(f"kubernetes_overlay.json names what no client has: {', '.join(unused)}")
    return rows({"clients": CLIENTS, "roots": ROOTS, "types": types}, 5) + "\n"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--wheels", help="folder that keeps the wheels between runs")
    parser.add_argument("--check", action="store_true", help="compare the newest client that the newest provider allows; write nothing")
    options = parser.parse_args(arguments)
    if options.check:
        allowed = json.loads(ARGUMENTS.read_text("utf-8"))["kubernetes_client"][-1]["requirement"]
        wheel = Wheel(fetch("kubernetes", None, options.wheels, allowed))
        return report(differences(json.loads(TARGET.read_text("utf-8")), wheel), f"types.json against client {wheel.version}")
    TARGET.write_text(generate(options.wheels), "utf-8")
    return 0


def differences(table: dict, wheel: Wheel) -> list[str]:
    """What WHEEL's client has that the table's newest client lacks, and the other way round."""
    problems = []
    current = models(wheel)
    for name, fields in sorted(current.items()):
        entry = table["types"].get(name)
        if entry is None or "to" in entry["clients"][-1]:
            problems.append(f"{name}: in client {wheel.version}, not in the table")
            continue
        known = {field: spans[-1] for field, spans in entry["fields"].items() if "to" not in spans[-1]}
        for field in [*fields, *[f for f in known if f not in fields]]:
            have, fact = ({k: v for k, v in side.get(field, {}).items() if k in FACTS} for side in (known, fields))
            if not have:
                problems.append(f"{name}.{field}: in client {wheel.version}, not in the table")
            elif not fact:
                problems.append(f"{name}.{field}: in the table, gone from client {wheel.version}")
            elif have != fact:
                problems.append(f"{name}.{field}: {fact} in client {wheel.version}, the table says {have}")
    for name, entry in table["types"].items():
        if "to" not in entry["clients"][-1] and name not in current:
            problems.append(f"{name}: in the table, gone from client {wheel.version}")
    return problems


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
