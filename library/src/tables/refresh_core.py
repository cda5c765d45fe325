"""Rewrite core.json, or check it: what Airflow's own BaseOperator and DAG accept, by minor release.

Usage: refresh_core.py [--wheels DIR] [--check]

Read with `ast` from the newest patch of every supported minor: apache-airflow for 2.x,
apache-airflow-core and apache-airflow-task-sdk (whose version is Airflow's minus 2.0.0) for 3.x.
With --check the newest Airflow alone is read and compared; the exit status is 1 on a difference.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys

from effects import each, run
from wheels import RESOURCES, Wheel, class_named, constructor, fetch, report, rows, runs, signature

RELEASES = "2.8.4 2.9.3 2.10.5 2.11.2 3.0.6 3.1.8 3.2.2 3.3.2".split()
TARGET = RESOURCES / "airflow" / "core.json"
CLASSES = ("BaseOperator", "DAG")

CALLBACKS = "callable|list<callable>"
# Names whose annotation is an alias or says too little; every other annotation must be plain.
TYPES = {
    "access_control": "dict",
    "allowed_run_types": "str|list<str>",
    "dag": "any",
    "deadline": "any",
    "email": "str|list<str>",
    "inlets": "any",
    "on_execute_callback": CALLBACKS,
    "on_failure_callback": CALLBACKS,
    "on_retry_callback": CALLBACKS,
    "on_skipped_callback": CALLBACKS,
    "on_success_callback": CALLBACKS,
    "outlets": "any",
    "owner_links": "map<str>",
    "params": "dict",
    "post_execute": "callable",
    "pre_execute": "callable",
    "resources": "dict",
    "retry_policy": "any",
    "schedule": "any",
    "schedule_interval": "any",
    "sla_miss_callback": CALLBACKS,
    "tags": "list<str>",
    "task_group": "any",
    "template_searchpath": "str|list<str>",
    "template_undefined": "any",
    "timetable": "any",
    "trigger_rule": "enum:TriggerRule",
    "weight_rule": "enum:WeightRule",
}
PLAIN = {"str", "bool", "int", "float", "dict", "timedelta", "datetime"}
# The oldest Kubernetes provider that apache-airflow's own extra asks for (wheels of 3.0.6 and 3.3.2).
MINIMUM_PROVIDER = [{"from": "3.0", "provider": "9.0.0"}]
WEIGHT_RULES = ["absolute", "downstream", "upstream"]

EFFECTS = {
    "BaseOperator": {
        "task_concurrency": [run("2.8", "deprecated", "removed in 3.0", "2.11", "max_active_tis_per_dag")],
        "sla": [run("3.0", "ignored", "accepted with a warning; deadlines of a DAG took its place in 3.1")],
        **each(
            "email email_on_retry email_on_failure",
            run("3.0", "deprecated", "will go in Airflow 4", None, "on_failure_callback or on_retry_callback with SmtpNotifier"),
        ),
    },
    "DAG": {
        "schedule_interval": [run("2.8", "deprecated", "removed in 3.0", "2.11", "schedule")],
        "timetable": [run("2.8", "deprecated", "removed in 3.0", "2.11", "schedule")],
        "concurrency": [run("2.8", "deprecated", "removed in 3.0", "2.11", "max_active_tasks")],
        "full_filepath": [run("2.8", "ignored", "it has no effect; removed in 3.0", "2.11")],
        "sla_miss_callback": [run("3.0", "ignored", "nothing calls it since 3.0", None, "deadline (3.1)")],
    },
}


def type_of(name: str, annotation: str | None) -> str:
    if name in TYPES:
        return TYPES[name]
    result = []
    for part in (p.strip() for p in (annotation or "").split("|")):
        part = "dict" if part.startswith("dict[") else part
        if part in PLAIN:
            result.append(part)
        elif part != "None":
            raise SystemExit(f"{name}: no type is known for the annotation {annotation!r}: add it to TYPES")
    return "|".join(result)


def attributes(node: ast.ClassDef) -> dict[str, dict]:
    """Constructor arguments of an attrs class: annotation and default as source text."""
    result = {}
    for statement in node.body:
        if not isinstance(statement, ast.AnnAssign) or "ClassVar" in ast.unparse(statement.annotation):
            continue
        name, value = ast.unparse(statement.target), statement.value
        default = ast.unparse(value) if value is not None else None
        if isinstance(value, ast.Call) and ast.unparse(value.func) in ("attrs.field", "field"):
            options = {k.arg: k.value for k in value.keywords}
            if ast.unparse(options.get("init", ast.Constant(True))) == "False":
                continue
            factory = options.get("factory")
            if "default" in options:
                default = ast.unparse(options["default"])
            else:
                default = f"{ast.unparse(factory)}()" if factory else None
        result[name] = {"annotation": ast.unparse(statement.annotation), "default": default}
    for statement in node.body:  # @field.default
        if isinstance(statement, ast.FunctionDef):
            for decorator in statement.decorator_list:
                owner, _, what = ast.unparse(decorator).partition(".")
                if what == "default" and owner in result:
                    result[owner]["default"] = "..."
    return result


def facts(arguments: dict[str, dict]) -> dict[str, dict]:
    result = {}
    for name, argument in arguments.items():
        fact: dict[str, object] = {"type": type_of(name, argument["annotation"])}
        if argument["default"] is None:
            fact["required"] = True
        else:
            fact["default"] = re.sub(r"\s+", " ", argument["default"])
        result[name] = fact
    return result


def trigger_rules(wheel: Wheel) -> list[str]:
    path = next(n for n in wheel.names() if n in ("airflow/utils/trigger_rule.py", "airflow/task/trigger_rule.py"))
    node = class_named(wheel.tree(path), "TriggerRule")
    return sorted(s.value.value for s in node.body if isinstance(s, ast.Assign) and isinstance(s.value, ast.Constant))


def read(release: str | None, folder: str | None) -> dict:
    """Arguments of both classes and the trigger rules of RELEASE, or of the newest Airflow."""
    if release and release.startswith("2."):
        wheel = Wheel(fetch("apache-airflow", release, folder))
        nodes = {
            "BaseOperator": class_named(wheel.tree("airflow/models/baseoperator.py"), "BaseOperator"),
            "DAG": class_named(wheel.tree("airflow/models/dag.py"), "DAG"),
        }
        seen = {name: facts(signature(constructor(node))) for name, node in nodes.items()}
        return {"release": wheel.version, **seen, "TriggerRule": trigger_rules(wheel)}
    core = Wheel(fetch("apache-airflow-core", release, folder))
    major, rest = core.version.split(".", 1)
    sdk = Wheel(fetch("apache-airflow-task-sdk", f"{int(major) - 2}.{rest}", folder))
    operator = class_named(sdk.tree("airflow/sdk/bases/operator.py"), "BaseOperator")
    dag = class_named(sdk.tree("airflow/sdk/definitions/dag.py"), "DAG")
    return {
        "release": core.version,
        "BaseOperator": facts(signature(constructor(operator))),
        "DAG": facts(attributes(dag)),
        "TriggerRule": trigger_rules(core),
    }


def minor(release: str) -> str:
    return ".".join(release.split(".")[:2])


def opened(spans: list[dict], newest: str) -> list[dict]:
    """Runs in the table's form: the fact beside the ends, no end when the newest has it too."""
    result = []
    for span in spans:
        ends = {"from": span["from"]} | ({} if span["to"] == newest else {"to": span["to"]})
        result.append(ends | span["fact"])
    return result


def table_of(seen: list[dict]) -> dict:
    versions = [minor(one["release"]) for one in seen]
    newest = versions[-1]
    table: dict[str, object] = {"releases": [one["release"] for one in seen]}
    table["minimum_provider"] = MINIMUM_PROVIDER
    rules = sorted({rule for one in seen for rule in one["TriggerRule"]})
    spans = {r: runs({minor(one["release"]): {} for one in seen if r in one["TriggerRule"]}, versions) for r in rules}
    table["enums"] = {
        "TriggerRule": {rule: opened(span, newest) for rule, span in spans.items()},
        "WeightRule": {rule: [{"from": versions[0]}] for rule in WEIGHT_RULES},
    }
    for name in CLASSES:
        arguments: dict[str, list[dict]] = {}
        for one in seen:
            for argument in one[name]:
                arguments.setdefault(argument, [])
        for argument in arguments:
            values = {minor(one["release"]): one[name].get(argument) for one in seen}
            arguments[argument] = opened(runs(values, versions), newest)
        table[name] = {"arguments": arguments, "effects": EFFECTS[name]}
    return table


def differences(table: dict, seen: dict) -> list[str]:
    """One line for each argument or trigger rule that the table lacks or has wrongly for SEEN."""
    problems = []
    what = f"Airflow {seen['release']}"
    for name in CLASSES:
        known = table[name]["arguments"]
        for argument in [*seen[name], *[a for a in known if a not in seen[name]]]:
            last = known.get(argument, [{"to": ""}])[-1]
            have = None if "to" in last else {k: v for k, v in last.items() if k != "from"}
            fact = seen[name].get(argument)
            if have is None and fact is not None:
                problems.append(f"{name}({argument}=): in {what}, missing from the table")
            elif fact is None and have is not None:
                problems.append(f"{name}({argument}=): gone from {what}, the table still has it")
            elif have != fact:
                problems.append(f"{name}({argument}=): {what} says {fact}, the table says {have}")
    listed = {rule for rule, spans in table["enums"]["TriggerRule"].items() if "to" not in spans[-1]}
    problems += [f"trigger rule {rule}: in {what}, missing from the table" for rule in seen["TriggerRule"] if rule not in listed]
    problems += [f"trigger rule {rule}: gone from {what}" for rule in sorted(listed - set(seen["TriggerRule"]))]
    return problems


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--wheels", help="folder that keeps the wheels between runs")
    parser.add_argument("--check", action="store_true", help="compare and report; write nothing")
    options = parser.parse_args(arguments)
    if options.check:
        seen = read(None, options.wheels)
        return report(differences(json.loads(TARGET.read_text("utf-8")), seen), f"core.json against Airflow {seen['release']}")
    TARGET.write_text(rows(table_of([read(r, options.wheels) for r in RELEASES]), 4) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
