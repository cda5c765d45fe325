package sparkoperator

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
)

const (
	// OutcomeAnnotation on a SparkApplication says how a driver that does not run ends.
	OutcomeAnnotation = "testbed.tidydag.io/outcome"
	// RunsForAnnotation says for how long it seems to run before that; one second where it is missing.
	RunsForAnnotation = "testbed.tidydag.io/runs-for"
)

// An outcome is how a driver ends. One that stops deletes its executors, their ConfigMap and its own Service first; one that is killed
// does not get to.
type outcome struct {
	starts, ends, stops bool
	phase               corev1.PodPhase
	code                int32
}

var outcomes = map[string]outcome{
	"":        {starts: true, ends: true, stops: true, phase: corev1.PodSucceeded},
	"succeed": {starts: true, ends: true, stops: true, phase: corev1.PodSucceeded},
	"fail":    {starts: true, ends: true, stops: true, phase: corev1.PodFailed, code: 1},
	"halt":    {starts: true, ends: true, phase: corev1.PodFailed, code: 137},
	"hang":    {starts: true},
	"pending": {},
}

// Hollow makes the objects of a Spark run, and tells the pods' states, without running anything: for tests of scale.
type Hollow struct {
	Kube    kubernetes.Interface
	Master  string
	Context context.Context // ends the runs
}

// Submit makes the driver's objects and leaves the run to itself, as spark-submit does.
func (h *Hollow) Submit(ctx context.Context, a *Application, s *Submission) error {
	end, known := outcomes[a.Annotations[OutcomeAnnotation]]
	if !known {
		return fmt.Errorf("annotation %s: no such outcome: %s", OutcomeAnnotation, a.Annotations[OutcomeAnnotation])
	}
	lasts := time.Second
	if text, told := a.Annotations[RunsForAnnotation]; told {
		var err error
		if lasts, err = time.ParseDuration(text); err != nil {
			return fmt.Errorf("annotation %s: %w", RunsForAnnotation, err)
		}
	}
	run := newSparkRun(s, a.Namespace, h.Master, "spark-"+randomHex(16), time.Now(), uniqueID)
	pod, err := h.Kube.CoreV1().Pods(a.Namespace).Create(ctx, run.driverPod(), metav1.CreateOptions{})
	if err != nil {
		return err
	}
	if err := h.createBeside(ctx, run, pod); err != nil {
		return fmt.Errorf("%w (driver deleted: %v)", err, h.Kube.CoreV1().Pods(a.Namespace).Delete(ctx, pod.Name, metav1.DeleteOptions{}))
	}
	go func() {
		if err := h.play(run, pod, end, lasts); err != nil && ignoreGone(err) != nil && h.Context.Err() == nil {
			slog.Error("a hollow run broke off", "application", a.Key(), "error", err)
		}
	}()
	return nil
}

func (h *Hollow) createBeside(ctx context.Context, run *sparkRun, pod *corev1.Pod) error {
	configMaps, service := run.driverObjects(pod)
	for _, configMap := range configMaps {
		if _, err := h.Kube.CoreV1().ConfigMaps(run.namespace).Create(ctx, configMap, metav1.CreateOptions{}); err != nil {
			return err
		}
	}
	_, err := h.Kube.CoreV1().Services(run.namespace).Create(ctx, service, metav1.CreateOptions{})
	return err
}

// play is the life of the driver; it ends early when the pod is deleted.
func (h *Hollow) play(run *sparkRun, pod *corev1.Pod, end outcome, lasts time.Duration) error {
	if !end.starts {
		return nil
	}
	ctx := h.Context
	if err := h.tell(ctx, pod, corev1.PodRunning, 0); err != nil {
		return err
	}
	conf, err := h.Kube.CoreV1().ConfigMaps(run.namespace).Create(ctx, run.executorConf(pod), metav1.CreateOptions{})
	if err != nil {
		return err
	}
	var executors []*corev1.Pod
	for number := range run.executorCount() {
		executor, err := h.Kube.CoreV1().Pods(run.namespace).Create(ctx, run.executorPod(number+1, conf.Name, pod), metav1.CreateOptions{})
		if err != nil {
			return err
		}
		if err := h.tell(ctx, executor, corev1.PodRunning, 0); err != nil {
			return err
		}
		executors = append(executors, executor)
	}
	if !end.ends {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(lasts):
	}
	if end.stops {
		if err := h.stop(ctx, run, conf, executors); err != nil {
			return err
		}
	}
	return h.tell(ctx, pod, end.phase, end.code)
}

// stop deletes what a driver deletes on its way out.
func (h *Hollow) stop(ctx context.Context, run *sparkRun, conf *corev1.ConfigMap, executors []*corev1.Pod) error {
	core := h.Kube.CoreV1()
	for _, executor := range executors {
		if err := ignoreGone(core.Pods(run.namespace).Delete(ctx, executor.Name, metav1.DeleteOptions{})); err != nil {
			return err
		}
	}
	if err := ignoreGone(core.ConfigMaps(run.namespace).Delete(ctx, conf.Name, metav1.DeleteOptions{})); err != nil {
		return err
	}
	return ignoreGone(core.Services(run.namespace).Delete(ctx, run.service, metav1.DeleteOptions{}))
}

// tell says what a kubelet would say of the pod, unless it is another pod by now.
func (h *Hollow) tell(ctx context.Context, pod *corev1.Pod, phase corev1.PodPhase, code int32) error {
	now := metav1.Now()
	status := corev1.PodStatus{Phase: phase, StartTime: &now}
	for _, container := range pod.Spec.Containers {
		told := corev1.ContainerStatus{Name: container.Name, Image: container.Image}
		if phase == corev1.PodRunning {
			told.Ready, told.State.Running = true, &corev1.ContainerStateRunning{StartedAt: now}
		} else {
			told.State.Terminated = &corev1.ContainerStateTerminated{ExitCode: code, Reason: reason(code), StartedAt: pod.CreationTimestamp, FinishedAt: now}
		}
		status.ContainerStatuses = append(status.ContainerStatuses, told)
	}
	patch, err := json.Marshal(map[string]any{"metadata": map[string]any{"uid": pod.UID}, "status": status})
	if err != nil {
		return err
	}
	_, err = h.Kube.CoreV1().Pods(pod.Namespace).Patch(ctx, pod.Name, types.MergePatchType, patch, metav1.PatchOptions{}, "status")
	return err
}

func reason(code int32) string {
	if code == 0 {
		return "Completed"
	}
	return "Error"
}

// uniqueID is made as Spark makes its own: three random bytes and the time.
func uniqueID() string {
	return randomHex(3) + fmt.Sprintf("%x", time.Now().UnixMilli()&0xFFFFFFFFFF)
}

func randomHex(bytes int) string {
	random := make([]byte, bytes)
	rand.Read(random) // never fails
	return hex.EncodeToString(random)
}
