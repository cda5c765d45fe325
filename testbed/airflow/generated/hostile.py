"""Texts that break what pastes text into Python or YAML, and specs that hold them everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CORPUS = {
    "quotes": 'it\'s "both"',
    "single": "'",
    "double": '"',
    "triple": '"""+__import__("os").getcwd()+"""',
    "triple_single": "''' + x + '''",
    "newline": "a\nb\n",
    "newlines": "\n\n a\n\n\tb \n",
    "carriage_return": "a\rb\r\nc",
    "tab": "\ta\t",
    "spaces": "  a  ",
    "backslash": "\\",
    "backslashes": "\\n\\\\N{BULLET}\\x41\\u0041\\",
    "braces": "{{ ds }} {% raw %}{{ a }}{% endraw %} {# note #}",
    "open_braces": "{{ \" ' \\",
    "fstring": "{0} {x!r} %s %(a)s",
    "dollar": "${x} $x $$ #{x} ${'a'?upper_case}",
    "freemarker": "<#if true>a</#if> <#list 1..3 as x>${x}</#list> [#ftl] <@m/> <#-- c -->",
    "comment": "a # b",
    "hash": "#!/bin/sh",
    "anchor": "&a",
    "alias": "*a",
    "tag": "!!python/object/apply:os.system [id]",
    "own_tag": "!python {expr: 1}",
    "document": "---\na: b\n...\n",
    "mapping": "a: b",
    "list": "- a",
    "question": "? a",
    "pipe": "|\n a",
    "directive": "%YAML 1.1",
    "flow": "{a: [b, c]}",
    "merge": "<<",
    "boolean": "yes",
    "truth": "true",
    "nothing": "null",
    "tilde": "~",
    "number": "1e3",
    "octal": "0o17",
    "old_octal": "017",
    "sexagesimal": "12:30:45",
    "underscores": "1_000",
    "infinity": ".inf",
    "date": "2026-01-01",
    "empty": "",
    "space": " ",
    "nul": "a\0b",
    "controls": "\x01\x08\x0b\x0c\x1b[31m\x7f\x80\x85\x9f",
    "line_separators": "a\u2028b\u2029c\u0085d",
    "bidirectional": "\u202eevil\u202c \u200f\u2066x\u2069",
    "byte_order_mark": "\ufeffa\ufeff",
    "zero_width": "a\u200bb\u200d\u00adc\u2060",
    "nonbreaking": "a\u00a0b\u3000c",
    "emoji": "🚀 👩‍👩‍👧 🇰🇷",
    "astral": "\U0001d518\U000e0041\U0010fffd",
    "private": "\ue001\uffff\ufffe\ufffd",
    "korean": "매출 집계: '야간'",
    "decomposed": "한글 e\u0301",
    "turkish": "İıIi",
    "long": "a 'b' \"c\" \\ 가 " * 700,
    "long_word": "x" * 10_000,
}


def documentation(text: str) -> str:
    """Airflow 2.8 renders a DAG's doc_md as a template, so tidydag refuses Jinja in it."""
    return text.replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #")


def config_map_data(text: str) -> dict[str, str]:
    return {"file.txt": text}


def spec(name: str, text: str) -> dict[str, Any]:
    """A spec with the text in every field that has no grammar."""
    return {
        "spec_version": 1,
        "dag_id": f"hostile_{name}",
        "schedule": None,
        "dagrun_timeout": "1h",
        "description": text,
        "doc_md": documentation(text),
        # Airflow 3 takes tags of at most 100 characters.
        "tags": [text[:100]],
        "params": {
            "value": text,
            f"key {text}": "v",
            "nested": {text: [text, {"a": text}]},
        },
        "cleanup": {"anchor": {"annotations": {"note": text}}},
        "config_maps": {"conf": config_map_data(text)},
        "groups": {"group": {"tooltip": text}},
        "tasks": {
            "pod": {
                "group": "group",
                "doc": text,
                "doc_md": text,
                "pod": {
                    "namespace": "n",
                    "image": "busybox:1.36",
                    "cmds": [text],
                    "arguments": [text, "a" + text, text + "a"],
                    "env_vars": [{"name": "A", "value": text}],
                    "annotations": {"example.com/a": text},
                },
            },
            "env": {
                "pod": {
                    "namespace": "n",
                    "image": "busybox:1.36",
                    "env_vars": {"A": text},
                }
            },
            "mapped": {
                "pod": {"namespace": "n", "image": "busybox:1.36"},
                "expand": {"arguments": [[text], [text, text]]},
            },
            "shell": {
                "executor_config": {"any": text, text: 1},
                "operator": {
                    "class": "acme.BashOperator",
                    "kwargs": {
                        "bash_command": text,
                        "env": {"A": text, text: "b"},
                        "output_encoding": text,
                    },
                },
            },
            "spark": {
                "spark": {
                    "namespace": "n",
                    "application": {
                        "metadata": {"annotations": {"example.com/a": text}},
                        "spec": {
                            "type": "Python",
                            "mode": "cluster",
                            "sparkVersion": "3.5.1",
                            "image": "spark:3.5.1",
                            "mainApplicationFile": "local:///a.py",
                            "arguments": [text, text + "a"],
                            "sparkConf": {"spark.a": text, "spark.b": text + "\n"},
                            "hadoopConf": {"a": text},
                            "driver": {
                                "cores": 1,
                                "env": [{"name": "A", "value": text}],
                            },
                            "executor": {"instances": 1},
                        },
                    },
                },
            },
        },
    }


def scalar(text: str) -> str:
    """A YAML scalar in double quotes, with no more escapes than YAML needs."""
    out = []
    for c in text:
        code = ord(c)
        if c in '"\\':
            out.append("\\" + c)
        elif (
            0x20 <= code < 0x7F
            or 0xA1 <= code <= 0xD7FF
            and code not in (0xAD, 0x2028, 0x2029)
        ):
            out.append(c)
        elif 0xE000 <= code < 0xFEFF or 0x10000 <= code < 0xE0000:
            out.append(c)
        elif code < 0x100:
            out.append(f"\\x{code:02x}")
        elif code < 0x10000:
            out.append(f"\\u{code:04x}")
        else:
            out.append(f"\\U{code:08x}")
    return '"' + "".join(out) + '"'


def flow(tree: Any) -> str:
    if isinstance(tree, dict):
        # A key of more than 1024 characters must say that it is one.
        items = (
            ("? " if len(k) > 99 else "", flow(k), flow(v)) for k, v in tree.items()
        )
        return "{" + ", ".join(f"{mark}{k}: {v}" for mark, k, v in items) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(flow, tree)) + "]"
    if isinstance(tree, str):
        return scalar(tree)
    return "null" if tree is None else str(tree)


def write(folder: Path) -> None:
    folder.mkdir(parents=True)
    targets = (
        (Path(__file__).parent / "specs/.tidydag.yaml")
        .read_text()
        .partition("spark_operator")[0]
    )
    # The linter has much to say of such images and addresses.
    (folder / ".tidydag.yaml").write_text(targets + 'lint: {exclude: ["*"]}\n')
    for name, text in CORPUS.items():
        lines = "\n".join(f"{k}: {flow(v)}" for k, v in spec(name, text).items())
        (folder / f"{name}.dag.yaml").write_text(
            lines + "\n", encoding="utf-8", newline="\n"
        )
