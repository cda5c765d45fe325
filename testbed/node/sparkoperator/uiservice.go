package sparkoperator

import (
	"crypto/sha256"
	"fmt"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

const (
	uiSuffix      = "-ui-svc"
	longestName   = 63
	defaultUIPort = 4040
)

// uiService is the Service through which people reach the driver's web pages.
func uiService(a *Application, f Flavour, submission string) *corev1.Service {
	options := a.Spec.UI
	labels := map[string]string{labelApplication: a.Name, labelSubmission: submission}
	if f.CreatedBy {
		labels[labelCreatedBy] = "true"
	}
	if len(options.ServiceLabels) > 0 {
		labels = options.ServiceLabels
	}
	target := int32(defaultUIPort)
	if port, err := strconv.ParseInt(a.Spec.SparkConf["spark.ui.port"], 10, 32); err == nil {
		target = int32(port)
	}
	port := corev1.ServicePort{Name: "spark-driver-ui-port", Port: target, TargetPort: intstr.FromInt32(target)}
	if options.ServicePort != nil {
		port.Port = *options.ServicePort
	}
	if options.ServicePortName != "" {
		port.Name = options.ServicePortName
	}
	return &corev1.Service{
		ObjectMeta: metav1.ObjectMeta{
			Name:            uiServiceName(a.Name),
			Namespace:       a.Namespace,
			Labels:          labels,
			Annotations:     options.ServiceAnnotations,
			OwnerReferences: []metav1.OwnerReference{a.controllerReference()},
		},
		Spec: corev1.ServiceSpec{
			Type:     corev1.ServiceType(options.ServiceType),
			Selector: map[string]string{labelApplication: a.Name, labelSparkRole: driver},
			Ports:    []corev1.ServicePort{port},
		},
	}
}

func uiServiceName(application string) string {
	if name := application + uiSuffix; len(name) <= longestName {
		return name
	}
	hash := fmt.Sprintf("-%x", sha256.Sum256([]byte(application)))[:9]
	return application[:longestName-len(uiSuffix)-len(hash)] + hash + uiSuffix
}
