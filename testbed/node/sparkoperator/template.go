package sparkoperator

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// podTemplate is the template that a submission carries for a role, or nil.
//
// What the operator's webhook would add to a pod stands in the template here: the pods come out the same, and no webhook needs to run.
func podTemplate(a *Application, f Flavour, role string) *corev1.PodTemplateSpec {
	spec, owner := &a.Spec.Driver.PodSpec, a.controllerReference()
	if role == executor {
		spec, owner = &a.Spec.Executor.PodSpec, a.ownerReference()
	}
	var template *corev1.PodTemplateSpec
	switch {
	case f.UserTemplates && spec.Template != nil:
		template = spec.Template.DeepCopy()
	case f.Owners:
		template = &corev1.PodTemplateSpec{}
	default:
		return nil
	}
	container := sparkContainer(template, role)
	if f.Webhook && spec.Template == nil {
		mutate(&template.Spec, container, spec.Mutations, a.Spec.Volumes)
	}
	if f.Owners {
		template.OwnerReferences = []metav1.OwnerReference{owner}
	}
	return template
}

func containerName(role string, template *corev1.PodTemplateSpec) string {
	return sparkContainer(template, role).Name
}

// sparkContainer is the container of a template that Spark builds on; there is one afterwards.
func sparkContainer(template *corev1.PodTemplateSpec, role string) *corev1.Container {
	name := "spark-kubernetes-" + role
	containers := &template.Spec.Containers
	for i := range *containers {
		if (*containers)[i].Name == name {
			return &(*containers)[i]
		}
	}
	if len(*containers) == 0 {
		*containers = []corev1.Container{{Name: name}}
	}
	return &(*containers)[0]
}

func mutate(pod *corev1.PodSpec, container *corev1.Container, m Mutations, volumes []corev1.Volume) {
	container.Env = m.Env
	container.EnvFrom = m.EnvFrom
	container.VolumeMounts = m.VolumeMounts
	container.SecurityContext = m.SecurityContext
	pod.Volumes = mounted(volumes, m)
	pod.InitContainers = m.InitContainers
	pod.SecurityContext = m.PodSecurityContext
	pod.NodeSelector = m.NodeSelector
	pod.Affinity = m.Affinity
	pod.Tolerations = m.Tolerations
	pod.PriorityClassName = m.PriorityClassName
	pod.SchedulerName = m.SchedulerName
	pod.ShareProcessNamespace = m.ShareProcessNamespace
	pod.TerminationGracePeriodSeconds = m.TerminationGracePeriodSeconds
	pod.Containers = append(pod.Containers, m.Sidecars...)
}

// mounted are those volumes of an application that a pod with these fields mounts.
func mounted(volumes []corev1.Volume, m Mutations) []corev1.Volume {
	var names []string
	add := func(mounts []corev1.VolumeMount) {
		for _, mount := range mounts {
			names = append(names, mount.Name)
		}
	}
	add(m.VolumeMounts)
	for _, container := range slices.Concat(m.Sidecars, m.InitContainers) {
		add(container.VolumeMounts)
	}
	return slices.DeleteFunc(slices.Clone(volumes), func(volume corev1.Volume) bool { return !slices.Contains(names, volume.Name) })
}
