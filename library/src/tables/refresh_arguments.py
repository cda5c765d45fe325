"""Bring arguments.json up to the newest provider, or check it: what the Kubernetes operators accept.

Usage: refresh_arguments.py [--wheels DIR] [--version V] [--check]

The table itself is the base: the signatures of the older releases were read from their wheels once
and stay as they are; a refresh reads ONE newer wheel (the newest, or V; for several, go through
them in order) and extends the runs. With --check nothing is written: every difference between the
newest wheel and the table is named, and the exit status is 1 if there is one. The wheel is read as
text with `ast`; nothing of it is imported.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys

from effects import EFFECTS
from wheels import RESOURCES, Wheel, class_named, constructor, fetch, report, rows, signature, version_key

PACKAGE = "apache-airflow-providers-cncf-kubernetes"
TARGET = RESOURCES / "airflow" / "arguments.json"
ROOT = "airflow/providers/cncf/kubernetes/"
OPERATORS = ("KubernetesPodOperator", "SparkKubernetesOperator", "KubernetesJobOperator")
PYTHON_ENUMS = ("OnFinishAction", "OnKillAction")

# An annotation says too little, or less than the code takes: the type we give it. An annotation that
# is neither plain nor listed here stops the refresh, so that somebody looks at the code.
TYPES = {
    "application_file": {"str": "file", "str | dict": "file|dict", "str | None": "file"},
    "annotations": {"dict | None": "map<str>"},
    "callbacks": {
        "type[KubernetesPodOperatorCallback] | None": "callable",
        "list[type[KubernetesPodOperatorCallback]] | type[KubernetesPodOperatorCallback] | None": "callable|list<callable>",
    },
    "completion_mode": {"str | None": "enum:CompletionMode"},
    "container_logs": {
        "Iterable[str] | str | Literal[True]": "bool|str|list<str>",
        "Iterable[str] | str | Literal[True] | None": "bool|str|list<str>",
    },
    "container_security_context": {"k8s.V1SecurityContext | dict | None": "k8s:V1SecurityContext"},
    "dnspolicy": {"str | None": "enum:DnsPolicy"},
    "env_vars": {"list[k8s.V1EnvVar] | dict[str, str] | None": "map<str>|list<k8s:V1EnvVar>"},
    "image_pull_policy": {"str | None": "enum:ImagePullPolicy"},
    "image_pull_secrets": {"list[k8s.V1LocalObjectReference] | None": "list<str>|list<k8s:V1LocalObjectReference>"},
    "init_container_logs": {"Iterable[str] | str | Literal[True] | None": "bool|str|list<str>"},
    "job_template_file": {"str | None": "file"},
    "labels": {"dict | None": "map<str>"},
    "log_formatter": {"Callable[[str, str], str] | None": "callable"},
    "node_selector": {"dict | None": "map<str>"},
    "node_selectors": {"dict | None": "map<str>"},
    "on_finish_action": {"str": "enum:OnFinishAction"},
    "on_kill_action": {"str": "enum:OnKillAction"},
    "on_kill_propagation_policy": {"Literal['Foreground', 'Background', 'Orphan']": "enum:PropagationPolicy"},
    "pod_template_dict": {"dict | None": "manifest:V1Pod"},
    "pod_template_file": {"str | None": "file"},
    "progress_callback": {"Callable[[str], None] | None": "callable"},
    "resources": {"dict[str, Any] | None": "dict"},
    "secrets": {"list[Secret] | None": "list<secret>"},
    "security_context": {"k8s.V1PodSecurityContext | dict | None": "k8s:V1PodSecurityContext"},
    "skip_on_exit_code": {"int | Container[int] | None": "int|list<int>"},
    "startup_timeout_seconds": {"": "int"},
    "template_spec": {"": "manifest:SparkApplication"},
    "termination_message_policy": {"str": "enum:TerminationMessagePolicy"},
    "xcom_sidecar_container_security_context": {"k8s.V1SecurityContext | dict | None": "k8s:V1SecurityContext"},
}

# Closed sets that are Kubernetes' own, so the same for every provider.
KUBERNETES_ENUMS = {
    "CompletionMode": ["NonIndexed", "Indexed"],
    "DnsPolicy": ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
    "ImagePullPolicy": ["Always", "IfNotPresent", "Never"],
    "PropagationPolicy": ["Foreground", "Background", "Orphan"],
    "TerminationMessagePolicy": ["File", "FallbackToLogsOnError"],
}


def type_of(name: str, annotation: str | None) -> str:
    """The type in our grammar for an argument with ANNOTATION."""
    listed = TYPES.get(name, {}).get(annotation or "")
    if listed:
        return listed
    parts = [p.strip() for p in (annotation or "").split("|") if p.strip() != "None"]
    plain = re.fullmatch(r"(list\[)?(str|bool|int|float|dict|k8s\.V1\w+)(\])?", parts[0]) if len(parts) == 1 else None
    if not plain or bool(plain[1]) != bool(plain[3]):
        raise SystemExit(f"{name}: no type is known for the annotation {annotation!r}: add it to TYPES")
    base = plain[2].replace("k8s.", "k8s:")
    return f"list<{base}>" if plain[1] else base


def fact_of(name: str, argument: dict) -> dict:
    fact: dict[str, object] = {"type": type_of(name, argument["annotation"])}
    if argument["default"] is None:
        fact["required"] = True
    else:
        fact["default"] = argument["default"]
    return fact


def string_list(node: ast.AST, known: dict[str, list[str]]) -> list[str]:
    """The names in a `template_fields` value: a literal, or `tuple({...} | set(Other.template_fields))`."""
    if isinstance(node, ast.Attribute):
        return known[ast.unparse(node.value)]
    if isinstance(node, ast.Starred):
        return string_list(node.value, known)
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return [name for item in node.elts for name in string_list(item, known)]
    if isinstance(node, ast.BinOp):
        return string_list(node.left, known) + string_list(node.right, known)
    if isinstance(node, ast.Call):
        return [name for item in node.args for name in string_list(item, known)]
    raise SystemExit(f"template_fields: cannot read {ast.unparse(node)}")


def read(wheel: Wheel) -> dict:
    """What the wheel says: operators (module, base, template_fields, arguments), enums, requirements."""
    trees = {}
    for name in wheel.names():
        if name.startswith(ROOT) and name.endswith(".py") and ("/operators/" in name or "/utils/" in name):
            trees[name] = wheel.tree(name)
    operators: dict[str, dict] = {}
    templated: dict[str, list[str]] = {}
    for operator in OPERATORS:
        path, node = next((p, n) for p, t in trees.items() if (n := class_named(t, operator)))
        function = constructor(node)
        if function is None:
            raise SystemExit(f"{operator}: no constructor")
        base = ast.unparse(node.bases[0])
        fields = templated.get(base, [])
        for statement in node.body:
            target = statement.target if isinstance(statement, ast.AnnAssign) else getattr(statement, "targets", [None])[0]
            if getattr(target, "id", "") == "template_fields":
                fields = string_list(statement.value, templated)
        templated[operator] = fields
        operators[operator] = {
            "base": base,
            "module": path.removesuffix(".py").replace("/", "."),
            "template_fields": sorted(set(fields)),
            "arguments": {name: fact_of(name, argument) for name, argument in signature(function).items()},
        }
    enums = {}
    for enum in PYTHON_ENUMS:
        node = next(n for t in trees.values() if (n := class_named(t, enum)))
        enums[enum] = sorted(s.value.value for s in node.body if isinstance(s, ast.Assign))
    return {
        "operators": operators,
        "enums": enums,
        "minimum_airflow": (wheel.requirement("apache-airflow") or "").removeprefix(">="),
        "kubernetes_client": wheel.requirement("kubernetes"),
    }


def current(spans: list[dict]) -> dict | None:
    """The fact of the run that reaches the newest version, without its ends."""
    if not spans or "to" in spans[-1]:
        return None
    return {key: value for key, value in spans[-1].items() if key != "from"}


def extend(spans: list[dict], fact: dict | None, previous: str, version: str) -> None:
    """Go one version on: nothing to write while the fact stays, since an open run has no end."""
    if current(spans) == fact:
        return
    if spans and "to" not in spans[-1]:
        spans[-1]["to"] = previous
    if fact is not None:
        spans.append({"from": version, **fact})


def sections(table: dict, seen: dict) -> list[tuple[str, list[dict], dict | None]]:
    """The table's runs beside the wheel's fact, with a name for messages; runs may be new and empty."""
    for operator in OPERATORS:
        for part in ("template_fields", "arguments"):
            for name in seen["operators"][operator][part]:
                table["operators"][operator][part].setdefault(name, [])
    result = [
        ("minimum Airflow", table["minimum_airflow"], {"airflow": seen["minimum_airflow"]}),
        ("kubernetes client", table["kubernetes_client"], {"requirement": seen["kubernetes_client"]}),
    ]
    for enum in PYTHON_ENUMS:
        result.append((enum, table["enums"][enum], {"values": seen["enums"][enum]}))
    for operator in OPERATORS:
        known, fresh = table["operators"][operator], seen["operators"][operator]
        result.append((f"{operator} base class", known["base"], {"class": fresh["base"]}))
        result.append((f"{operator} module", known["module"], {"module": fresh["module"]}))
        for name, spans in known["template_fields"].items():
            fact = {} if name in fresh["template_fields"] else None
            result.append((f"{operator}.template_fields {name}", spans, fact))
        for name, spans in known["arguments"].items():
            result.append((f"{operator}({name}=)", spans, fresh["arguments"].get(name)))
    return result


def differences(table: dict, seen: dict, version: str) -> list[str]:
    """One line for each fact that the table lacks or has wrongly for this wheel."""
    problems = []
    for what, spans, fact in sections(table, seen):
        have = current(spans)
        if have == fact:
            continue
        if have is None:
            problems.append(f"{what}: in provider {version} ({fact}), missing from the table")
        elif fact is None:
            problems.append(f"{what}: gone from provider {version}, the table still has it")
        else:
            problems.append(f"{what}: provider {version} says {fact}, the table says {have}")
    for operator, named in EFFECTS.items():
        accepted = set(table["operators"][operator]["arguments"]) | set(table["operators"][OPERATORS[0]]["arguments"])
        problems += [f"{operator}({name}=): an effect is given, but no version has it" for name in named if name not in accepted]
    return problems


def refresh(table: dict, seen: dict, version: str) -> None:
    previous = table["versions"][-1]
    if version != previous:
        if version_key(version) < version_key(previous):
            raise SystemExit(f"provider {version} is older than the table's newest, {previous}")
        table["versions"].append(version)
        for _, spans, fact in sections(table, seen):
            extend(spans, fact, previous, version)
    for enum, values in KUBERNETES_ENUMS.items():
        table["enums"][enum] = [{"from": table["versions"][0], "values": values}]
    for operator in OPERATORS:
        table["operators"][operator]["effects"] = EFFECTS[operator]


def text_of(table: dict) -> str:
    return rows(table, 5) + "\n"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--wheels", help="folder that keeps the wheels between runs")
    parser.add_argument("--version", help="the provider version to read instead of the newest")
    parser.add_argument("--check", action="store_true", help="compare and report; write nothing")
    options = parser.parse_args(arguments)
    wheel = Wheel(fetch(PACKAGE, options.version, options.wheels))
    table, seen = json.loads(TARGET.read_text("utf-8")), read(wheel)
    if options.check:
        problems = differences(table, seen, wheel.version)
        if wheel.version != table["versions"][-1]:
            print(f"note: the table was made from provider {table['versions'][-1]}", file=sys.stderr)
        return report(problems, f"arguments.json against provider {wheel.version}")
    refresh(table, seen, wheel.version)
    TARGET.write_text(text_of(table), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
