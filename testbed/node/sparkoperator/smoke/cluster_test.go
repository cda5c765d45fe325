package smoke

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/yaml"

	"github.com/tidydag/testbed/node/sparkoperator"
	"github.com/tidydag/testbed/node/sparkoperator/graph"
)

var (
	running = flag.String("cluster", "", "the folder of a running cluster; without, the tests start one")
	many    = flag.Int("many", 100, "how many applications TestHollowMany makes")
)

var (
	kube    kubernetes.Interface
	objects dynamic.Interface
	graphs  *graph.Cluster
)

func TestMain(m *testing.M) {
	flag.Parse()
	code, err := withCluster(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func withCluster(run func() int) (int, error) {
	dir := *running
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "testbed"); err != nil {
			return 1, err
		}
		defer os.RemoveAll(dir)
		if err := call("../../../up", dir, "--parent", strconv.Itoa(os.Getpid())); err != nil {
			return 1, err
		}
		defer call("../../../down", dir)
	}
	config, err := clientcmd.BuildConfigFromFlags("", filepath.Join(dir, "kubeconfig"))
	if err != nil {
		return 1, err
	}
	config.QPS = -1
	if kube, err = kubernetes.NewForConfig(config); err != nil {
		return 1, err
	}
	if objects, err = dynamic.NewForConfig(config); err != nil {
		return 1, err
	}
	kinds, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return 1, err
	}
	if graphs, err = graph.Discover(kinds, objects); err != nil {
		return 1, err
	}
	return run(), nil
}

func call(name string, arguments ...string) error {
	command := exec.Command(name, arguments...)
	var problems bytes.Buffer
	command.Stderr = &problems
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, problems.String())
	}
	return nil
}

// A place is a namespace in which Spark may work, served by one flavour of the operator.
type place struct {
	*testing.T
	namespace string
}

func newPlace(t *testing.T, flavour string) *place {
	t.Helper()
	namespace, err := kube.CoreV1().Namespaces().Create(t.Context(), &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{
		GenerateName: "spark-",
		Annotations:  map[string]string{sparkoperator.FlavourAnnotation: flavour},
	}}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p := &place{T: t, namespace: namespace.Name}
	t.Cleanup(func() {
		if !t.Failed() {
			kube.CoreV1().Namespaces().Delete(context.Background(), p.namespace, metav1.DeleteOptions{})
		}
	})
	p.mayRunSpark()
	return p
}

// mayRunSpark makes the account of the drivers.
func (p *place) mayRunSpark() {
	p.Helper()
	name := metav1.ObjectMeta{Name: "spark"}
	_, err := kube.CoreV1().ServiceAccounts(p.namespace).Create(p.Context(), &corev1.ServiceAccount{ObjectMeta: name}, metav1.CreateOptions{})
	p.must(err)
	_, err = kube.RbacV1().Roles(p.namespace).Create(p.Context(), &rbacv1.Role{ObjectMeta: name, Rules: []rbacv1.PolicyRule{{
		APIGroups: []string{""},
		Resources: []string{"pods", "services", "configmaps", "persistentvolumeclaims"},
		Verbs:     []string{"*"},
	}}}, metav1.CreateOptions{})
	p.must(err)
	_, err = kube.RbacV1().RoleBindings(p.namespace).Create(p.Context(), &rbacv1.RoleBinding{
		ObjectMeta: name,
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "Role", Name: "spark"},
		Subjects:   []rbacv1.Subject{{Kind: rbacv1.ServiceAccountKind, Name: "spark", Namespace: p.namespace}},
	}, metav1.CreateOptions{})
	p.must(err)
}

func (p *place) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// servedBy changes the operator under running applications.
func (p *place) servedBy(flavour string) {
	p.Helper()
	patch := fmt.Appendf(nil, `{"metadata": {"annotations": {%q: %q}}}`, sparkoperator.FlavourAnnotation, flavour)
	_, err := kube.CoreV1().Namespaces().Patch(p.Context(), p.namespace, types.MergePatchType, patch, metav1.PatchOptions{})
	p.must(err)
}

// submit creates the recorded application with some of its spec, and some annotations, changed.
func (p *place) submit(name string, spec map[string]any, annotations map[string]string) {
	p.Helper()
	text, err := os.ReadFile("../testdata/application.yaml")
	p.must(err)
	application := &unstructured.Unstructured{}
	p.must(yaml.Unmarshal(text, &application.Object))
	application.SetName(name)
	application.SetAnnotations(annotations)
	for field, value := range spec {
		p.must(unstructured.SetNestedField(application.Object, value, "spec", field))
	}
	_, err = objects.Resource(sparkoperator.Applications).Namespace(p.namespace).Create(p.Context(), application, metav1.CreateOptions{})
	p.must(err)
}

// edit changes one field of the spec.
func (p *place) edit(name, field string, value any) {
	p.Helper()
	patch, err := json.Marshal(map[string]any{"spec": map[string]any{field: value}})
	p.must(err)
	_, err = objects.Resource(sparkoperator.Applications).Namespace(p.namespace).Patch(p.Context(), name, types.MergePatchType, patch, metav1.PatchOptions{})
	p.must(err)
}

func (p *place) delete(name string) {
	p.Helper()
	p.must(objects.Resource(sparkoperator.Applications).Namespace(p.namespace).Delete(p.Context(), name, metav1.DeleteOptions{}))
}

// becomes waits until the objects of the namespace are those of a recorded graph.
func (p *place) becomes(golden string, patience time.Duration) {
	p.Helper()
	text, err := os.ReadFile(filepath.Join("../testdata/graphs", golden+".json"))
	p.must(err)
	start := time.Now()
	if err := graphs.Await(p.Context(), p.namespace, text, patience); err != nil {
		p.Fatalf("not %s after %s: %v", golden, patience, err)
	}
	p.Logf("%s after %s", golden, time.Since(start).Round(100*time.Millisecond))
}

// count is the number of applications in a state.
func (p *place) count(state sparkoperator.State) int {
	p.Helper()
	list, err := objects.Resource(sparkoperator.Applications).Namespace(p.namespace).List(p.Context(), metav1.ListOptions{})
	p.must(err)
	count := 0
	for _, application := range list.Items {
		if is, _, _ := unstructured.NestedString(application.Object, "status", "applicationState", "state"); is == string(state) {
			count++
		}
	}
	return count
}
