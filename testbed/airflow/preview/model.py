"""What the Python kubernetes client knows of a Pod: every class within V1Pod, its fields, their types.

Airflow reads pod templates through this client, which drops what it does not know, turns values into the type it
expects and refuses an object that lacks a required field. The Java preview does the same from a table; this module
reads the installed client, so that the table can be compared with it and written from it:

    python model.py TABLE     adds the installed client to TABLE
"""

import csv
import inspect
import re
import sys
from pathlib import Path

import kubernetes
from kubernetes.client import models

COMMENT = (
    "# What the Python kubernetes client knows of a Pod; written by testbed/airflow/preview/model.py.\n"
    "# class, field, type, required, the clients where it is so (empty: all of the clients named here)\n"
)


def fields():
    """The rows (class, field, type, "required" or "") of the installed client. The status of a pod is left out."""
    found, todo, seen = set(), ["V1Pod"], {"V1PodStatus"}
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        model = getattr(models, name)
        for attribute, declared in model.openapi_types.items():
            kind = re.sub(r"dict[(\[]str, (.*)[)\]]$", r"dict[\1]", declared)
            setter = inspect.getsource(getattr(model, attribute).fset)
            required = f"client_side_validation and {attribute} is None" in setter
            found.add((name, model.attribute_map[attribute], kind, "required" if required else ""))
            todo += re.findall(r"[A-Z]\w+", kind)
    return found


def version_key(version):
    return tuple(int(part) for part in version.split("."))


def read(table):
    """The clients of the table, and its rows with the clients of each."""
    clients, rows = [], {}
    with open(table, newline="", encoding="utf-8") as stream:
        for row in csv.reader(stream, delimiter="\t"):
            if row[0] == "clients":
                clients = row[1:]
            elif not row[0].startswith("#"):
                rows[tuple(row[:4])] = row[4].split() or clients
    return clients, rows


def write(table):
    clients, rows = read(table) if Path(table).exists() else ([], {})
    installed = kubernetes.__version__
    rows = {row: set(where) - {installed} for row, where in rows.items()}
    for row in fields():
        rows.setdefault(row, set()).add(installed)
    clients = sorted({*clients, installed}, key=version_key)
    with open(table, "w", newline="", encoding="utf-8") as stream:
        stream.write(COMMENT)
        out = csv.writer(stream, delimiter="\t", lineterminator="\n")
        out.writerow(["clients", *clients])
        for row, where in sorted(rows.items()):
            if where:
                out.writerow([*row, "" if where == set(clients) else " ".join(sorted(where, key=version_key))])


if __name__ == "__main__":
    write(sys.argv[1])
