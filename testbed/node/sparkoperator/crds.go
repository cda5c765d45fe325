package sparkoperator

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/dynamic"
	"sigs.k8s.io/yaml"

	"github.com/tidydag/testbed/node/crds"
)

var definitions = schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}

// Install brings the operator's custom resources into a cluster, which may still be starting, and waits until they are served.
func Install(ctx context.Context, client dynamic.Interface) error {
	files, err := fs.Glob(crds.Files, "*.yaml")
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := crds.Files.ReadFile(file)
		if err != nil {
			return err
		}
		definition := &unstructured.Unstructured{}
		if err := yaml.Unmarshal(text, &definition.Object); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := install(ctx, client, definition); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

func install(ctx context.Context, client dynamic.Interface, definition *unstructured.Unstructured) error {
	var last error
	err := wait.PollUntilContextTimeout(ctx, 200*time.Millisecond, time.Minute, true, func(ctx context.Context) (bool, error) {
		var live *unstructured.Unstructured
		live, last = client.Resource(definitions).Apply(ctx, definition.GetName(), definition, metav1.ApplyOptions{FieldManager: "spark-operator", Force: true})
		return last == nil && established(live), nil
	})
	if err != nil && last != nil {
		return last
	}
	return err
}

func established(definition *unstructured.Unstructured) bool {
	conditions, _, _ := unstructured.NestedSlice(definition.Object, "status", "conditions")
	for _, one := range conditions {
		if condition, is := one.(map[string]any); is && condition["type"] == "Established" && condition["status"] == "True" {
			return true
		}
	}
	return false
}
