"""Fetch wheels by package name with pip and read them without importing or installing anything."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "main" / "resources" / "io" / "github" / "tidydag"


def version_key(text: str) -> tuple[int, ...]:
    """Order versions by number: 10.9.0 comes before 10.10.0."""
    return tuple(int(part) for part in text.split("."))


def fetch(package: str, version: str | None = None, folder: str | None = None, within: str = "") -> Path:
    """The wheel of PACKAGE: of VERSION, else the newest WITHIN a range. Where from is pip's setting."""
    target = Path(folder or tempfile.mkdtemp(prefix="tidydag-wheels-"))
    stem = package.replace("-", "_")
    if version:
        known = sorted(target.glob(f"{stem}-{version}-*.whl"))
        if known:
            return known[0]
    before = set(target.glob(f"{stem}-*.whl"))
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--disable-pip-version-check", "--ignore-requires-python", "--dest", str(target)]
    subprocess.run([*command, f"{package}=={version}" if version else package + within], check=True)
    made = sorted(set(target.glob(f"{stem}-*.whl")) - before) or sorted(before)
    return max(made, key=lambda wheel: version_key(version_of(wheel)))


def version_of(wheel: Path) -> str:
    return wheel.name.split("-")[1]


class Wheel:
    """The text files of one wheel."""

    def __init__(self, path: Path):
        self.version = version_of(path)
        self._zip = zipfile.ZipFile(path)

    def names(self) -> list[str]:
        return self._zip.namelist()

    def text(self, name: str) -> str:
        return self._zip.read(name).decode("utf-8")

    def tree(self, name: str) -> ast.Module:
        return ast.parse(self.text(name))

    def requirement(self, package: str) -> str | None:
        """The version part of this wheel's unconditional requirement on PACKAGE."""
        metadata = next(name for name in self.names() if name.endswith(".dist-info/METADATA"))
        for line in self.text(metadata).splitlines():
            match = re.match(r"Requires-Dist: ([A-Za-z0-9._-]+)\s*(?:\[[^]]*\])?\s*\(?([^;)]*)", line)
            if match and match[1].lower() == package and ";" not in line:
                return match[2].strip()
        return None


def class_named(tree: ast.Module, name: str) -> ast.ClassDef | None:
    return next((n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and n.name == name), None)


def constructor(node: ast.ClassDef) -> ast.FunctionDef | None:
    return next((n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"), None)


def signature(function: ast.FunctionDef) -> dict[str, dict]:
    """Arguments by name: annotation and default as source text (None when absent)."""
    result: dict[str, dict] = {}
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    for argument, default in [*zip(positional, defaults), *zip(arguments.kwonlyargs, arguments.kw_defaults)]:
        if argument.arg == "self":
            continue
        result[argument.arg] = {
            "annotation": ast.unparse(argument.annotation) if argument.annotation else None,
            "default": ast.unparse(default) if default is not None else None,
        }
    return result


def runs(values: dict[str, object], versions: list[str]) -> list[dict]:
    """Fold {version: fact} into runs over VERSIONS; a fact of None is an absence."""
    result: list[dict] = []
    previous = None
    for version in versions:
        fact = values.get(version)
        if fact is not None:
            if result and previous == fact:
                result[-1]["to"] = version
            else:
                result.append({"from": version, "to": version, "fact": fact})
        previous = fact
    return result


def rows(node: object, depth: int, indent: int = 0) -> str:
    """JSON with one entry a line down to DEPTH; what is deeper or flat and short stands on one line."""
    line = json.dumps(node, ensure_ascii=True, separators=(", ", ": "))
    flat = isinstance(node, list) or (isinstance(node, dict) and not any(isinstance(v, (dict, list)) for v in node.values()))
    if depth == 0 or not node or not isinstance(node, (dict, list)) or (flat and indent and len(line) < 120):
        return line
    pad, end = " " * (indent + 1), " " * indent
    if isinstance(node, dict):
        body = [f"{pad}{json.dumps(key)}: {rows(value, depth - 1, indent + 1)}" for key, value in node.items()]
        return "{\n" + ",\n".join(body) + "\n" + end + "}"
    body = [f"{pad}{rows(value, depth - 1, indent + 1)}" for value in node]
    return "[\n" + ",\n".join(body) + "\n" + end + "]"


def report(problems: list[str], what: str) -> int:
    """Print PROBLEMS one a line; the exit status of a check."""
    for problem in problems:
        print(problem)
    print(f"{what}: {len(problems)} difference(s)" if problems else f"{what}: the table agrees", file=sys.stderr)
    return 1 if problems else 0
