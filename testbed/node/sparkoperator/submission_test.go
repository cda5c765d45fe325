package sparkoperator

import (
	"os"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

func read(t *testing.T, name, text string) *Application {
	t.Helper()
	object := &unstructured.Unstructured{}
	if err := yaml.Unmarshal([]byte(text), &object.Object); err != nil {
		t.Fatal(err)
	}
	object.SetName(name)
	object.SetNamespace("jobs")
	object.SetUID("0a0b0c0d-0000-0000-0000-00000000000a")
	a, err := applicationOf(object)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func recorded(t *testing.T, name string) *Application {
	t.Helper()
	text, err := os.ReadFile("testdata/application.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return read(t, name, string(text))
}

const everything = `
spec:
  type: Python
  image: spark:x
  imagePullSecrets: [regcred, other]
  mainApplicationFile: local:///opt/jobs/aggregate.py
  arguments: ["--date", "2026-01-01"]
  sparkVersion: 3.5.3
  sparkConf: {spark.sql.shuffle.partitions: "200", spark.executor.memory: 9g}
  hadoopConf: {fs.s3a.endpoint: "http://minio:9000"}
  deps: {files: ["file:///a", "file:///b"], pyFiles: ["local:///c.py"]}
  dynamicAllocation: {enabled: true, initialExecutors: 2, minExecutors: 1, maxExecutors: 20}
  volumes:
    - {name: rules, configMap: {name: sales-rules}}
    - {name: unused, emptyDir: {}}
  driver:
    cores: 1
    memory: 2g
    serviceAccount: spark
    labels: {team: data}
    javaOptions: -Da=b
    envFrom: [{secretRef: {name: minio-jobs}}]
    env: [{name: A, value: "1"}]
    volumeMounts: [{name: rules, mountPath: /etc/rules}]
    sidecars: [{name: proxy, image: proxy:1}]
  executor:
    cores: 2
    coreLimit: 2500m
    memory: 4g
    memoryOverhead: 512m
    template:
      metadata: {labels: {from: template}}
      spec:
        priorityClassName: batch
        containers: [{name: other}, {name: spark-kubernetes-executor, securityContext: {privileged: false}}]
`

func TestSubmission(t *testing.T) {
	s := newSubmission(read(t, "sums", everything), newest, "id-1")
	for key, want := range map[string]string{
		"spark.app.name":                                                "sums",
		"spark.kubernetes.namespace":                                    "jobs",
		"spark.kubernetes.submission.waitAppCompletion":                 "false",
		"spark.kubernetes.container.image":                              "spark:x",
		"spark.kubernetes.driver.container.image":                       "spark:x",
		"spark.kubernetes.container.image.pullSecrets":                  "regcred,other",
		"spark.sql.shuffle.partitions":                                  "200",
		"spark.executor.memory":                                         "4g", // the field wins
		"spark.executor.memoryOverhead":                                 "512m",
		"spark.kubernetes.executor.limit.cores":                         "2500m",
		"spark.hadoop.fs.s3a.endpoint":                                  "http://minio:9000",
		"spark.files":                                                   "file:///a,file:///b",
		"spark.submit.pyFiles":                                          "local:///c.py",
		"spark.dynamicAllocation.enabled":                               "true",
		"spark.dynamicAllocation.shuffleTracking.enabled":               "true",
		"spark.dynamicAllocation.maxExecutors":                          "20",
		"spark.driver.memory":                                           "2g",
		"spark.driver.extraJavaOptions":                                 "-Da=b",
		"spark.kubernetes.authenticate.driver.serviceAccountName":       "spark",
		"spark.kubernetes.driver.label.team":                            "data",
		"spark.kubernetes.driver.label.sparkoperator.k8s.io/app-name":   "sums",
		"spark.kubernetes.driver.pod.name":                              "sums-driver",
		"spark.kubernetes.executor.podTemplateContainerName":            "spark-kubernetes-executor",
		"spark.kubernetes.executor.podTemplateFile":                     s.templateFile(executor),
		"spark.kubernetes.driver.label." + labelMutatedBy:               "true",
		"spark.kubernetes.executor.label." + labelMutatedBy:             "", // it has a template
		"spark.executor.instances":                                      "", // allocation is dynamic
		"spark.kubernetes.authenticate.executor.serviceAccountName":     "",
		"spark.kubernetes.executor.label.sparkoperator.k8s.io/app-name": "sums",
	} {
		if s.Conf[key] != want {
			t.Errorf("%s is %q, not %q", key, s.Conf[key], want)
		}
	}
}

func TestCommandLine(t *testing.T) {
	s := newSubmission(read(t, "sums", everything), newest, "id-1")
	line := s.commandLine("https://10.0.0.1:6443")
	if !slices.Equal(line[:4], []string{"--master", "k8s://https://10.0.0.1:6443", "--deploy-mode", "cluster"}) {
		t.Errorf("begins with %q", line[:4])
	}
	if tail := line[len(line)-3:]; !slices.Equal(tail, []string{"local:///opt/jobs/aggregate.py", "--date", "2026-01-01"}) {
		t.Errorf("ends with %q", tail)
	}
	if slices.Contains(line, "--class") {
		t.Error("a Python job has no class")
	}
	if line := newSubmission(recorded(t, "normal"), newest, "id").commandLine("m"); !slices.Contains(line, "io.github.tidydag.testbed.SparkJob") {
		t.Errorf("no class in %q", line)
	}
}

func TestTemplates(t *testing.T) {
	a := read(t, "sums", everything)
	s := newSubmission(a, newest, "id-1")
	container := s.Driver.Spec.Containers[0]
	if len(container.Env) != 1 || len(container.EnvFrom) != 1 || len(container.VolumeMounts) != 1 {
		t.Errorf("the webhook's fields are not in the driver: %+v", container)
	}
	if volumes := s.Driver.Spec.Volumes; len(volumes) != 1 || volumes[0].Name != "rules" {
		t.Errorf("volumes of the driver: %v", volumes)
	}
	if len(s.Driver.Spec.Containers) != 2 || s.Driver.Spec.Containers[1].Name != "proxy" {
		t.Errorf("no sidecar: %v", s.Driver.Spec.Containers)
	}
	if owner := s.Driver.OwnerReferences[0]; owner.UID != a.UID || owner.Controller == nil || !*owner.Controller || !*owner.BlockOwnerDeletion {
		t.Errorf("owner of the driver: %+v", owner)
	}
	if owner := s.Executor.OwnerReferences[0]; owner.UID != a.UID || owner.Controller != nil || owner.BlockOwnerDeletion != nil {
		t.Errorf("owner of executors: %+v", owner)
	}
	if s.Executor.Labels["from"] != "template" || s.Executor.Spec.PriorityClassName != "batch" || len(s.Executor.Spec.Containers) != 2 {
		t.Errorf("the user's template is lost: %+v", s.Executor)
	}
	if a.Spec.Executor.Template.OwnerReferences != nil {
		t.Error("the application's own template was changed")
	}
}

func TestOlderOperatorsHandNoOwnersOver(t *testing.T) {
	a := read(t, "sums", everything)
	if s := newSubmission(a, flavours["2.3"], "id"); s.Driver != nil || s.Executor == nil || s.Executor.OwnerReferences != nil {
		t.Errorf("2.3: driver %v, executor %v", s.Driver, s.Executor)
	}
	s := newSubmission(a, flavours["1.6"], "id")
	if len(s.templates()) != 0 {
		t.Errorf("1.6: %v", s.templates())
	}
	for key := range s.Conf {
		if strings.Contains(key, "podTemplate") || strings.Contains(key, labelMutatedBy) {
			t.Errorf("1.6 sets %s", key)
		}
	}
}

func TestInstancesDefaultToOneWhereTheWebhookRuns(t *testing.T) {
	a := recorded(t, "normal")
	a.Spec.Executor.Instances = nil
	for flavour, want := range map[string]string{"2.4": "1", "2.3": ""} {
		if got := newSubmission(a, flavours[flavour], "id").Conf["spark.executor.instances"]; got != want {
			t.Errorf("%s: %q", flavour, got)
		}
	}
}
