package sparkoperator

import (
	"context"
	"fmt"
	"log/slog"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic/dynamicinformer"
	coreinformers "k8s.io/client-go/informers/core/v1"
	"k8s.io/client-go/tools/cache"
)

const byApplication = "application"

// watch starts to follow applications, their pods and the namespaces, and returns when it knows them.
func (o *Operator) watch(ctx context.Context) error {
	byNamespace := cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc}
	o.applications = dynamicinformer.NewFilteredDynamicInformer(o.Dynamic, Applications, metav1.NamespaceAll, 0, byNamespace, nil).Informer()
	o.pods = coreinformers.NewFilteredPodInformer(o.Kube, metav1.NamespaceAll, 0, cache.Indexers{byApplication: applicationOfPod},
		func(options *metav1.ListOptions) { options.LabelSelector = labelLaunchedBy + "=true" })
	o.namespaces = coreinformers.NewNamespaceInformer(o.Kube, 0, cache.Indexers{})

	for informer, handler := range map[cache.SharedIndexInformer]cache.ResourceEventHandlerFuncs{
		o.applications: {AddFunc: o.applicationAdded, UpdateFunc: o.applicationUpdated, DeleteFunc: o.applicationDeleted},
		o.pods:         {AddFunc: o.podChanged, UpdateFunc: func(_, pod any) { o.podChanged(pod) }, DeleteFunc: o.podChanged},
		o.namespaces:   {AddFunc: o.namespaceAdded, UpdateFunc: o.namespaceUpdated},
	} {
		if _, err := informer.AddEventHandler(handler); err != nil {
			return err
		}
	}
	// Flavours first: an application is served as soon as it is known.
	for _, informer := range []cache.SharedIndexInformer{o.namespaces, o.pods, o.applications} {
		go informer.RunWithContext(ctx)
		if !cache.WaitForCacheSync(ctx.Done(), informer.HasSynced) {
			return fmt.Errorf("stopped before the cluster was known")
		}
	}
	return nil
}

func applicationOfPod(object any) ([]string, error) {
	pod := object.(*corev1.Pod)
	return []string{types.NamespacedName{Namespace: pod.Namespace, Name: pod.Labels[labelApplication]}.String()}, nil
}

func keyOf(object metav1.Object) types.NamespacedName {
	return types.NamespacedName{Namespace: object.GetNamespace(), Name: object.GetName()}
}

func (o *Operator) applicationAdded(object any) {
	o.queue.Add(keyOf(object.(metav1.Object)))
}

func (o *Operator) applicationUpdated(old, new any) {
	before, after := old.(*unstructured.Unstructured), new.(*unstructured.Unstructured)
	key := keyOf(after)
	if flavour, served := o.flavour(key.Namespace); served && before.GetUID() == after.GetUID() && flavour.invalidatedBy(before, after) {
		o.edited.Store(key, true)
	}
	o.queue.Add(key)
}

// invalidatedBy says whether the difference makes the operator run the application again, from the start.
func (f Flavour) invalidatedBy(before, after *unstructured.Unstructured) bool {
	spec := func(object *unstructured.Unstructured) map[string]any {
		fields, _, _ := unstructured.NestedMap(object.Object, "spec")
		if f.MayEditTTL {
			delete(fields, "timeToLiveSeconds")
		}
		return fields
	}
	return before.GetGeneration() != after.GetGeneration() && !equality.Semantic.DeepEqual(spec(before), spec(after))
}

func (o *Operator) applicationDeleted(object any) {
	if unknown, missed := object.(cache.DeletedFinalStateUnknown); missed {
		object = unknown.Obj
	}
	application, err := applicationOf(object.(*unstructured.Unstructured))
	if err != nil {
		slog.Warn("cannot read a deleted application", "error", err)
		return
	}
	key := application.Key()
	o.edited.Delete(key)
	if _, served := o.flavour(key.Namespace); served {
		o.deleted.Store(key, application)
		o.queue.Add(key)
	}
}

func (o *Operator) podChanged(object any) {
	if unknown, missed := object.(cache.DeletedFinalStateUnknown); missed {
		object = unknown.Obj
	}
	pod := object.(*corev1.Pod)
	o.queue.Add(types.NamespacedName{Namespace: pod.Namespace, Name: pod.Labels[labelApplication]})
}

// namespaceAdded may come after the namespace's first applications.
func (o *Operator) namespaceAdded(namespace any) {
	o.lookAtAll(namespace.(*corev1.Namespace).Name)
}

func (o *Operator) namespaceUpdated(old, new any) {
	before, after := old.(*corev1.Namespace), new.(*corev1.Namespace)
	if before.Annotations[FlavourAnnotation] != after.Annotations[FlavourAnnotation] {
		slog.Info("another operator", "namespace", after.Name, "flavour", after.Annotations[FlavourAnnotation])
		o.lookAtAll(after.Name)
	}
}

func (o *Operator) lookAtAll(namespace string) {
	objects, err := o.applications.GetIndexer().ByIndex(cache.NamespaceIndex, namespace)
	if err != nil {
		slog.Error("cannot list", "namespace", namespace, "error", err)
	}
	for _, object := range objects {
		o.queue.Add(keyOf(object.(metav1.Object)))
	}
}
