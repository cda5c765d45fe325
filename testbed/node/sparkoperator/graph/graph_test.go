package graph

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// Two runs of one application, told by the ids that they were given.
const run = `
- kind: SparkApplication
  metadata: {name: NAME, namespace: PLACE, uid: UID}
  status: {applicationState: {state: STATE}, terminationTime: "2026-01-01T00:00:00Z", executorState: {NAME-exec-1: FAILED}}
- kind: Pod
  metadata:
    name: NAME-driver
    namespace: PLACE
    uid: UID-driver
    labels: {sparkoperator.k8s.io/app-name: NAME, spark-role: driver}
    ownerReferences: [{kind: SparkApplication, name: NAME, uid: UID, controller: true}]
  spec:
    restartPolicy: Never
    containers: [{name: main}]
    volumes: [{name: kube-api-access-TOKEN, projected: {}}, {name: conf, configMap: {name: spark-drv-ID-conf-map}}]
  status: {phase: Succeeded}
- kind: ConfigMap
  metadata:
    name: spark-drv-ID-conf-map
    namespace: PLACE
    uid: UID-conf
    ownerReferences: [{kind: Pod, name: NAME-driver, uid: UID-driver}]
  immutable: true
  data:
    spark.kubernetes.namespace: PLACE
    spark.properties: "#made from spark-drv-ID-conf-map\nspark.master=k8s\\://https\\://HOST\nspark.driver.host=NAME-ID-driver-svc.PLACE.svc\n"
`

func objects(t *testing.T, replacements ...string) []unstructured.Unstructured {
	t.Helper()
	var contents []map[string]any
	if err := yaml.Unmarshal([]byte(strings.NewReplacer(replacements...).Replace(run)), &contents); err != nil {
		t.Fatal(err)
	}
	var all []unstructured.Unstructured
	for _, content := range contents {
		all = append(all, unstructured.Unstructured{Object: content})
	}
	return all
}

func first(t *testing.T) []unstructured.Unstructured {
	return objects(t, "NAME", "normal", "PLACE", "a", "UID", "u1", "STATE", "COMPLETED", "TOKEN", "abcde", "ID", "0123456789abcdef", "HOST", "one")
}

func second(t *testing.T, replacements ...string) []unstructured.Unstructured {
	return objects(t, append(replacements,
		"NAME", "other", "PLACE", "b", "UID", "u2", "STATE", "COMPLETED", "TOKEN", "fghij", "ID", "fedcba9876543210", "HOST", "two")...)
}

func textOf(t *testing.T, name string, objects []unstructured.Unstructured) []byte {
	t.Helper()
	text, err := Of(name, objects)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestRunsOfOneApplicationAreEqual(t *testing.T) {
	if difference := Difference(textOf(t, "normal", first(t)), textOf(t, "other", second(t))); difference != "" {
		t.Error(difference)
	}
}

func TestWhatDiffersIsSeen(t *testing.T) {
	for name, change := range map[string][]string{
		"a state":          {"STATE", "FAILED"},
		"a lost owner":     {"uid: UID-driver}", "uid: somebody else}"},
		"no controller":    {", controller: true", ""},
		"a phase":          {"phase: Succeeded", "phase: Running"},
		"another volume":   {"{name: conf, configMap: {name: spark-drv-ID-conf-map}}", "{name: conf, emptyDir: {}}"},
		"another id":       {"NAME-ID-driver-svc", "NAME-aaaabbbbccccdddd-driver-svc"},
		"a finalizer":      {"uid: UID}\n", "uid: UID, finalizers: [held]}\n"},
		"a new setting":    {"spark.master=", "spark.more=1\\nspark.master="},
		"an annotation":    {"uid: UID}\n", "uid: UID, annotations: {a: b}}\n"},
		"mutable contents": {"immutable: true", "immutable: false"},
	} {
		if Difference(textOf(t, "normal", first(t)), textOf(t, "other", second(t, change...))) == "" {
			t.Errorf("%s is not seen", name)
		}
	}
}

func TestMissingAndAddedObjectsAreSeen(t *testing.T) {
	all := first(t)
	if Difference(textOf(t, "normal", all), textOf(t, "normal", all[:2])) == "" {
		t.Error("a missing object is not seen")
	}
	if Difference(textOf(t, "normal", nil), textOf(t, "normal", all[:1])) == "" {
		t.Error("an object too many is not seen")
	}
}

func TestSplit(t *testing.T) {
	stray := unstructured.Unstructured{Object: map[string]any{"kind": "Secret"}}
	split := Split(append(append(first(t), second(t)...), stray))
	if len(split["normal"]) != 3 || len(split["other"]) != 3 || len(split[""]) != 1 {
		t.Errorf("%d, %d, %d", len(split["normal"]), len(split["other"]), len(split[""]))
	}
}
