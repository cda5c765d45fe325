package sparkoperator

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// A Submission is what one attempt hands to Spark.
type Submission struct {
	ID        string
	Class     string
	Main      string
	Arguments []string
	Conf      map[string]string
	// The pod templates to hand over; nil where Spark makes the pod without.
	Driver, Executor *corev1.PodTemplateSpec
}

func newSubmission(a *Application, f Flavour, id string) *Submission {
	s := &Submission{ID: id, Class: a.Spec.MainClass, Main: a.Spec.MainApplicationFile, Arguments: a.Spec.Arguments, Conf: map[string]string{}}
	s.setGeneral(a)
	s.setDependencies(a.Spec.Deps)
	s.setPod(driver, a.Spec.Image, &a.Spec.Driver.PodSpec)
	s.setPod(executor, a.Spec.Image, &a.Spec.Executor.PodSpec)
	s.setDriver(a)
	s.setExecutors(a, f)
	s.setLabels(a, f)
	s.setTemplates(a, f)
	return s
}

func (s *Submission) set(key, value string) {
	if value != "" {
		s.Conf[key] = value
	}
}

func (s *Submission) setAll(prefix string, values map[string]string) {
	for key, value := range values {
		s.Conf[prefix+key] = value
	}
}

func setNumber[N int32 | int64](s *Submission, key string, value *N) {
	if value != nil {
		s.Conf[key] = strconv.FormatInt(int64(*value), 10)
	}
}

func setBool(s *Submission, key string, value *bool) {
	if value != nil {
		s.Conf[key] = strconv.FormatBool(*value)
	}
}

// setGeneral comes first: what the application says in fields wins over its sparkConf.
func (s *Submission) setGeneral(a *Application) {
	s.setAll("", a.Spec.SparkConf)
	s.setAll("spark.hadoop.", a.Spec.HadoopConf)
	s.set("spark.app.name", a.Name)
	s.set("spark.kubernetes.namespace", a.Namespace)
	s.set("spark.kubernetes.submission.waitAppCompletion", "false")
	s.set("spark.kubernetes.container.image", a.Spec.Image)
	s.set("spark.kubernetes.container.image.pullPolicy", a.Spec.ImagePullPolicy)
	s.set("spark.kubernetes.container.image.pullSecrets", strings.Join(a.Spec.ImagePullSecrets, ","))
	s.set("spark.kubernetes.memoryOverheadFactor", a.Spec.MemoryOverhead)
	s.setAll("spark.kubernetes.node.selector.", a.Spec.NodeSelector)
	if dynamic := a.Spec.DynamicAllocation; dynamic != nil && dynamic.Enabled {
		tracking := dynamic.ShuffleTrackingEnabled == nil || *dynamic.ShuffleTrackingEnabled
		s.set("spark.dynamicAllocation.enabled", "true")
		s.set("spark.dynamicAllocation.shuffleTracking.enabled", strconv.FormatBool(tracking))
		setNumber(s, "spark.dynamicAllocation.shuffleTracking.timeout", dynamic.ShuffleTrackingTimeout)
		setNumber(s, "spark.dynamicAllocation.initialExecutors", dynamic.InitialExecutors)
		setNumber(s, "spark.dynamicAllocation.minExecutors", dynamic.MinExecutors)
		setNumber(s, "spark.dynamicAllocation.maxExecutors", dynamic.MaxExecutors)
	}
}

func (s *Submission) setDependencies(d Dependencies) {
	for key, values := range map[string][]string{
		"spark.jars":              d.Jars,
		"spark.files":             d.Files,
		"spark.submit.pyFiles":    d.PyFiles,
		"spark.archives":          d.Archives,
		"spark.jars.packages":     d.Packages,
		"spark.jars.excludes":     d.ExcludePackages,
		"spark.jars.repositories": d.Repositories,
	} {
		s.set(key, strings.Join(values, ","))
	}
}

func (s *Submission) setPod(role, image string, pod *PodSpec) {
	if pod.Image != "" {
		image = pod.Image
	}
	of, kubernetes := "spark."+role+".", "spark.kubernetes."+role+"."
	setNumber(s, of+"cores", pod.Cores)
	s.set(of+"memory", pod.Memory)
	s.set(of+"memoryOverhead", pod.MemoryOverhead)
	s.set(of+"extraJavaOptions", pod.JavaOptions)
	s.set(kubernetes+"container.image", image)
	s.set(kubernetes+"request.cores", pod.CoreRequest)
	s.set(kubernetes+"limit.cores", pod.CoreLimit)
	s.set("spark.kubernetes.authenticate."+role+".serviceAccountName", pod.ServiceAccount)
	s.setAll(kubernetes+"label.", pod.Labels)
	s.setAll(kubernetes+"annotation.", pod.Annotations)
}

func (s *Submission) setDriver(a *Application) {
	s.set("spark.kubernetes.driver.pod.name", a.DriverPodName())
	s.setAll("spark.kubernetes.driverEnv.", a.Spec.Driver.EnvVars)
	s.setAll("spark.kubernetes.driver.service.label.", a.Spec.Driver.ServiceLabels)
	s.setAll("spark.kubernetes.driver.service.annotation.", a.Spec.Driver.ServiceAnnotations)
}

func (s *Submission) setExecutors(a *Application, f Flavour) {
	setNumber(s, "spark.executor.instances", a.Spec.Executor.Instances)
	setBool(s, "spark.kubernetes.executor.deleteOnTermination", a.Spec.Executor.DeleteOnTermination)
	s.setAll("spark.executorEnv.", a.Spec.Executor.EnvVars)
	dynamic := a.Spec.DynamicAllocation != nil && a.Spec.DynamicAllocation.Enabled
	if _, told := s.Conf["spark.executor.instances"]; !told && !dynamic && f.Webhook {
		s.set("spark.executor.instances", "1") // the webhook's default; Spark's own is 2
	}
}

func (s *Submission) setLabels(a *Application, f Flavour) {
	for role, pod := range map[string]*PodSpec{driver: &a.Spec.Driver.PodSpec, executor: &a.Spec.Executor.PodSpec} {
		label := "spark.kubernetes." + role + ".label."
		s.set(label+labelApplication, a.Name)
		s.set(label+labelLaunchedBy, "true")
		s.set(label+labelSubmission, s.ID)
		if f.MutatedBy && pod.Template == nil {
			s.set(label+labelMutatedBy, "true")
		}
	}
}

func (s *Submission) setTemplates(a *Application, f Flavour) {
	s.Driver = podTemplate(a, f, driver)
	s.Executor = podTemplate(a, f, executor)
	for role, template := range s.templates() {
		s.set("spark.kubernetes."+role+".podTemplateFile", s.templateFile(role))
		s.set("spark.kubernetes."+role+".podTemplateContainerName", containerName(role, template))
	}
}

// templates are the pod templates to hand over, by role.
func (s *Submission) templates() map[string]*corev1.PodTemplateSpec {
	all := map[string]*corev1.PodTemplateSpec{driver: s.Driver, executor: s.Executor}
	maps.DeleteFunc(all, func(_ string, template *corev1.PodTemplateSpec) bool { return template == nil })
	return all
}

func (s *Submission) folder() string {
	return filepath.Join(os.TempDir(), "spark", s.ID)
}

func (s *Submission) templateFile(role string) string {
	return filepath.Join(s.folder(), role+"-pod-template.yaml")
}

// commandLine is what follows the word spark-submit.
func (s *Submission) commandLine(master string) []string {
	line := []string{"--master", "k8s://" + master, "--deploy-mode", "cluster"}
	if s.Class != "" {
		line = append(line, "--class", s.Class)
	}
	for _, key := range slices.Sorted(maps.Keys(s.Conf)) {
		line = append(line, "--conf", fmt.Sprintf("%s=%s", key, s.Conf[key]))
	}
	return append(append(line, s.Main), s.Arguments...)
}
