package sparkoperator

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"

	"github.com/tidydag/testbed/node/hollownode"
)

// SparkVersion is the Spark whose objects are made without running it.
const SparkVersion = "4.1.4"

// A sparkRun makes the objects that Spark makes for one submission, in their names, labels, owners and contents. They are what other
// objects and people can tell them by: of the pods' containers only the frame is there.
type sparkRun struct {
	*Submission
	namespace   string
	master      string
	id          string // Spark's id of the application
	prefix      string // of the names that spark-submit makes up
	executors   string // of the names of executors, which the driver makes up
	driverConf  string // name of the driver's ConfigMap
	podTemplate string // name of the ConfigMap with the executors' template
	service     string
	at          time.Time
	unique      func() string
}

func newSparkRun(s *Submission, namespace, master, id string, at time.Time, unique func() string) *sparkRun {
	r := &sparkRun{Submission: s, namespace: namespace, master: master, id: id, at: at, unique: unique}
	r.prefix = s.Conf["spark.app.name"] + "-" + unique()
	r.executors = s.Conf["spark.app.name"] + "-" + unique()
	r.driverConf = "spark-drv-" + unique() + "-conf-map"
	r.podTemplate = r.prefix + "-driver-podspec-conf-map"
	r.service = r.prefix + "-driver-svc"
	if len(r.service) > longestName {
		r.service = "spark-" + unique() + "-driver-svc"
	}
	return r
}

// driverPod is created first, and owns what follows.
func (r *sparkRun) driverPod() *corev1.Pod {
	pod := r.pod(driver, r.Driver)
	pod.Name = r.Conf["spark.kubernetes.driver.pod.name"]
	if r.Executor != nil {
		addConfigMap(pod, "pod-template-volume", r.podTemplate, "/opt/spark/pod-template")
	}
	addLocalDir(pod)
	addConfigMap(pod, "spark-conf-volume-driver", r.driverConf, "/opt/spark/conf")
	pod.Spec.Containers[0].Args = append([]string{"driver", "--properties-file", "/opt/spark/conf/spark.properties", "--class", r.Class, r.Main}, r.Arguments...)
	return pod
}

func (r *sparkRun) executorPod(number int, conf string, owner *corev1.Pod) *corev1.Pod {
	pod := r.pod(executor, r.Executor)
	pod.Name = fmt.Sprintf("%s-exec-%d", r.executors, number)
	pod.Labels["spark-exec-id"] = strconv.Itoa(number)
	pod.Labels["spark-exec-resourceprofile-id"] = "0"
	addConfigMap(pod, "spark-conf-volume-exec", conf, "/opt/spark/conf")
	addLocalDir(pod)
	pod.OwnerReferences = append(pod.OwnerReferences, controlledBy(owner))
	return pod
}

// driverObjects stand beside the driver's pod.
func (r *sparkRun) driverObjects(owner *corev1.Pod) ([]*corev1.ConfigMap, *corev1.Service) {
	maps := []*corev1.ConfigMap{r.configMap(r.driverConf, nil, owner, map[string]string{
		"spark.kubernetes.namespace": r.namespace,
		"spark.properties":           r.properties(r.driverConf, r.driverProperties()),
	})}
	if r.Executor != nil {
		text, err := yaml.Marshal(r.Executor)
		if err != nil {
			panic(err) // a template that came out of YAML goes back into it
		}
		maps = append(maps, r.configMap(r.podTemplate, nil, owner, map[string]string{"podspec-configmap-key": string(text)}))
	}
	return maps, &corev1.Service{
		ObjectMeta: metav1.ObjectMeta{
			Name:            r.service,
			Namespace:       r.namespace,
			Labels:          withPrefix(r.Conf, "spark.kubernetes.driver.service.label.", map[string]string{labelSparkApp: r.id}),
			Annotations:     withPrefix(r.Conf, "spark.kubernetes.driver.service.annotation.", nil),
			OwnerReferences: []metav1.OwnerReference{controlledBy(owner)},
		},
		Spec: corev1.ServiceSpec{
			ClusterIP: corev1.ClusterIPNone,
			Selector:  r.labels(driver),
			Ports: []corev1.ServicePort{
				{Name: "driver-rpc-port", Port: 7078},
				{Name: "blockmanager", Port: 7079},
				{Name: "spark-ui", Port: defaultUIPort},
				{Name: "spark-connect", Port: 15002},
			},
		},
	}
}

// executorConf is made by the driver once it runs.
func (r *sparkRun) executorConf(owner *corev1.Pod) *corev1.ConfigMap {
	name := "spark-exec-" + r.unique() + "-conf-map"
	return r.configMap(name, map[string]string{labelSparkApp: r.id, labelSparkRole: executor}, owner, map[string]string{
		"spark.kubernetes.namespace": r.namespace,
		"spark.properties":           r.properties(name, map[string]string{"spark.kubernetes.namespace": r.namespace}),
	})
}

func (r *sparkRun) executorCount() int {
	for _, key := range []string{"spark.executor.instances", "spark.dynamicAllocation.initialExecutors", "spark.dynamicAllocation.minExecutors"} {
		if count, err := strconv.Atoi(r.Conf[key]); err == nil {
			return count
		}
	}
	return 2
}

func (r *sparkRun) labels(role string) map[string]string {
	return withPrefix(r.Conf, "spark.kubernetes."+role+".label.", map[string]string{
		labelSparkApp: r.id, labelSparkName: r.Conf["spark.app.name"], labelSparkRole: role, labelSparkVersion: SparkVersion,
	})
}

func (r *sparkRun) pod(role string, template *corev1.PodTemplateSpec) *corev1.Pod {
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{}}
	if template != nil {
		template = template.DeepCopy()
		pod.ObjectMeta, pod.Spec = template.ObjectMeta, template.Spec
	} else {
		template = &corev1.PodTemplateSpec{Spec: corev1.PodSpec{}}
	}
	container := *sparkContainer(template, role)
	container.Image = r.Conf["spark.kubernetes."+role+".container.image"]
	container.Resources = corev1.ResourceRequirements{Requests: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("1")}}
	others := slices.DeleteFunc(template.Spec.Containers, func(other corev1.Container) bool { return other.Name == container.Name })
	pod.Spec.Containers = append([]corev1.Container{container}, others...)
	pod.Namespace = r.namespace
	pod.Labels = merged(pod.Labels, r.labels(role))
	pod.Annotations = merged(pod.Annotations, withPrefix(r.Conf, "spark.kubernetes."+role+".annotation.", nil))
	pod.Spec.RestartPolicy = corev1.RestartPolicyNever
	pod.Spec.NodeName = hollownode.Name
	pod.Spec.ServiceAccountName = r.Conf["spark.kubernetes.authenticate.driver.serviceAccountName"]
	return pod
}

func (r *sparkRun) configMap(name string, labels map[string]string, owner *corev1.Pod, data map[string]string) *corev1.ConfigMap {
	immutable := true
	return &corev1.ConfigMap{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: r.namespace, Labels: labels, OwnerReferences: []metav1.OwnerReference{controlledBy(owner)}},
		Immutable:  &immutable,
		Data:       data,
	}
}

// driverProperties are the submission's settings and those that Spark adds to them.
func (r *sparkRun) driverProperties() map[string]string {
	added := map[string]string{
		"spark.app.id":                          r.id,
		"spark.app.submitTime":                  strconv.FormatInt(r.at.UnixMilli(), 10),
		"spark.driver.blockManager.port":        "7079",
		"spark.driver.host":                     r.service + "." + r.namespace + ".svc",
		"spark.driver.port":                     "7078",
		"spark.kubernetes.memoryOverheadFactor": "0.1",
		"spark.kubernetes.resource.type":        "java",
		"spark.kubernetes.submitInDriver":       "true",
		"spark.master":                          "k8s://" + r.master,
		"spark.submit.deployMode":               "cluster",
		"spark.submit.pyFiles":                  "",
	}
	if strings.HasSuffix(r.Main, ".py") {
		added["spark.kubernetes.resource.type"] = "python"
		added["spark.kubernetes.memoryOverheadFactor"] = "0.4"
	} else {
		added["spark.jars"] = strings.Trim(r.Conf["spark.jars"]+","+r.Main, ",")
	}
	properties := merged(added, r.Conf)
	properties["spark.jars"] = added["spark.jars"]
	if r.Executor != nil {
		properties["spark.kubernetes.executor.podTemplateFile"] = "/opt/spark/pod-template/pod-spec-template.yml"
	}
	return properties
}

func (r *sparkRun) properties(name string, values map[string]string) string {
	escape := strings.NewReplacer(`\`, `\\`, ":", `\:`, "=", `\=`, "#", `\#`, "!", `\!`, "\n", `\n`)
	text := &strings.Builder{}
	fmt.Fprintf(text, "#Java properties built from Kubernetes config map with name: %s\n#%s\n", name, r.at.UTC().Format(time.UnixDate))
	for _, key := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(text, "%s=%s\n", escape.Replace(key), escape.Replace(values[key]))
	}
	return text.String()
}

func controlledBy(pod *corev1.Pod) metav1.OwnerReference {
	yes := true
	return metav1.OwnerReference{APIVersion: "v1", Kind: "Pod", Name: pod.Name, UID: pod.UID, Controller: &yes}
}

func addLocalDir(pod *corev1.Pod) {
	addVolume(pod, corev1.Volume{Name: "spark-local-dir-1", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}}, "/var/data/spark")
}

func addConfigMap(pod *corev1.Pod, volume, name, path string) {
	source := &corev1.ConfigMapVolumeSource{LocalObjectReference: corev1.LocalObjectReference{Name: name}}
	addVolume(pod, corev1.Volume{Name: volume, VolumeSource: corev1.VolumeSource{ConfigMap: source}}, path)
}

func addVolume(pod *corev1.Pod, volume corev1.Volume, path string) {
	pod.Spec.Volumes = append(pod.Spec.Volumes, volume)
	container := &pod.Spec.Containers[0]
	container.VolumeMounts = append(container.VolumeMounts, corev1.VolumeMount{Name: volume.Name, MountPath: path})
}

// withPrefix adds to the base those settings whose names begin with the prefix, without it.
func withPrefix(conf map[string]string, prefix string, base map[string]string) map[string]string {
	found := map[string]string{}
	for key, value := range conf {
		if name, yes := strings.CutPrefix(key, prefix); yes {
			found[name] = value
		}
	}
	return merged(base, found)
}

func merged(base, over map[string]string) map[string]string {
	all := map[string]string{}
	maps.Copy(all, base)
	maps.Copy(all, over)
	return all
}
