// Package graph writes down what objects a Spark run has, in a form in which two runs of the same application are equal: names that Spark
// and Kubernetes make up, ids, times and addresses become words, and owners become the names of the objects that they are.
package graph

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A Node is one object.
type Node struct {
	Object      string            `json:"object"`
	Labels      map[string]string `json:"labels,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
	Owners      []string          `json:"owners,omitempty"`
	Finalizers  []string          `json:"finalizers,omitempty"`
	Content     map[string]any    `json:"content,omitempty"`
}

// Of writes down the objects of one application.
func Of(application string, objects []unstructured.Unstructured) ([]byte, error) {
	nodes := make([]Node, 0, len(objects))
	names := map[string]string{}
	for _, object := range objects {
		names[string(object.GetUID())] = object.GetKind() + " " + object.GetName()
	}
	for _, object := range objects {
		nodes = append(nodes, node(object, names))
	}
	return written(nodes, func(text string) string { return withoutNames(text, application, objects) })
}

// written sorts the nodes by what they are without their ids, and then numbers the ids as they come.
func written(nodes []Node, nameless func(string) string) ([]byte, error) {
	texts := make([]string, 0, len(nodes))
	for _, node := range nodes {
		text, err := json.MarshalIndent(node, " ", " ")
		if err != nil {
			return nil, err
		}
		texts = append(texts, nameless(string(text)))
	}
	slices.SortStableFunc(texts, func(a, b string) int {
		return strings.Compare(ids.ReplaceAllString(a, "ID"), ids.ReplaceAllString(b, "ID"))
	})
	if len(texts) == 0 {
		return []byte("[]\n"), nil
	}
	return []byte(numbered("[\n " + strings.Join(texts, ",\n ") + "\n]\n")), nil
}

var ids = regexp.MustCompile(`\b([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{16})\b`)

// numbered gives each id a number, so that the same id stays the same.
func numbered(text string) string {
	numbers := map[string]string{}
	return ids.ReplaceAllStringFunc(text, func(id string) string {
		if _, known := numbers[id]; !known {
			numbers[id] = fmt.Sprintf("ID-%d", len(numbers)+1)
		}
		return numbers[id]
	})
}

// withoutNames replaces what depends on where the application ran and on what it was called.
func withoutNames(text, application string, objects []unstructured.Unstructured) string {
	for _, object := range objects {
		text = strings.ReplaceAll(text, string(object.GetUID()), "UID of "+object.GetKind()+" "+object.GetName())
	}
	if len(objects) > 0 {
		namespace := objects[0].GetNamespace()
		text = strings.ReplaceAll(text, "."+namespace+".svc", ".NAMESPACE.svc")
		text = strings.ReplaceAll(text, `"spark.kubernetes.namespace": "`+namespace+`"`, `"spark.kubernetes.namespace": "NAMESPACE"`)
	}
	return regexp.MustCompile(`([" ])`+regexp.QuoteMeta(application)+`(["\-,])`).ReplaceAllString(text, "${1}APP${2}")
}
