package graph

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// node keeps of an object what one run has in common with the next.
func node(object unstructured.Unstructured, names map[string]string) Node {
	n := Node{
		Object:      object.GetKind() + " " + steady(object.GetName()),
		Labels:      object.GetLabels(),
		Annotations: maps.Clone(object.GetAnnotations()),
		Finalizers:  object.GetFinalizers(),
		Content:     content(object),
	}
	// How the testbed was told what to do is no part of what was done.
	maps.DeleteFunc(n.Annotations, func(key, _ string) bool { return strings.HasPrefix(key, "testbed.tidydag.io/") })
	if object.GetKind() == "Pod" && n.Labels["spark-role"] == "executor" {
		n.Labels["spark-app-name"] = "JOB" // what the job calls itself
		n.Labels["spark-exec-id"] = "N"    // Spark replaces executors that fail
	}
	for _, owner := range object.GetOwnerReferences() {
		n.Owners = append(n.Owners, ownership(owner, names))
	}
	slices.Sort(n.Owners)
	return n
}

func ownership(owner metav1.OwnerReference, names map[string]string) string {
	name := owner.Kind + " " + owner.Name
	if names[string(owner.UID)] != name {
		name += ", gone"
	}
	if owner.Controller != nil && *owner.Controller {
		name += ", controller"
	}
	if owner.BlockOwnerDeletion != nil && *owner.BlockOwnerDeletion {
		name += ", blocks deletion"
	}
	return name
}

var (
	executorName = regexp.MustCompile(`^.+-([0-9a-f]{16})-exec-\d+$`)
	tokenVolume  = regexp.MustCompile(`^kube-api-access-[a-z0-9]{5}$`)
)

func steady(name string) string {
	return tokenVolume.ReplaceAllString(executorName.ReplaceAllString(name, "JOB-$1-exec-N"), "kube-api-access")
}

func content(object unstructured.Unstructured) map[string]any {
	switch object.GetKind() {
	case "SparkApplication":
		return status(object)
	case "Pod":
		return pod(object)
	case "ConfigMap":
		return configMap(object)
	case "Service":
		return service(object)
	default:
		return nil
	}
}

// status leaves out the executors' states: how many Spark tries, and how far they get, is a matter of seconds.
func status(object unstructured.Unstructured) map[string]any {
	status, _, _ := unstructured.NestedMap(object.Object, "status")
	delete(status, "executorState")
	for _, time := range []string{"lastSubmissionAttemptTime", "terminationTime"} {
		if status[time] == nil {
			delete(status, time)
		} else {
			status[time] = "TIME"
		}
	}
	if driver, there := status["driverInfo"].(map[string]any); there && driver["webUIAddress"] != nil {
		_, port, _ := strings.Cut(fmt.Sprint(driver["webUIAddress"]), ":")
		driver["webUIAddress"] = "ADDRESS:" + port
	}
	return status
}

// pod leaves out the phase of executors: one whose driver is gone ends by itself, sooner or later.
func pod(object unstructured.Unstructured) map[string]any {
	volumes := map[string]any{}
	all, _, _ := unstructured.NestedSlice(object.Object, "spec", "volumes")
	for _, one := range all {
		volume := one.(map[string]any)
		name := steady(volume["name"].(string))
		delete(volume, "name")
		for source, fields := range volume {
			volumes[name] = source
			if source == "configMap" {
				volumes[name] = "configMap " + fields.(map[string]any)["name"].(string)
			}
		}
	}
	var containers []any
	all, _, _ = unstructured.NestedSlice(object.Object, "spec", "containers")
	for _, container := range all {
		containers = append(containers, container.(map[string]any)["name"])
	}
	restart, _, _ := unstructured.NestedString(object.Object, "spec", "restartPolicy")
	content := map[string]any{"volumes": volumes, "containers": containers, "restartPolicy": restart}
	if object.GetLabels()["spark-role"] != "executor" {
		content["phase"], _, _ = unstructured.NestedString(object.Object, "status", "phase")
	}
	return content
}

func configMap(object unstructured.Unstructured) map[string]any {
	immutable, _, _ := unstructured.NestedBool(object.Object, "immutable")
	data, _, _ := unstructured.NestedStringMap(object.Object, "data")
	content := map[string]any{"immutable": immutable}
	for key, text := range data {
		content[key] = datum(key, text)
	}
	return content
}

func datum(key, text string) any {
	switch key {
	case "spark.properties":
		return properties(text)
	case "podspec-configmap-key":
		var template map[string]any
		if err := yaml.Unmarshal([]byte(text), &template); err == nil {
			return template
		}
	}
	return text
}

// elsewhere are settings that say when and against which API server a run was.
var elsewhere = map[string]string{"spark.app.submitTime": "TIME", "spark.master": "MASTER"}

func properties(text string) map[string]any {
	unescape := regexp.MustCompile(`\\(.)`)
	values := map[string]any{}
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if strings.HasPrefix(key, "#") {
			continue // the ConfigMap's own name, and the time
		}
		key = unescape.ReplaceAllString(key, "$1")
		values[key] = unescape.ReplaceAllString(value, "$1")
		if word, there := elsewhere[key]; there {
			values[key] = word
		}
	}
	return values
}

func service(object unstructured.Unstructured) map[string]any {
	selector, _, _ := unstructured.NestedMap(object.Object, "spec", "selector")
	address, _, _ := unstructured.NestedString(object.Object, "spec", "clusterIP")
	if address != "None" {
		address = "ADDRESS"
	}
	var ports []any
	all, _, _ := unstructured.NestedSlice(object.Object, "spec", "ports")
	for _, one := range all {
		port := one.(map[string]any)
		ports = append(ports, fmt.Sprintf("%v %v", port["name"], port["port"]))
	}
	return map[string]any{"selector": selector, "clusterIP": address, "ports": ports}
}
