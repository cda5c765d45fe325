package sparkoperator

import (
	"context"
	"errors"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// deleteResources deletes what the operator itself asked for, by name; the rest follows its owner, the driver's pod.
func (o *Operator) deleteResources(ctx context.Context, a *Application) error {
	return errors.Join(
		ignoreGone(o.Kube.CoreV1().Pods(a.Namespace).Delete(ctx, driverName(a), metav1.DeleteOptions{})),
		ignoreGone(o.Kube.CoreV1().Services(a.Namespace).Delete(ctx, uiServiceName(a.Name), metav1.DeleteOptions{})),
	)
}

func (o *Operator) resourcesGone(ctx context.Context, a *Application) (bool, error) {
	_, pod := o.Kube.CoreV1().Pods(a.Namespace).Get(ctx, driverName(a), metav1.GetOptions{})
	_, service := o.Kube.CoreV1().Services(a.Namespace).Get(ctx, uiServiceName(a.Name), metav1.GetOptions{})
	return apierrors.IsNotFound(pod) && apierrors.IsNotFound(service), errors.Join(ignoreGone(pod), ignoreGone(service))
}

// driverName falls back to the name that the driver would have, where no status tells.
func driverName(a *Application) string {
	if name := a.Status.DriverInfo.PodName; name != "" {
		return name
	}
	return a.DriverPodName()
}

// afterDeletion is the last that happens to an application. Who was not there when it went never gets to know.
func (o *Operator) afterDeletion(ctx context.Context, key types.NamespacedName, f Flavour) error {
	last, known := o.deleted.Load(key)
	if !known {
		return nil
	}
	if f.DeletesFinally {
		if err := o.deleteResources(ctx, last.(*Application)); err != nil {
			return err
		}
	}
	o.deleted.Delete(key)
	return nil
}
