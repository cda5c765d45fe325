"""The checks must be able to fail: doctored tables, and a wheel made up for the test. No network."""

from __future__ import annotations

import ast
import contextlib
import copy
import io
import json
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

import check_spark
import make_spark
import refresh_arguments
import refresh_core
import refresh_kubernetes
import wheels

POD = '''
class KubernetesPodOperator(BaseOperator):
    template_fields: Sequence[str] = ("image", "cmds")
    def __init__(self, *, image: str | None = None, cmds: list[str] | None = None, durable: bool | None = None, **kwargs):
        pass
'''
SPARK = '''
class SparkKubernetesOperator(KubernetesPodOperator):
    template_fields = ["application_file"]
    def __init__(self, *, application_file: str | None = None, **kwargs):
        pass
'''
JOB = '''
class KubernetesJobOperator(KubernetesPodOperator):
    template_fields: Sequence[str] = tuple({"job_template_file"} | set(KubernetesPodOperator.template_fields))
    def __init__(self, *, job_template_file: str | None = None, parallelism: int = 1, **kwargs):
        pass
'''
ENUMS = '''
class OnFinishAction(str, Enum):
    KEEP_POD = "keep_pod"
    DELETE_POD = "delete_pod"
class OnKillAction(str, Enum):
    KEEP_POD = "keep_pod"
'''
METADATA = "Name: x\nRequires-Dist: apache-airflow>=2.11.0\nRequires-Dist: kubernetes>=36.0.1,<37.0.0\nRequires-Dist: kubernetes>=1 ; extra == 'x'\n"


def provider_wheel(folder: str, pod: str = POD) -> wheels.Wheel:
    path = Path(folder) / "apache_airflow_providers_cncf_kubernetes-99.0.0-py3-none-any.whl"
    root = refresh_arguments.ROOT
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"{root}operators/pod.py", pod)
        made.writestr(f"{root}operators/spark_kubernetes.py", SPARK)
        made.writestr(f"{root}operators/job.py", JOB)
        made.writestr(f"{root}utils/pod_manager.py", ENUMS)
        made.writestr("x-99.0.0.dist-info/METADATA", METADATA)
    return wheels.Wheel(path)


def loaded(module) -> dict:
    return json.loads(module.TARGET.read_text("utf-8"))


def newest_facts(table: dict) -> dict:
    """What a wheel would say that agrees with the table."""
    operators = {}
    for name, known in table["operators"].items():
        operators[name] = {
            "base": refresh_arguments.current(known["base"])["class"],
            "module": refresh_arguments.current(known["module"])["module"],
            "template_fields": [f for f, runs in known["template_fields"].items() if refresh_arguments.current(runs) is not None],
            "arguments": {a: f for a, runs in known["arguments"].items() if (f := refresh_arguments.current(runs)) is not None},
        }
    enums = {e: refresh_arguments.current(table["enums"][e])["values"] for e in refresh_arguments.PYTHON_ENUMS}
    return {
        "operators": operators,
        "enums": enums,
        "minimum_airflow": table["minimum_airflow"][-1]["airflow"],
        "kubernetes_client": table["kubernetes_client"][-1]["requirement"],
    }


class ArgumentsTest(unittest.TestCase):
    def setUp(self):
        self.table = loaded(refresh_arguments)
        self.seen = newest_facts(self.table)

    def differences(self) -> list[str]:
        return refresh_arguments.differences(self.table, copy.deepcopy(self.seen), "99.0.0")

    def test_the_table_agrees_with_itself(self):
        self.assertEqual([], self.differences())

    def test_an_argument_missing_from_the_table_is_named(self):
        del self.table["operators"]["KubernetesPodOperator"]["arguments"]["durable"]
        self.assertEqual(1, len(self.differences()))
        self.assertIn("KubernetesPodOperator(durable=): in provider 99.0.0", self.differences()[0])

    def test_an_argument_that_the_wheel_lost_is_named(self):
        del self.seen["operators"]["KubernetesJobOperator"]["arguments"]["suspend"]
        self.assertEqual(["KubernetesJobOperator(suspend=): gone from provider 99.0.0, the table still has it"], self.differences())

    def test_a_changed_default_type_enum_or_requirement_is_named(self):
        self.seen["operators"]["SparkKubernetesOperator"]["arguments"]["namespace"]["default"] = "None"
        self.seen["enums"]["OnKillAction"] = ["keep_pod"]
        self.seen["minimum_airflow"] = "3.0.0"
        told = "\n".join(self.differences())
        for part in ("SparkKubernetesOperator(namespace=)", "OnKillAction", "minimum Airflow"):
            self.assertIn(part, told)

    def test_a_templated_field_more_or_less_is_named(self):
        self.seen["operators"]["KubernetesPodOperator"]["template_fields"].remove("image")
        self.seen["operators"]["KubernetesPodOperator"]["template_fields"].append("tolerations")
        self.assertEqual(2, len(self.differences()))

    def test_the_check_exits_1_and_writes_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            made = provider_wheel(folder)
            before = refresh_arguments.TARGET.read_text("utf-8")
            with mock.patch.object(refresh_arguments, "fetch", return_value=Path(made._zip.filename)):
                told = io.StringIO()
                with contextlib.redirect_stdout(told), contextlib.redirect_stderr(io.StringIO()):
                    self.assertEqual(1, refresh_arguments.main(["--check"]))
            self.assertIn("KubernetesPodOperator(namespace=): gone from provider 99.0.0", told.getvalue())
            self.assertEqual(before, refresh_arguments.TARGET.read_text("utf-8"))

    def test_a_wheel_is_read_without_importing_it(self):
        with tempfile.TemporaryDirectory() as folder:
            seen = refresh_arguments.read(provider_wheel(folder))
        self.assertEqual({"type": "list<str>", "default": "None"}, seen["operators"]["KubernetesPodOperator"]["arguments"]["cmds"])
        self.assertEqual(["cmds", "image", "job_template_file"], seen["operators"]["KubernetesJobOperator"]["template_fields"])
        self.assertEqual(">=36.0.1,<37.0.0", seen["kubernetes_client"])
        self.assertEqual("2.11.0", seen["minimum_airflow"])

    def test_an_unknown_annotation_stops_the_refresh(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(SystemExit, "novelty"):
            refresh_arguments.read(provider_wheel(folder, POD.replace("durable: bool | None", "novelty: Mystery | None")))

    def test_a_refresh_opens_and_closes_runs(self):
        arguments = self.seen["operators"]["KubernetesPodOperator"]["arguments"]
        arguments["image"]["default"], arguments["novelty"] = "'busybox'", {"type": "str", "default": "None"}
        del arguments["durable"]
        refresh_arguments.refresh(self.table, self.seen, "99.0.0")
        known = self.table["operators"]["KubernetesPodOperator"]["arguments"]
        self.assertEqual([{"from": "4.4.0", "to": "10.25.0", "type": "str", "default": "None"}], known["image"][:1])
        self.assertEqual({"from": "99.0.0", "type": "str", "default": "'busybox'"}, known["image"][1])
        self.assertEqual("10.25.0", known["durable"][-1]["to"])
        self.assertEqual([{"from": "99.0.0", "type": "str", "default": "None"}], known["novelty"])
        self.assertEqual([], refresh_arguments.differences(self.table, self.seen, "99.0.0"))

    def test_an_unchanged_refresh_is_the_same_file(self):
        refresh_arguments.refresh(self.table, self.seen, self.table["versions"][-1])
        self.assertEqual(refresh_arguments.TARGET.read_text("utf-8"), refresh_arguments.text_of(self.table))


class CoreTest(unittest.TestCase):
    def setUp(self):
        self.table = loaded(refresh_core)
        self.seen = {"release": "9.9.9", "TriggerRule": []}
        for name in refresh_core.CLASSES:
            self.seen[name] = {}
            for argument, runs in self.table[name]["arguments"].items():
                if "to" not in runs[-1]:
                    self.seen[name][argument] = {k: v for k, v in runs[-1].items() if k != "from"}
        self.seen["TriggerRule"] = [r for r, runs in self.table["enums"]["TriggerRule"].items() if "to" not in runs[-1]]

    def test_the_table_agrees_with_itself(self):
        self.assertEqual([], refresh_core.differences(self.table, self.seen))

    def test_what_is_missing_or_wrong_is_named(self):
        del self.table["DAG"]["arguments"]["deadline"]
        del self.seen["BaseOperator"]["queue"]
        self.seen["BaseOperator"]["retries"]["default"] = "3"
        self.seen["TriggerRule"].append("all_odd")
        told = "\n".join(refresh_core.differences(self.table, self.seen))
        for part in ("DAG(deadline=): in Airflow 9.9.9", "BaseOperator(queue=): gone", "BaseOperator(retries=)", "all_odd"):
            self.assertIn(part, told)


class KubernetesTest(unittest.TestCase):
    def test_what_is_missing_or_wrong_is_named(self):
        table = loaded(refresh_kubernetes)
        seen = {}
        for name, entry in table["types"].items():
            if "to" not in entry["clients"][-1]:
                seen[name] = {f: dict(spans[-1]) for f, spans in entry["fields"].items() if "to" not in spans[-1]}
        wheel = mock.Mock(version="99.0.0")
        with mock.patch.object(refresh_kubernetes, "models", return_value=seen):
            self.assertEqual([], refresh_kubernetes.differences(table, wheel))
            del table["types"]["V1EnvVar"]["fields"]["value"]
            table["types"]["V1PodSpec"]["fields"]["hostNetwork"][0]["python"] = "hostNetwork"
            del seen["V1Toleration"]
            told = "\n".join(refresh_kubernetes.differences(table, wheel))
        for part in ("V1EnvVar.value: in client", "V1PodSpec.hostNetwork:", "V1Toleration: in the table"):
            self.assertIn(part, told)

    def test_types_are_written_in_our_grammar(self):
        self.assertEqual("map<list<str>>", refresh_kubernetes.our_type("dict(str, list[str])"))
        self.assertEqual("map<V1X>", refresh_kubernetes.our_type("dict[str, V1X]"))
        self.assertEqual("list<V1X>", refresh_kubernetes.our_type("list[V1X]"))

    def test_every_entry_of_the_overlay_is_in_the_table(self):
        types = loaded(refresh_kubernetes)["types"]
        for key, grammar in json.loads(refresh_kubernetes.OVERLAY.read_text("utf-8")).items():
            if key.endswith("#name"):
                self.assertEqual(grammar, types[key.removesuffix("#name")]["object_name"])
            else:
                name, field = key.split(".")
                self.assertEqual({grammar}, {run.get("grammar") for run in types[name]["fields"][field]})


MODELS = '''
class Top(BaseModel):
    """What a kind is."""
    spec: Spec
    status: Optional[StrictStr] = None
    __properties: ClassVar[List[str]] = ["spec", "status"]
    model_config = ConfigDict(populate_by_name=True)
class Spec(BaseModel):
    spark_version: StrictStr = Field(description="any", alias="sparkVersion")
    env: Optional[List[Env]] = Field(default=None)
    conf: Optional[Dict[str, StrictStr]] = Field(default=None)
    limits: Optional[Dict[str, IoK8sApimachineryPkgApiResourceQuantity]] = None
class Env(BaseModel):
    name: StrictStr
'''


class CheckSparkTest(unittest.TestCase):
    def setUp(self):
        wheel = mock.Mock()
        wheel.names.return_value = ["p/models/top.py", "p/api.py"]
        wheel.tree.return_value = ast.parse(MODELS)
        self.models = check_spark.models(wheel)
        run = {"from": "2.4.0"}
        self.table = {
            "releases": ["2.3.0", "2.4.0", "2.5.0"],
            "structs": {
                "/": {"spec": [{**run, "type": "struct:spec"}], "status": [{**run, "type": "str"}]},
                "spec": {
                    "sparkVersion": [{**run, "type": "str"}],
                    "env": [{**run, "type": "list<k8s:V1EnvVar>"}],
                    "conf": [{**run, "type": "map<str>"}],
                    "limits": [{**run, "type": "map<int-or-string>"}],
                    "later": [{"from": "2.5.0", "type": "str"}],
                },
            },
            "kubernetes": {"V1EnvVar": {"name": [run]}},
        }
        self.types = {"V1EnvVar": {"fields": {"name": [{"type": "str"}]}}}

    def told(self) -> list[str]:
        problems: list[str] = []
        table = check_spark.Table(self.table, self.types)
        check_spark.compare(table, self.models, "", "struct:/", "Top", set(), problems)
        return problems

    def test_what_agrees_is_silent(self):
        self.assertEqual([], self.told())

    def test_each_side_may_lack_a_field_or_say_something_else(self):
        spec = self.table["structs"]["spec"]
        spec["sparkVersion"][0]["type"] = "int"
        spec["conf"][0]["type"] = "list<str>"
        spec["more"] = [{"from": "2.3.0", "type": "bool"}]
        del self.table["kubernetes"]["V1EnvVar"]["name"]
        del spec["limits"]
        told = "\n".join(self.told())
        for part in (
            "spec.sparkVersion: int in the table, str in the models",
            "spec.conf: list<str> in the table, map<str> in the models",
            "spec.more is only in the table",
            "spec.env[].name is only in the models",
            "spec.limits is only in the models",
        ):
            self.assertIn(part, told)


class MakeSparkTest(unittest.TestCase):
    """A definition of two releases, made up for the test."""

    def made(self, fields: dict) -> dict:
        whole = {"from": "1.1.2", "to": "2.5.2"}
        facts = {"versions": ["1.1.2", "2.5.2"], "fields": {k: [{**whole, **v}] for k, v in fields.items()}}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "facts.json"
            file.write_text(json.dumps(facts))
            types = loaded(refresh_kubernetes)["types"]
            read = make_spark.Facts(file, "v1beta2")
            return make_spark.Maker("kubeflow", [("SparkApplication", "", read)], types).make()

    def test_parts_become_structs_and_kubernetes_types(self):
        table = self.made(
            {
                "spec": {"type": "object", "required": True},
                "spec.mode": {"type": "string", "enum": ["a", "b"]},
                "spec.cores": {"type": "integer", "format": "int32", "minimum": 1},
                "spec.cores2": {"type": "integer", "to": "1.1.2"},
                "spec.limits": {"type": "object"},
                "spec.limits.*": {"x-kubernetes-int-or-string": True, "pattern": "([KMGTPE]i)"},
                "spec.env": {"type": "array", "x-kubernetes-list-map-keys": ["name"]},
                "spec.env[]": {"type": "object"},
                "spec.env[].name": {"type": "string", "required": True},
                "spec.template": {"type": "object", "x-kubernetes-preserve-unknown-fields": True},
            }
        )
        self.assertEqual("struct:spec", table["structs"]["/"]["spec"][0]["type"])
        spec = {key: runs[0] for key, runs in table["structs"]["spec"].items()}
        self.assertEqual(["a", "b"], spec["mode"]["enum"])
        self.assertEqual({"from": "1.1.2", "type": "int", "minimum": 1, "format": "int32"}, spec["cores"])
        self.assertEqual("1.1.2", spec["cores2"]["to"])
        self.assertEqual(("map<int-or-string>", "quantity"), (spec["limits"]["type"], spec["limits"]["pattern"]))
        self.assertEqual(("list<k8s:V1EnvVar>", ["name"]), (spec["env"]["type"], spec["env"]["keys"]))
        self.assertTrue(spec["template"]["open"])
        self.assertEqual({"name": [{"from": "1.1.2", "required": True}]}, table["kubernetes"]["V1EnvVar"])
        self.assertEqual(table, json.loads(make_spark.write(table)))


class WheelsTest(unittest.TestCase):
    def test_runs_break_where_the_fact_changes_or_is_absent(self):
        values = {"1": "a", "2": "a", "4": "a", "5": "b"}
        ends = [(run["from"], run["to"], run["fact"]) for run in wheels.runs(values, ["1", "2", "3", "4", "5"])]
        self.assertEqual([("1", "2", "a"), ("4", "4", "a"), ("5", "5", "b")], ends)

    def test_versions_are_ordered_by_number(self):
        self.assertLess(wheels.version_key("10.9.0"), wheels.version_key("10.10.0"))


if __name__ == "__main__":
    unittest.main()
