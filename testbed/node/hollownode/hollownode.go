// Package hollownode keeps a node on which nothing runs: who wants the objects of ten thousand pods without their
// containers binds them to it by spec.nodeName and writes their status. Pods that are to go are gone at once, as after
// a kubelet's answer.
package hollownode

import (
	"context"
	"log"
	"time"

	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/workqueue"
)

// Name is the node's.
const Name = "hollow"

const (
	leases    = "kube-node-lease"
	heartbeat = 10 * time.Second
	workers   = 8
)

// Run keeps the node Ready and lets its pods go, until the context ends.
func Run(ctx context.Context, kubeconfig string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	config.QPS, config.Burst = 1000, 1000
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	for {
		if err := beat(ctx, client); err != nil {
			log.Print(err)
			time.Sleep(time.Second)
			continue
		}
		break
	}
	go letGo(ctx, client)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(heartbeat):
			if err := beat(ctx, client); err != nil {
				log.Print(err)
			}
		}
	}
}

func beat(ctx context.Context, client kubernetes.Interface) error {
	_, err := client.CoreV1().Nodes().Get(ctx, Name, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		err = register(ctx, client)
	}
	if err != nil {
		return err
	}
	seconds, now, holder := int32(40), metav1.NowMicro(), Name
	lease := &coordinationv1.Lease{
		ObjectMeta: metav1.ObjectMeta{Name: Name, Namespace: leases},
		Spec:       coordinationv1.LeaseSpec{HolderIdentity: &holder, LeaseDurationSeconds: &seconds, RenewTime: &now},
	}
	_, err = client.CoordinationV1().Leases(leases).Update(ctx, lease, metav1.UpdateOptions{})
	if apierrors.IsNotFound(err) {
		_, err = client.CoordinationV1().Leases(leases).Create(ctx, lease, metav1.CreateOptions{})
	}
	return err
}

// register makes the node. Its taint keeps the scheduler's pods away.
func register(ctx context.Context, client kubernetes.Interface) error {
	room := corev1.ResourceList{
		corev1.ResourceCPU:    resource.MustParse("100k"),
		corev1.ResourceMemory: resource.MustParse("100Ti"),
		corev1.ResourcePods:   resource.MustParse("100k"),
	}
	node, err := client.CoreV1().Nodes().Create(ctx, &corev1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: Name, Labels: map[string]string{corev1.LabelHostname: Name}},
		Spec: corev1.NodeSpec{Taints: []corev1.Taint{
			{Key: "testbed.tidydag.io/hollow", Effect: corev1.TaintEffectNoSchedule},
		}},
	}, metav1.CreateOptions{})
	if err != nil {
		return err
	}
	node.Status = corev1.NodeStatus{
		Capacity:    room,
		Allocatable: room,
		Conditions: []corev1.NodeCondition{
			{Type: corev1.NodeReady, Status: corev1.ConditionTrue, Reason: "Hollow", LastHeartbeatTime: metav1.Now()},
		},
	}
	_, err = client.CoreV1().Nodes().UpdateStatus(ctx, node, metav1.UpdateOptions{})
	return err
}

// ending is a pod that is asked to end; the next one by its name is another.
type ending struct {
	cache.ObjectName
	uid types.UID
}

// letGo says of every pod that is asked to end that it has ended.
func letGo(ctx context.Context, client kubernetes.Interface) {
	queue := workqueue.NewTyped[ending]()
	factory := informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithTweakListOptions(func(o *metav1.ListOptions) {
		o.FieldSelector = fields.OneTermEqualSelector("spec.nodeName", Name).String()
	}))
	enqueue := func(object any) {
		if pod, ok := object.(*corev1.Pod); ok && pod.DeletionTimestamp != nil {
			queue.Add(ending{cache.MetaObjectToName(pod), pod.UID})
		}
	}
	_, err := factory.Core().V1().Pods().Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    enqueue,
		UpdateFunc: func(_, object any) { enqueue(object) },
	})
	if err != nil {
		log.Print(err)
		return
	}
	factory.Start(ctx.Done())
	var now int64
	for range workers {
		go func() {
			for {
				pod, shutdown := queue.Get()
				if shutdown {
					return
				}
				options := metav1.DeleteOptions{GracePeriodSeconds: &now, Preconditions: metav1.NewUIDPreconditions(string(pod.uid))}
				err := client.CoreV1().Pods(pod.Namespace).Delete(ctx, pod.Name, options)
				if err != nil && !apierrors.IsNotFound(err) && !apierrors.IsConflict(err) {
					log.Print(err)
					time.AfterFunc(time.Second, func() { queue.Add(pod) })
				}
				queue.Done(pod)
			}
		}()
	}
	<-ctx.Done()
	queue.ShutDown()
}
