"""Makes spark/kubeflow.json and spark/apache.json.

    python3 make_spark.py kubeflow APPLICATIONS SCHEDULED CONNECTS
    python3 make_spark.py apache APPLICATIONS CLUSTERS

Each argument is a JSON file of the facts of one custom resource definition over its releases: `versions`, perhaps
`api_versions` (by release), and `fields`, which gives for a path (`spec.driver.env[].name`, `*` for a map's values)
a list of runs: `from`, `to`, `type`, and what else the definition says of the field in its own words.

The tables say the same in a form that is short: a part of a definition that is a type of Kubernetes is named, and
its fields are listed once; kubernetes/types.json says what they hold. `--check` compares tables that are there with
the facts, field by field and release by release, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1] / "main/resources/io/github/tidydag"

KINDS = {
    "kubeflow": [
        ("SparkApplication", "", "v1beta2"),
        ("ScheduledSparkApplication", "Scheduled", "v1beta2"),
        ("SparkConnect", "Connect", "v1alpha1"),
    ],
    "apache": [("SparkApplication", "Application", ""), ("SparkCluster", "Cluster", "")],
}
GROUPS = {"kubeflow": "sparkoperator.k8s.io", "apache": "spark.apache.org"}

# What a key holds, where Kubernetes has a name for it; a list's items and a map's values count as the key.
NAMED = {
    "affinity": "V1Affinity",
    "dnsConfig": "V1PodDNSConfig",
    "env": "V1EnvVar",
    "envFrom": "V1EnvFromSource",
    "hostAliases": "V1HostAlias",
    "initContainers": "V1Container",
    "sidecars": "V1Container",
    "lifecycle": "V1Lifecycle",
    "podSecurityContext": "V1PodSecurityContext",
    "securityContext": "V1SecurityContext",
    "securityContext@1.1.2": "V1PodSecurityContext",
    "securityContext@1.2.0": "V1PodSecurityContext",
    "tolerations": "V1Toleration",
    "volumeMounts": "V1VolumeMount",
    "volumes": "V1Volume",
    "metadata": "V1ObjectMeta",
    "podTemplateSpec": "V1PodTemplateSpec",
    "template": "V1PodTemplateSpec",
}
QUANTITY = "[KMGTPE]i"
SCALARS = {"string": "str", "integer": "int", "boolean": "bool"}
# What a run of a field says besides its type, and how the tables say it.
SAID = {
    "required": "required",
    "enum": "enum",
    "minimum": "minimum",
    "maximum": "maximum",
    "pattern": "pattern",
    "format": "format",
    "default": "default",
    "nullable": "nullable",
    "x-kubernetes-preserve-unknown-fields": "open",
    "x-kubernetes-list-map-keys": "keys",
}


class Facts:
    """One definition: what it says of a path in a release."""

    def __init__(self, file: Path, api_version: str):
        read = json.loads(file.read_text())
        self.releases = read["versions"]
        # A release may serve several, and the last is what it stores.
        served = read.get("api_versions") or {release: [api_version] for release in self.releases}
        self.served = {release: list(reversed(served[release])) for release in self.releases}
        self.fields = dict(read["fields"])
        whole = {"from": self.releases[0], "to": self.releases[-1]}
        for key, kind in (("apiVersion", "string"), ("kind", "string"), ("metadata", "object")):
            self.fields.setdefault(key, [{**whole, "type": kind}])
        self.below: dict[str, list[str]] = {}
        for path in self.fields:
            self.below.setdefault(parent(path), []).append(path)

    def at(self, path: str, release: str) -> dict | None:
        place = self.releases.index(release)
        for run in self.fields.get(path, ()):
            if self.releases.index(run["from"]) <= place <= self.releases.index(run["to"]):
                return run
        return None

    def keys(self, path: str, release: str) -> list[str]:
        return [
            child[len(path) + 1 if path else 0 :]
            for child in self.below.get(path, ())
            if not child.endswith(("[]", ".*")) and self.at(child, release) is not None
        ]


def parent(path: str) -> str:
    if path.endswith("[]"):
        return path[:-2]
    return path.rpartition(".")[0]


def wrap(outer: list[str], inner: str) -> str:
    for word in reversed(outer):
        inner = f"{word}<{inner}>"
    return inner


class Maker:
    def __init__(self, family: str, kinds: list[tuple[str, str, Facts]], types: dict):
        self.family = family
        self.kinds = kinds
        self.types = types
        self.releases = max((facts.releases for _, _, facts in kinds), key=len)
        self.structs: dict[str, dict[str, dict[str, dict]]] = {}
        self.embedded: dict[str, dict[str, dict[str, dict]]] = {}
        self.presence: dict[str, dict[str, set[frozenset]]] = {}

    def kubernetes_type(self, facts: Facts, path: str, release: str, within: str | None) -> str | None:
        """The name that Kubernetes has for the object at a path."""
        if within is not None:
            return within
        key = path.replace("[]", "").rpartition(".")[2]
        if path.endswith(".*"):
            return None
        name = NAMED.get(f"{key}@{release}") or NAMED.get(key) or ("V1ObjectMeta" if key.endswith("Metadata") else None)
        keys = set(facts.keys(path, release))
        if name is None or not keys <= set(self.types[name]["fields"]) or (not keys and key != "metadata"):
            return None
        return name

    def type_of(self, facts: Facts, path: str, release: str, within: str | None, name: str) -> str:
        """The type at a path, and all below it."""
        run = facts.at(path, release)
        outer: list[str] = []
        if run.get("x-kubernetes-preserve-unknown-fields"):
            return "k8s:V1PodTemplateSpec"
        while True:
            if run.get("x-kubernetes-int-or-string"):
                return wrap(outer, "int-or-string")
            if run.get("format") == "date-time":
                return wrap(outer, "datetime")
            if run["type"] in SCALARS:
                return wrap(outer, SCALARS[run["type"]])
            if run["type"] == "array":
                outer.append("list")
                path += "[]"
                run = facts.at(path, release) or {"type": "string"}
                continue
            if facts.at(path + ".*", release) is not None:
                outer.append("map")
                path += ".*"
                run = facts.at(path, release)
                continue
            kubernetes = self.kubernetes_type(facts, path, release, within)
            if kubernetes is not None:
                self.embed(facts, path, release, kubernetes)
                return wrap(outer, "k8s:" + kubernetes)
            if path == "metadata":
                return "k8s:V1ObjectMeta"
            if not facts.keys(path, release):
                return wrap(outer, "dict")
            return wrap(outer, "struct:" + self.struct(facts, path, release, name))

    def embed(self, facts: Facts, path: str, release: str, kubernetes: str) -> None:
        if path == "metadata":
            return  # the API server knows all of it, whatever the definition says
        known = self.types[kubernetes]["fields"]
        keys = facts.keys(path, release)
        self.presence.setdefault(kubernetes, {}).setdefault(release, set()).add(frozenset(keys))
        fields = self.embedded.setdefault(kubernetes, {})
        for key in keys:
            below = f"{path}.{key}"
            if key not in known:
                sys.exit(f"{below}: {kubernetes} has no {key}")
            there = known[key][-1]
            inner = there["type"].rstrip(">").rpartition("<")[2]
            within = inner.removeprefix("k8s:") if inner.removeprefix("k8s:") in self.types else None
            found = self.type_of(facts, below, release, within, f"{kubernetes}.{key}")
            fact = self.said(facts, below, release)
            if plain(found) != crd_type(there):
                fact["type"] = found
            before = fields.setdefault(key, {}).setdefault(release, fact)
            if before != fact:
                sys.exit(f"{below}: {fact} in {release}, and elsewhere {before}")

    def said(self, facts: Facts, path: str, release: str) -> dict:
        """What a field must be like; of a list or a map, what its items must be like, too."""
        fact = said(facts.at(path, release))
        for ending in ("[]", ".*"):
            if facts.at(path + ending, release) is not None:
                inner = self.said(facts, path + ending, release)
                fact |= {key: inner[key] for key in ("pattern", "enum", "minimum", "maximum") if key in inner}
        return fact

    def struct(self, facts: Facts, path: str, release: str, name: str) -> str:
        fields = self.structs.setdefault(name, {})
        for key in facts.keys(path, release):
            below = f"{path}.{key}" if path else key
            run = facts.at(below, release)
            if below == "status" and self.family == "apache":
                # Nobody writes it, and it is most of the definition.
                fields.setdefault(key, {})[release] = {"type": "dict"}
                continue
            found = self.type_of(facts, below, release, None, self.name(name, path, below, release, facts))
            fact = {"type": found, **self.said(facts, below, release)}
            before = fields.setdefault(key, {}).setdefault(release, fact)
            if before != fact:
                sys.exit(f"{below}: {fact} in {release}, and elsewhere {before}")
        return name

    def name(self, above: str, path: str, below: str, release: str, facts: Facts) -> str:
        if self.family == "kubeflow" and above == "Scheduled/spec" and below == "spec.template":
            return "spec"
        while True:
            run = facts.at(below, release)
            if run.get("type") == "array":
                below += "[]"
            elif facts.at(below + ".*", release) is not None:
                below += ".*"
            else:
                break
        if above.endswith("/"):
            return above[:-1] + ("/" if above != "/" else "") + below
        return above + below[len(path) :]

    def make(self) -> dict:
        for _, root, facts in self.kinds:
            for release in facts.releases:
                self.struct(facts, "", release, root + "/")
        self.join_equal()
        for name, by_release in self.presence.items():
            for release, sets in by_release.items():
                if len(sets) > 1:
                    print(f"{name} differs by place in {release}: {[sorted(s ^ max(sets, key=len)) for s in sets]}", file=sys.stderr)
        kinds = {}
        for kind, root, facts in self.kinds:
            served = {release: {"versions": facts.served[release]} for release in facts.releases}
            kinds[kind] = {"root": root + "/", "served": self.runs(served)}
        return {
            "group": GROUPS[self.family],
            "releases": self.releases,
            "kinds": kinds,
            "structs": {n: {k: self.runs(by) for k, by in fields.items()} for n, fields in self.structs.items()},
            "kubernetes": {
                n: {k: self.runs(by) for k, by in sorted(fields.items())} for n, fields in sorted(self.embedded.items())
            },
        }

    def join_equal(self) -> None:
        """Makes one of structs that are the same, which is most of the Apache operator's."""
        if self.family == "kubeflow":
            return
        while True:
            seen: dict[str, str] = {}
            same: dict[str, str] = {}
            for name, fields in self.structs.items():
                if name.endswith("/"):
                    continue
                text = json.dumps(fields, sort_keys=True)
                if text in seen:
                    same[name] = seen[text]
                else:
                    seen[text] = name
            if not same:
                return
            for name in same:
                del self.structs[name]
            for fields in [*self.structs.values(), *self.embedded.values()]:
                for by_release in fields.values():
                    for fact in by_release.values():
                        if "struct:" in fact.get("type", ""):
                            head, _, rest = fact["type"].partition("struct:")
                            struct = rest.rstrip(">")
                            fact["type"] = head + "struct:" + same.get(struct, struct) + rest[len(struct) :]

    def runs(self, by_release: dict[str, dict]) -> list[dict]:
        runs: list[dict] = []
        facts: list[dict] = []
        last = -2
        for release, fact in by_release.items():
            place = self.releases.index(release)
            if runs and place == last + 1 and facts[-1] == fact:
                runs[-1]["to"] = release
            else:
                runs.append({"from": release, "to": release})
                facts.append(fact)
            last = place
        for run in runs:
            if run["to"] == self.releases[-1]:
                del run["to"]
        return [{**run, **fact} for run, fact in zip(runs, facts)]


def said(run: dict) -> dict:
    fact = {}
    for theirs, ours in SAID.items():
        value = run.get(theirs)
        if value is None or value is False and theirs != "default":
            continue
        if theirs == "pattern" and QUANTITY in value:
            value = "quantity"
        if theirs == "format" and value not in ("int32", "int64"):
            continue
        fact[ours] = value if not isinstance(value, (dict, list)) or ours in ("enum", "keys") else json.dumps(value)
    if run.get("x-kubernetes-list-type") == "set":
        fact["set"] = True
    return fact


def plain(found: str) -> str:
    return found.replace("k8s:", "")


def crd_type(there: dict) -> str:
    """A type of types.json as definitions write it."""
    if there.get("grammar") == "quantity":
        return there["type"].replace("str", "int-or-string")
    if there.get("grammar") == "int-or-string":
        return "int-or-string"
    return there["type"].replace("datetime", "str").replace("object", "int-or-string").replace("k8s:", "")


def write(table: dict) -> str:
    """One field a line, where it fits."""
    lines = ["{"]
    for key in ("group", "releases"):
        lines.append(f" {json.dumps(key)}: {json.dumps(table[key])},")
    for section in ("kinds", "structs", "kubernetes"):
        lines.append(f" {json.dumps(section)}: {{")
        for name, fields in table[section].items():
            if section == "kinds":
                lines.append(f"  {json.dumps(name)}: {json.dumps(fields)},")
                continue
            lines.append(f"  {json.dumps(name)}: {{")
            lines += [f"   {json.dumps(key)}: {json.dumps(runs)}," for key, runs in fields.items()]
            lines[-1] = lines[-1].rstrip(",")
            lines.append("  },")
        lines[-1] = lines[-1].rstrip(",")
        lines.append(" },")
    lines[-1] = lines[-1].rstrip(",")
    return "\n".join([*lines, "}", ""])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("family", choices=sorted(KINDS))
    parser.add_argument("facts", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    kinds = [
        (kind, root, Facts(file, version))
        for (kind, root, version), file in zip(KINDS[arguments.family], arguments.facts, strict=True)
    ]
    types = json.loads((RESOURCES / "kubernetes/types.json").read_text())["types"]
    text = write(Maker(arguments.family, kinds, types).make())
    target = RESOURCES / f"spark/{arguments.family}.json"
    if arguments.check:
        return int(not target.is_file() or target.read_text() != text)
    target.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
