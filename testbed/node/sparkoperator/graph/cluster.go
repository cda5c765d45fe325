package graph

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
)

const labelApplication = "sparkoperator.k8s.io/app-name"

// furniture is what a namespace has before an application comes, and what follows Services and pods by itself.
var furniture = []string{"events", "endpoints", "endpointslices", "serviceaccounts", "roles", "rolebindings", "leases"}

// A Cluster knows which kinds of objects there are.
type Cluster struct {
	client    dynamic.Interface
	resources []schema.GroupVersionResource
}

// Discover asks a cluster for its kinds.
func Discover(names discovery.DiscoveryInterface, client dynamic.Interface) (*Cluster, error) {
	lists, err := names.ServerPreferredNamespacedResources()
	if err != nil {
		return nil, err
	}
	cluster := &Cluster{client: client}
	for _, list := range discovery.FilteredBy(discovery.SupportsAllVerbs{Verbs: []string{"list", "delete"}}, lists) {
		version, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil {
			return nil, err
		}
		for _, resource := range list.APIResources {
			if !slices.Contains(furniture, resource.Name) {
				cluster.resources = append(cluster.resources, version.WithResource(resource.Name))
			}
		}
	}
	return cluster, nil
}

// Objects are all objects of a namespace.
func (c *Cluster) Objects(ctx context.Context, namespace string) ([]unstructured.Unstructured, error) {
	var all []unstructured.Unstructured
	for _, resource := range c.resources {
		list, err := c.client.Resource(resource).Namespace(namespace).List(ctx, metav1.ListOptions{})
		if apierrors.IsNotFound(err) || apierrors.IsMethodNotSupported(err) {
			continue // the kind has gone since
		}
		if err != nil {
			return nil, err
		}
		for _, object := range list.Items {
			if object.GetName() != "kube-root-ca.crt" {
				all = append(all, object)
			}
		}
	}
	return all, nil
}

// Split sorts objects by the SparkApplication that they belong to: by their label, or by their owner's.
func Split(objects []unstructured.Unstructured) map[string][]unstructured.Unstructured {
	byUID := map[types.UID]unstructured.Unstructured{}
	for _, object := range objects {
		byUID[object.GetUID()] = object
	}
	var applicationOf func(unstructured.Unstructured) string
	applicationOf = func(object unstructured.Unstructured) string {
		if object.GetKind() == "SparkApplication" {
			return object.GetName()
		}
		if name := object.GetLabels()[labelApplication]; name != "" {
			return name
		}
		for _, reference := range object.GetOwnerReferences() {
			if owner, there := byUID[reference.UID]; there {
				return applicationOf(owner)
			}
		}
		return ""
	}
	split := map[string][]unstructured.Unstructured{}
	for _, object := range objects {
		name := applicationOf(object)
		split[name] = append(split[name], object)
	}
	return split
}

// Compare holds every application of a namespace against a golden graph, and says where they differ.
func (c *Cluster) Compare(ctx context.Context, namespace string, golden []byte) error {
	objects, err := c.Objects(ctx, namespace)
	if err != nil {
		return err
	}
	split := Split(objects)
	if len(split) == 0 {
		split[""] = nil
	}
	var differences []error
	for application, objects := range split {
		live, err := Of(application, objects)
		if err != nil {
			return err
		}
		if difference := Difference(golden, live); difference != "" {
			differences = append(differences, errors.New(strings.TrimSpace(namespace+" "+application)+":\n"+difference))
		}
	}
	return errors.Join(differences...)
}

// Await compares until there is no difference, or patience ends.
func (c *Cluster) Await(ctx context.Context, namespace string, golden []byte, patience time.Duration) error {
	last := c.Compare(ctx, namespace, golden)
	for end := time.Now().Add(patience); last != nil && time.Now().Before(end); last = c.Compare(ctx, namespace, golden) {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return last
}
