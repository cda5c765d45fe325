package sparkoperator

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/kubernetes/scheme"
	k8stesting "k8s.io/client-go/testing"

	"github.com/tidydag/testbed/node/sparkoperator/graph"
)

// admitting is a cluster that gives new objects a uid, and pods their token, as a real one does.
func admitting() *fake.Clientset {
	kube, count := fake.NewClientset(), 0
	kube.PrependReactor("create", "*", func(action k8stesting.Action) (bool, runtime.Object, error) {
		object := action.(k8stesting.CreateAction).GetObject()
		count++
		object.(metav1.Object).SetUID(types.UID("uid-" + strconv.Itoa(count)))
		if pod, is := object.(*corev1.Pod); is {
			token := corev1.Volume{Name: "kube-api-access-x7x7x", VolumeSource: corev1.VolumeSource{Projected: &corev1.ProjectedVolumeSource{}}}
			pod.Spec.Volumes = append(pod.Spec.Volumes, token)
		}
		return false, nil, nil
	})
	return kube
}

// Hollow runs make the objects that were recorded of real ones, with the status that the state machine comes to over them.
func TestHollowGraphs(t *testing.T) {
	for golden, outcome := range map[string]string{"running": "hang", "completed": "succeed", "failed": "fail", "halted": "halt"} {
		t.Run(golden, func(t *testing.T) {
			ctx, kube := t.Context(), admitting()
			a := recorded(t, "normal")
			a.Annotations = map[string]string{OutcomeAnnotation: outcome, RunsForAnnotation: "1ms"}
			hollow := &Hollow{Kube: kube, Master: "https://10.0.0.1:6443", Context: ctx}
			s := newSubmission(a, newest, "5e000000-0000-0000-0000-000000000001")
			if err := hollow.Submit(ctx, a, s); err != nil {
				t.Fatal(err)
			}
			if _, err := kube.CoreV1().Services(a.Namespace).Create(ctx, uiService(a, newest, s.ID), metav1.CreateOptions{}); err != nil {
				t.Fatal(err)
			}
			a.Status = submitted(a.Status, a, s.ID, time.Now(), nil)
			want, err := os.ReadFile(filepath.Join("testdata/graphs", golden+".json"))
			if err != nil {
				t.Fatal(err)
			}
			difference := "never looked"
			for end := time.Now().Add(10 * time.Second); difference != "" && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
				follow(t, ctx, kube, a)
				live, err := graph.Of(a.Name, everyObject(t, ctx, kube, a))
				if err != nil {
					t.Fatal(err)
				}
				difference = graph.Difference(want, live)
			}
			if difference != "" {
				t.Error(difference)
			}
		})
	}
}

// follow does to the status what the operator would.
func follow(t *testing.T, ctx context.Context, kube *fake.Clientset, a *Application) {
	t.Helper()
	pod, err := kube.CoreV1().Pods(a.Namespace).Get(ctx, a.DriverPodName(), metav1.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	decision := decide(a, newest, Seen{Now: time.Now(), Driver: pod})
	a.Status = decision.Status
	if decision.Do == CreateUIService {
		a.Status.DriverInfo.WebUIServiceName, a.Status.DriverInfo.WebUIPort = uiServiceName(a.Name), defaultUIPort
		a.Status.DriverInfo.WebUIAddress = "10.0.0.2:4040"
	}
}

func everyObject(t *testing.T, ctx context.Context, kube *fake.Clientset, a *Application) []unstructured.Unstructured {
	t.Helper()
	var all []unstructured.Unstructured
	add := func(object runtime.Object, err error) {
		if err != nil {
			t.Fatal(err)
		}
		if kinds, _, err := scheme.Scheme.ObjectKinds(object); err == nil {
			object.GetObjectKind().SetGroupVersionKind(kinds[0])
		}
		content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, unstructured.Unstructured{Object: content})
	}
	status, err := runtime.DefaultUnstructuredConverter.ToUnstructured(&a.Status)
	if err != nil {
		t.Fatal(err)
	}
	application := unstructured.Unstructured{Object: map[string]any{"kind": kind, "status": status}}
	application.SetName(a.Name)
	application.SetNamespace(a.Namespace)
	application.SetUID(a.UID)
	all = append(all, application)

	core := kube.CoreV1()
	pods, err := core.Pods(a.Namespace).List(ctx, metav1.ListOptions{})
	for i := range pods.Items {
		add(&pods.Items[i], err)
	}
	configMaps, err := core.ConfigMaps(a.Namespace).List(ctx, metav1.ListOptions{})
	for i := range configMaps.Items {
		add(&configMaps.Items[i], err)
	}
	services, err := core.Services(a.Namespace).List(ctx, metav1.ListOptions{})
	for i := range services.Items {
		add(&services.Items[i], err)
	}
	return all
}

func TestHaltLeavesItsExecutorsRunning(t *testing.T) {
	ctx, kube := t.Context(), admitting()
	a := recorded(t, "normal")
	a.Annotations = map[string]string{OutcomeAnnotation: "halt", RunsForAnnotation: "1ms"}
	hollow := &Hollow{Kube: kube, Context: ctx}
	if err := hollow.Submit(ctx, a, newSubmission(a, newest, "id")); err != nil {
		t.Fatal(err)
	}
	phases := map[string]corev1.PodPhase{}
	for end := time.Now().Add(10 * time.Second); phases[driver] != corev1.PodFailed && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		pods, err := kube.CoreV1().Pods(a.Namespace).List(ctx, metav1.ListOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, pod := range pods.Items {
			phases[pod.Labels[labelSparkRole]] = pod.Status.Phase
		}
	}
	if phases[driver] != corev1.PodFailed || phases[executor] != corev1.PodRunning {
		t.Errorf("%v", phases)
	}
}

func TestUnknownOutcomeFailsTheSubmission(t *testing.T) {
	a := recorded(t, "normal")
	hollow := &Hollow{Kube: admitting(), Context: t.Context()}
	for annotation, value := range map[string]string{OutcomeAnnotation: "explode", RunsForAnnotation: "long"} {
		a.Annotations = map[string]string{annotation: value}
		if err := hollow.Submit(t.Context(), a, newSubmission(a, newest, "id")); err == nil {
			t.Errorf("%s: %s was taken", annotation, value)
		}
	}
}

func TestUniqueIDsAreLikeSparks(t *testing.T) {
	first, second := uniqueID(), uniqueID()
	if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(first) || first == second {
		t.Errorf("%s, %s", first, second)
	}
}
