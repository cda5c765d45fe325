"""Every text of the corpus comes out of a spec as itself, in Airflow and in YAML."""

from __future__ import annotations

import re

import hostile
import pytest
import yaml
from conftest import AIRFLOW, PREPARED, load

HOSTILE = PREPARED / "hostile"


@pytest.mark.parametrize("name", hostile.CORPUS)
def test_texts(name: str) -> None:
    text = hostile.CORPUS[name]
    dag = load(HOSTILE / f"hostile_{name}.py")
    assert dag.description == text
    documentation = hostile.documentation(text)
    if AIRFLOW < (
        2,
        9,
    ):  # as a template it loses the last line break, and keeps one kind only
        documentation = re.sub(r"\r\n?", "\n", documentation)
        documentation = documentation.removesuffix("\n")
    assert dag.doc_md == documentation
    assert list(dag.tags) == [text[:100]]
    assert dag.params.dump() == {
        "value": text,
        f"key {text}": "v",
        "nested": {text: [text, {"a": text}]},
    }
    assert dag.task_group.children["group"].tooltip == text

    pod = dag.get_task("group.pod")
    assert pod.doc == text
    assert pod.doc_md == text
    assert pod.cmds == [text]
    assert pod.arguments == [text, "a" + text, text + "a"]
    assert [v.value for v in pod.env_vars] == [text]
    assert pod.annotations == {"example.com/a": text}
    run = pod._pre_execute_hook
    assert run.annotations == {"note": text}
    assert run.config_maps == {"conf": hostile.config_map_data(text)}

    env = dag.get_task("env").env_vars
    assert env == {"A": text} or [(v.name, v.value) for v in env] == [("A", text)]

    assert dag.get_task("mapped").expand_input.value == {
        "arguments": [[text], [text, text]]
    }

    shell = dag.get_task("shell")
    assert shell.bash_command == text
    assert shell.env == {"A": text, text: "b"}
    assert shell.output_encoding == text
    assert shell.executor_config == {"any": text, text: 1}


@pytest.mark.parametrize("name", hostile.CORPUS)
def test_application(name: str) -> None:
    text = hostile.CORPUS[name]
    file = HOSTILE / f"hostile_{name}" / "spark.yaml"
    application = yaml.safe_load(file.read_bytes())
    written = hostile.spec(name, text)["tasks"]["spark"]["spark"]["application"]
    assert application["metadata"]["annotations"] == written["metadata"]["annotations"]
    for key, value in written["spec"].items():
        assert application["spec"][key] == value
