package sparkoperator

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/uuid"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/retry"
	"k8s.io/client-go/util/workqueue"
)

// Many, as most wait for a submission.
const workers = 64

// An Operator serves the SparkApplications of a cluster, each namespace's by the flavour that the namespace names.
type Operator struct {
	Kube    kubernetes.Interface
	Dynamic dynamic.Interface
	Real    Submitter
	Hollow  Submitter

	queue        workqueue.TypedRateLimitingInterface[types.NamespacedName]
	applications cache.SharedIndexInformer
	pods         cache.SharedIndexInformer
	namespaces   cache.SharedIndexInformer
	edited       sync.Map // applications whose spec changed since they were submitted
	deleted      sync.Map // applications as they were last seen before they went
}

// Run serves until the context ends.
func (o *Operator) Run(ctx context.Context) error {
	o.queue = workqueue.NewTypedRateLimitingQueue(workqueue.NewTypedItemExponentialFailureRateLimiter[types.NamespacedName](50*time.Millisecond, 5*time.Second))
	if err := o.watch(ctx); err != nil {
		return err
	}
	slog.Info("serving SparkApplications")
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for o.serveNext(ctx) {
			}
		})
	}
	<-ctx.Done()
	o.queue.ShutDown()
	group.Wait()
	return nil
}

func (o *Operator) serveNext(ctx context.Context) bool {
	key, shutdown := o.queue.Get()
	if shutdown {
		return false
	}
	defer o.queue.Done(key)
	after, err := o.serve(ctx, key)
	switch {
	case err != nil && ctx.Err() == nil:
		slog.Warn("trying again", "application", key, "error", err)
		o.queue.AddRateLimited(key)
		return true
	case after > 0:
		o.queue.AddAfter(key, after)
	}
	o.queue.Forget(key)
	return true
}

// serve takes one application one step further, and says when to look again should nothing happen.
func (o *Operator) serve(ctx context.Context, key types.NamespacedName) (time.Duration, error) {
	flavour, served := o.flavour(key.Namespace)
	if !served {
		return 0, nil
	}
	object, exists, err := o.applications.GetIndexer().GetByKey(key.String())
	if err != nil {
		return 0, err
	}
	if !exists {
		return 0, o.afterDeletion(ctx, key, flavour)
	}
	application, err := applicationOf(object.(*unstructured.Unstructured))
	if err != nil {
		return 0, err
	}
	if application.DeletionTimestamp != nil {
		if flavour.DeletesEarly {
			return 0, o.deleteResources(ctx, application)
		}
		return 0, nil
	}
	if _, edited := o.edited.Load(key); edited && application.Status.ApplicationState.State != New {
		application.Status.ApplicationState = ApplicationState{State: Invalidating}
	}
	seen, err := o.look(ctx, application)
	if err != nil {
		return 0, err
	}
	decision := decide(application, flavour, seen)
	if decision.Do == Submit {
		return 0, o.submit(ctx, application, flavour, decision.Status)
	}
	status, err := o.do(ctx, application, flavour, decision)
	if err != nil {
		return 0, err
	}
	if err := o.write(ctx, application, status); err != nil {
		return 0, err
	}
	o.edited.Delete(key)
	return decision.After, nil
}

// submit makes an attempt. It cannot be taken back, so it starts from the application as it is, and its outcome is written whatever
// else has changed meanwhile.
func (o *Operator) submit(ctx context.Context, a *Application, f Flavour, status Status) error {
	version, err := o.version(ctx, a)
	if err != nil {
		return ignoreGone(err)
	}
	if version != a.ResourceVersion {
		return fmt.Errorf("the application has changed")
	}
	submitter := o.Real
	if f.Hollow {
		submitter = o.Hollow
	}
	id, at := string(uuid.NewUUID()), time.Now()
	failure := submitter.Submit(ctx, a, newSubmission(a, f, id))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	status = submitted(status, a, id, at, failure)
	return ignoreGone(retry.RetryOnConflict(retry.DefaultBackoff, func() error {
		if a.ResourceVersion, err = o.version(ctx, a); err != nil {
			return err
		}
		return o.write(ctx, a, status)
	}))
}

// version is the application's present resource version; one of the same name counts as another application.
func (o *Operator) version(ctx context.Context, a *Application) (string, error) {
	object, err := o.Dynamic.Resource(Applications).Namespace(a.Namespace).Get(ctx, a.Name, metav1.GetOptions{})
	if err == nil && object.GetUID() != a.UID {
		err = apierrors.NewNotFound(Applications.GroupResource(), a.Name)
	}
	if err != nil {
		return "", err
	}
	return object.GetResourceVersion(), nil
}

func (o *Operator) do(ctx context.Context, a *Application, f Flavour, decision Decision) (Status, error) {
	status := decision.Status
	switch decision.Do {
	case CreateUIService:
		info, err := o.createUIService(ctx, a, f)
		status.DriverInfo = info
		return status, err
	case DeleteResources:
		return status, o.deleteResources(ctx, a)
	case DeleteApplication:
		background := metav1.DeletePropagationBackground
		options := metav1.DeleteOptions{PropagationPolicy: &background, Preconditions: metav1.NewUIDPreconditions(string(a.UID))}
		return status, ignoreGone(o.Dynamic.Resource(Applications).Namespace(a.Namespace).Delete(ctx, a.Name, options))
	default:
		return status, nil
	}
}

// write fails where the application is not the one that was decided on any more.
func (o *Operator) write(ctx context.Context, a *Application, status Status) error {
	if equality.Semantic.DeepEqual(a.Status, status) {
		return nil
	}
	slog.Info(string(status.ApplicationState.State), "application", a.Key(), "message", status.ApplicationState.ErrorMessage)
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(&status)
	if err != nil {
		return err
	}
	object := &unstructured.Unstructured{Object: map[string]any{"status": content}}
	object.SetAPIVersion(apiVersion)
	object.SetKind(kind)
	object.SetName(a.Name)
	object.SetUID(a.UID)
	object.SetResourceVersion(a.ResourceVersion)
	_, err = o.Dynamic.Resource(Applications).Namespace(a.Namespace).UpdateStatus(ctx, object, metav1.UpdateOptions{})
	return ignoreGone(err)
}

// look finds the pods of the application's present attempt.
func (o *Operator) look(ctx context.Context, a *Application) (Seen, error) {
	seen := Seen{Now: time.Now()}
	objects, err := o.pods.GetIndexer().ByIndex(byApplication, a.Key().String())
	if err != nil {
		return seen, err
	}
	for _, object := range objects {
		pod := object.(*corev1.Pod)
		switch {
		case pod.Labels[labelSubmission] != a.Status.SubmissionID:
		case pod.Labels[labelSparkRole] == executor:
			seen.Executors = append(seen.Executors, pod)
		case pod.Name == a.Status.DriverInfo.PodName:
			seen.Driver = pod
		}
	}
	if state := a.Status.ApplicationState.State; state == PendingRerun || state == FailedSubmission {
		seen.Gone, err = o.resourcesGone(ctx, a)
	}
	return seen, err
}

func ignoreGone(err error) error {
	if apierrors.IsNotFound(err) {
		return nil
	}
	return err
}

func (o *Operator) flavour(namespace string) (Flavour, bool) {
	object, exists, err := o.namespaces.GetIndexer().GetByKey(namespace)
	if err != nil || !exists {
		return Flavour{}, false
	}
	return flavourOf(object.(metav1.Object).GetAnnotations())
}

func (o *Operator) createUIService(ctx context.Context, a *Application, f Flavour) (DriverInfo, error) {
	info, services := a.Status.DriverInfo, o.Kube.CoreV1().Services(a.Namespace)
	service, err := services.Create(ctx, uiService(a, f, a.Status.SubmissionID), metav1.CreateOptions{})
	if apierrors.IsAlreadyExists(err) {
		service, err = services.Get(ctx, uiServiceName(a.Name), metav1.GetOptions{})
		if err == nil && !metav1.IsControlledBy(service, a) {
			err = fmt.Errorf("service %s is not this application's", service.Name)
		}
	}
	if err != nil {
		return info, err
	}
	info.WebUIServiceName = service.Name
	info.WebUIPort = service.Spec.Ports[0].Port
	info.WebUIAddress = fmt.Sprintf("%s:%d", service.Spec.ClusterIP, info.WebUIPort)
	return info, nil
}
