package cluster

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/yaml"

	"github.com/tidydag/testbed/node/crds"
)

var (
	definitions = schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}
	nodes       = schema.GroupVersionResource{Version: "v1", Resource: "nodes"}
	accounts    = schema.GroupVersionResource{Version: "v1", Resource: "serviceaccounts"}
)

// bootstrap creates the custom resource definitions and waits until they are served and the node is Ready.
func bootstrap(ctx context.Context, c *Config) error {
	admin, err := httpClient(c, "admin")
	if err != nil {
		return err
	}
	if err := until(ctx, "the API server", func() (bool, error) {
		return ready(admin, fmt.Sprintf("https://127.0.0.1:%d/readyz", c.Port)), nil
	}); err != nil {
		return err
	}
	config, err := clientcmd.BuildConfigFromFlags("", c.Path("kubeconfig"))
	if err != nil {
		return err
	}
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	files, err := crds.Files.ReadDir(".")
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := crds.Files.ReadFile(file.Name())
		if err != nil {
			return err
		}
		definition := &unstructured.Unstructured{}
		if err := yaml.Unmarshal(text, &definition.Object); err != nil {
			return fmt.Errorf("%s: %w", file.Name(), err)
		}
		if _, err := client.Resource(definitions).Create(ctx, definition, metav1.CreateOptions{}); err != nil {
			return fmt.Errorf("%s: %w", file.Name(), err)
		}
		if err := until(ctx, definition.GetName(), condition(ctx, client, definitions, definition.GetName(), "Established")); err != nil {
			return err
		}
	}
	if err := until(ctx, "the node", condition(ctx, client, nodes, nodeName, "Ready")); err != nil {
		return err
	}
	return until(ctx, "the default service account", func() (bool, error) {
		_, err := client.Resource(accounts).Namespace("default").Get(ctx, "default", metav1.GetOptions{})
		return err == nil, nil
	})
}

func until(ctx context.Context, what string, done func() (bool, error)) error {
	err := wait.PollUntilContextCancel(ctx, 50*time.Millisecond, true, func(context.Context) (bool, error) { return done() })
	if err != nil {
		return fmt.Errorf("waiting for %s: %w", what, err)
	}
	return nil
}

// condition tells whether an object exists and has a condition with status True.
func condition(
	ctx context.Context, client dynamic.Interface, resource schema.GroupVersionResource, name, wanted string,
) func() (bool, error) {
	return func() (bool, error) {
		object, err := client.Resource(resource).Get(ctx, name, metav1.GetOptions{})
		if err != nil {
			return false, nil // not yet
		}
		conditions, _, _ := unstructured.NestedSlice(object.Object, "status", "conditions")
		for _, c := range conditions {
			if m, ok := c.(map[string]any); ok && m["type"] == wanted && m["status"] == "True" {
				return true, nil
			}
		}
		return false, nil
	}
}
