package sparkoperator

import (
	"maps"

	corev1 "k8s.io/api/core/v1"
)

var executorState = map[corev1.PodPhase]string{
	corev1.PodPending:   "PENDING",
	corev1.PodRunning:   "RUNNING",
	corev1.PodSucceeded: "COMPLETED",
	corev1.PodFailed:    "FAILED",
}

// executorStates adds what the executors' pods tell to what was known of them. A pod that is gone counts as failed once the driver has
// ended, and as unknown while it runs.
func executorStates(status Status, seen Seen) map[string]string {
	states := maps.Clone(status.ExecutorState)
	if states == nil {
		states = map[string]string{}
	}
	there := map[string]bool{}
	for _, pod := range seen.Executors {
		there[pod.Name] = true
		states[pod.Name] = "UNKNOWN"
		if state, known := executorState[pod.Status.Phase]; known {
			states[pod.Name] = state
		}
	}
	for name, state := range states {
		if there[name] || state == "FAILED" || state == "COMPLETED" {
			continue
		}
		switch status.ApplicationState.State {
		case Submitted, Running:
			states[name] = "UNKNOWN"
		case Completed:
			states[name] = "COMPLETED"
		default:
			states[name] = "FAILED"
		}
	}
	return states
}
