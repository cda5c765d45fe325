package sparkoperator

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
)

const (
	apiVersion = "sparkoperator.k8s.io/v1beta2"
	kind       = "SparkApplication"
)

// Applications is what SparkApplications are called in requests.
var Applications = schema.GroupVersionResource{Group: "sparkoperator.k8s.io", Version: "v1beta2", Resource: "sparkapplications"}

// An Application has those fields of a SparkApplication that the stand-in serves.
type Application struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
	Spec              Spec   `json:"spec"`
	Status            Status `json:"status,omitempty"`
}

type Spec struct {
	Type                string             `json:"type"`
	Image               string             `json:"image,omitempty"`
	ImagePullPolicy     string             `json:"imagePullPolicy,omitempty"`
	ImagePullSecrets    []string           `json:"imagePullSecrets,omitempty"`
	MainClass           string             `json:"mainClass,omitempty"`
	MainApplicationFile string             `json:"mainApplicationFile,omitempty"`
	Arguments           []string           `json:"arguments,omitempty"`
	SparkConf           map[string]string  `json:"sparkConf,omitempty"`
	HadoopConf          map[string]string  `json:"hadoopConf,omitempty"`
	MemoryOverhead      string             `json:"memoryOverheadFactor,omitempty"`
	Deps                Dependencies       `json:"deps,omitempty"`
	DynamicAllocation   *DynamicAllocation `json:"dynamicAllocation,omitempty"`
	Driver              DriverSpec         `json:"driver"`
	Executor            ExecutorSpec       `json:"executor"`
	Volumes             []corev1.Volume    `json:"volumes,omitempty"`
	NodeSelector        map[string]string  `json:"nodeSelector,omitempty"`
	RestartPolicy       RestartPolicy      `json:"restartPolicy,omitempty"`
	TimeToLiveSeconds   *int64             `json:"timeToLiveSeconds,omitempty"`
	UI                  UIOptions          `json:"sparkUIOptions,omitempty"`
}

type Dependencies struct {
	Jars            []string `json:"jars,omitempty"`
	Files           []string `json:"files,omitempty"`
	PyFiles         []string `json:"pyFiles,omitempty"`
	Archives        []string `json:"archives,omitempty"`
	Packages        []string `json:"packages,omitempty"`
	ExcludePackages []string `json:"excludePackages,omitempty"`
	Repositories    []string `json:"repositories,omitempty"`
}

type DynamicAllocation struct {
	Enabled                bool   `json:"enabled,omitempty"`
	InitialExecutors       *int32 `json:"initialExecutors,omitempty"`
	MinExecutors           *int32 `json:"minExecutors,omitempty"`
	MaxExecutors           *int32 `json:"maxExecutors,omitempty"`
	ShuffleTrackingEnabled *bool  `json:"shuffleTrackingEnabled,omitempty"`
	ShuffleTrackingTimeout *int64 `json:"shuffleTrackingTimeout,omitempty"`
}

// PodSpec is what drivers and executors have in common.
type PodSpec struct {
	Cores          *int32                  `json:"cores,omitempty"`
	CoreLimit      string                  `json:"coreLimit,omitempty"`
	CoreRequest    string                  `json:"coreRequest,omitempty"`
	Memory         string                  `json:"memory,omitempty"`
	MemoryOverhead string                  `json:"memoryOverhead,omitempty"`
	Image          string                  `json:"image,omitempty"`
	ServiceAccount string                  `json:"serviceAccount,omitempty"`
	JavaOptions    string                  `json:"javaOptions,omitempty"`
	Labels         map[string]string       `json:"labels,omitempty"`
	Annotations    map[string]string       `json:"annotations,omitempty"`
	EnvVars        map[string]string       `json:"envVars,omitempty"`
	Template       *corev1.PodTemplateSpec `json:"template,omitempty"`
	Mutations      `json:",inline"`
}

// Mutations are the fields that reach a pod through the operator's webhook only, and only where the pod has no template.
type Mutations struct {
	Env                           []corev1.EnvVar            `json:"env,omitempty"`
	EnvFrom                       []corev1.EnvFromSource     `json:"envFrom,omitempty"`
	VolumeMounts                  []corev1.VolumeMount       `json:"volumeMounts,omitempty"`
	Sidecars                      []corev1.Container         `json:"sidecars,omitempty"`
	InitContainers                []corev1.Container         `json:"initContainers,omitempty"`
	SecurityContext               *corev1.SecurityContext    `json:"securityContext,omitempty"`
	PodSecurityContext            *corev1.PodSecurityContext `json:"podSecurityContext,omitempty"`
	NodeSelector                  map[string]string          `json:"nodeSelector,omitempty"`
	Affinity                      *corev1.Affinity           `json:"affinity,omitempty"`
	Tolerations                   []corev1.Toleration        `json:"tolerations,omitempty"`
	PriorityClassName             string                     `json:"priorityClassName,omitempty"`
	SchedulerName                 string                     `json:"schedulerName,omitempty"`
	ShareProcessNamespace         *bool                      `json:"shareProcessNamespace,omitempty"`
	TerminationGracePeriodSeconds *int64                     `json:"terminationGracePeriodSeconds,omitempty"`
}

type DriverSpec struct {
	PodSpec            `json:",inline"`
	PodName            string            `json:"podName,omitempty"`
	ServiceLabels      map[string]string `json:"serviceLabels,omitempty"`
	ServiceAnnotations map[string]string `json:"serviceAnnotations,omitempty"`
}

type ExecutorSpec struct {
	PodSpec             `json:",inline"`
	Instances           *int32 `json:"instances,omitempty"`
	DeleteOnTermination *bool  `json:"deleteOnTermination,omitempty"`
}

type RestartPolicy struct {
	Type                             string `json:"type,omitempty"`
	OnFailureRetries                 *int32 `json:"onFailureRetries,omitempty"`
	OnFailureRetryInterval           *int64 `json:"onFailureRetryInterval,omitempty"`
	OnSubmissionFailureRetries       *int32 `json:"onSubmissionFailureRetries,omitempty"`
	OnSubmissionFailureRetryInterval *int64 `json:"onSubmissionFailureRetryInterval,omitempty"`
}

type UIOptions struct {
	ServicePort        *int32            `json:"servicePort,omitempty"`
	ServicePortName    string            `json:"servicePortName,omitempty"`
	ServiceType        string            `json:"serviceType,omitempty"`
	ServiceAnnotations map[string]string `json:"serviceAnnotations,omitempty"`
	ServiceLabels      map[string]string `json:"serviceLabels,omitempty"`
}

type Status struct {
	ApplicationState          ApplicationState  `json:"applicationState,omitempty"`
	DriverInfo                DriverInfo        `json:"driverInfo"`
	ExecutionAttempts         int32             `json:"executionAttempts,omitempty"`
	ExecutorState             map[string]string `json:"executorState,omitempty"`
	LastSubmissionAttemptTime metav1.Time       `json:"lastSubmissionAttemptTime,omitempty"`
	SparkApplicationID        string            `json:"sparkApplicationId,omitempty"`
	SubmissionAttempts        int32             `json:"submissionAttempts,omitempty"`
	SubmissionID              string            `json:"submissionID,omitempty"`
	TerminationTime           metav1.Time       `json:"terminationTime,omitempty"`
}

type ApplicationState struct {
	State        State  `json:"state"`
	ErrorMessage string `json:"errorMessage,omitempty"`
}

type DriverInfo struct {
	PodName          string `json:"podName,omitempty"`
	WebUIAddress     string `json:"webUIAddress,omitempty"`
	WebUIPort        int32  `json:"webUIPort,omitempty"`
	WebUIServiceName string `json:"webUIServiceName,omitempty"`
}

func applicationOf(object *unstructured.Unstructured) (*Application, error) {
	application := &Application{}
	return application, runtime.DefaultUnstructuredConverter.FromUnstructured(object.Object, application)
}

// Key is the application's namespace and name.
func (a *Application) Key() types.NamespacedName {
	return types.NamespacedName{Namespace: a.Namespace, Name: a.Name}
}

// DriverPodName is the name that the driver will have.
func (a *Application) DriverPodName() string {
	if name := a.Spec.Driver.PodName; name != "" {
		return name
	}
	if name := a.Spec.SparkConf["spark.kubernetes.driver.pod.name"]; name != "" {
		return name
	}
	return a.Name + "-driver"
}

// controllerReference makes the application own an object as the operator's own objects are owned.
func (a *Application) controllerReference() metav1.OwnerReference {
	yes := true
	reference := a.ownerReference()
	reference.Controller, reference.BlockOwnerDeletion = &yes, &yes
	return reference
}

func (a *Application) ownerReference() metav1.OwnerReference {
	return metav1.OwnerReference{APIVersion: apiVersion, Kind: kind, Name: a.Name, UID: a.UID}
}
