// Package smoke starts real clusters with testbed/up and asks of them what the scenarios rely on. It needs root.
package smoke

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

const patience = 30 * time.Second

// node is a running cluster.
type node struct {
	t    *testing.T
	dir  string
	kube kubernetes.Interface
}

func start(t *testing.T, arguments ...string) *node {
	t.Helper()
	dir, err := os.MkdirTemp("", "testbed")
	if err != nil {
		t.Fatal(err)
	}
	n := &node{t: t, dir: dir}
	t.Cleanup(func() {
		n.run("../../down", dir)
		if t.Failed() {
			t.Logf("the logs stay in %s", dir)
		} else {
			os.RemoveAll(dir)
		}
	})
	n.run("../../up", append([]string{dir, "--images", "busybox"}, arguments...)...)
	config, err := clientcmd.BuildConfigFromFlags("", filepath.Join(dir, "kubeconfig"))
	if err != nil {
		t.Fatal(err)
	}
	if n.kube, err = kubernetes.NewForConfig(config); err != nil {
		t.Fatal(err)
	}
	return n
}

func (n *node) run(name string, arguments ...string) string {
	n.t.Helper()
	command := exec.Command(name, arguments...)
	var out, problems bytes.Buffer
	command.Stdout, command.Stderr = &out, &problems
	if err := command.Run(); err != nil {
		n.t.Fatalf("%s %v: %v: %s", name, arguments, err, problems.String())
	}
	return out.String()
}

func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if done() {
			return
		}
	}
	t.Fatalf("not within %s: %s", patience, what)
}

// pod runs a shell script and returns the pod's name.
func (n *node) pod(name, script string, owners ...metav1.OwnerReference) {
	n.t.Helper()
	var second int64 = 1
	_, err := n.kube.CoreV1().Pods("default").Create(context.Background(), &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{"app": name}, OwnerReferences: owners},
		Spec: corev1.PodSpec{
			RestartPolicy:                 corev1.RestartPolicyNever,
			TerminationGracePeriodSeconds: &second,
			Containers: []corev1.Container{{
				Name: "main", Image: "docker.io/library/busybox:1.36", ImagePullPolicy: corev1.PullNever,
				Command: []string{"sh", "-c", script},
			}},
		},
	}, metav1.CreateOptions{})
	if err != nil {
		n.t.Fatal(err)
	}
}

func (n *node) phase(name string) corev1.PodPhase {
	pod, err := n.kube.CoreV1().Pods("default").Get(context.Background(), name, metav1.GetOptions{})
	if err != nil {
		return corev1.PodPhase(apierrors.ReasonForError(err))
	}
	return pod.Status.Phase
}

func (n *node) becomes(name string, phase corev1.PodPhase) {
	n.t.Helper()
	eventually(n.t, fmt.Sprintf("pod %s %s", name, phase), func() bool { return n.phase(name) == phase })
}

func (n *node) log(name string) string {
	n.t.Helper()
	text, err := n.kube.CoreV1().Pods("default").GetLogs(name, &corev1.PodLogOptions{}).DoRaw(context.Background())
	if err != nil {
		n.t.Fatal(err)
	}
	return string(text)
}

func TestPodsRunLogAndFindEachOther(t *testing.T) {
	n := start(t)
	ctx := context.Background()
	_, err := n.kube.CoreV1().Services("default").Create(ctx, &corev1.Service{
		ObjectMeta: metav1.ObjectMeta{Name: "web"},
		Spec: corev1.ServiceSpec{
			ClusterIP: corev1.ClusterIPNone,
			Selector:  map[string]string{"app": "server"},
			Ports:     []corev1.ServicePort{{Port: 80, TargetPort: intstr.FromInt32(80)}},
		},
	}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	n.pod("server", "echo hello > /tmp/index.html; httpd -f -p 80 -h /tmp")
	n.becomes("server", corev1.PodRunning)
	n.pod("client", "until wget -q -O - http://web.default.svc.cluster.local/index.html; do sleep 0.2; done")
	n.becomes("client", corev1.PodSucceeded)
	if got := n.log("client"); !strings.HasSuffix(got, "hello\n") {
		t.Errorf("the client read %q", got)
	}
	n.pod("account", `nslookup kubernetes.default.svc.cluster.local | grep -q 10.96.0.1 &&
nc -w 5 10.96.0.1 443 < /dev/null && test -s /var/run/secrets/kubernetes.io/serviceaccount/token`)
	n.becomes("account", corev1.PodSucceeded)
	n.pod("fails", "exit 3")
	n.becomes("fails", corev1.PodFailed)
}

func TestOwnersTakeTheirOwnWithThem(t *testing.T) {
	n := start(t)
	ctx := context.Background()
	owner, err := n.kube.CoreV1().ConfigMaps("default").Create(ctx,
		&corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: "owner"}}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	n.pod("owned", "sleep 1000", metav1.OwnerReference{APIVersion: "v1", Kind: "ConfigMap", Name: "owner", UID: owner.UID})
	n.becomes("owned", corev1.PodRunning)
	if err := n.kube.CoreV1().ConfigMaps("default").Delete(ctx, "owner", metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	n.becomes("owned", corev1.PodPhase(metav1.StatusReasonNotFound))
	eventually(t, "no container of the pod", func() bool {
		return !strings.Contains(n.run("ctr", "--address", n.dir+"/containerd.sock", "-n", "k8s.io", "containers", "ls"), "busybox")
	})
}

func TestComponentsStopStartAndComeBack(t *testing.T) {
	n := start(t)
	n.run("../../ctl", n.dir, "stop", "kubelet")
	if got := n.run("../../ctl", n.dir, "status"); !strings.Contains(got, "kubelet         stopped") {
		t.Errorf("after a stop:\n%s", got)
	}
	n.pod("waits", "true")
	time.Sleep(2 * time.Second)
	if got := n.phase("waits"); got != corev1.PodPending {
		t.Errorf("without a kubelet the pod is %s", got)
	}
	n.run("../../ctl", n.dir, "start", "kubelet")
	n.becomes("waits", corev1.PodSucceeded)

	n.run("../../ctl", n.dir, "kill", "apiserver")
	eventually(t, "the API server has started twice", func() bool {
		return strings.Contains(n.run("../../ctl", n.dir, "status"), "starts 2")
	})
	n.becomes("waits", corev1.PodSucceeded)
}

// Nothing outlives the supervisor, not even when it is killed, nor the parent; and clusters do not see each other.
func TestNothingOutlivesIt(t *testing.T) {
	parent := exec.Command("sleep", "1000")
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	killed, orphaned := start(t), start(t, "--parent", strconv.Itoa(parent.Process.Pid))
	for _, n := range []*node{killed, orphaned} {
		n.pod("runs", "sleep 1000")
		n.becomes("runs", corev1.PodRunning)
		for _, kind := range []string{"process", "group"} {
			if !strings.Contains(n.footprint(), kind) {
				t.Fatalf("the host sees no %s of a running cluster: to see none later would prove nothing", kind)
			}
		}
	}
	text, err := os.ReadFile(filepath.Join(killed.dir, "lock"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	for _, n := range []*node{killed, orphaned} {
		eventually(t, "nothing of the cluster on the host", func() bool { return n.footprint() == "" })
	}
}

// footprint lists what the cluster has on the host: its processes and those of its containers, control groups, mounts.
func (n *node) footprint() string {
	n.t.Helper()
	return n.run("bash", "-c", `
for process in /proc/[0-9]*; do
    grep -q -F -e "$1/" "$process/cmdline" "$process/mountinfo" || continue
    [[ $process == /proc/$$ ]] || echo "process ${process#/proc/}: $(tr '\\0' ' ' < "$process/cmdline")"
done 2> /dev/null
for container in "$1"/containerd-state/io.containerd.runtime.v2.task/k8s.io/*; do
    find /sys/fs/cgroup -maxdepth 3 -type d -name "${container##*/}" | sed 's/^/group /'
done
grep -F "$1/" /proc/self/mounts
true`, "bash", n.dir)
}
