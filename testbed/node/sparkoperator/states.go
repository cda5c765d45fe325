package sparkoperator

import (
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// A State of a SparkApplication, as its status tells it.
type State string

const (
	New              State = ""
	Submitted        State = "SUBMITTED"
	FailedSubmission State = "SUBMISSION_FAILED"
	Running          State = "RUNNING"
	Succeeding       State = "SUCCEEDING"
	Failing          State = "FAILING"
	PendingRerun     State = "PENDING_RERUN"
	Invalidating     State = "INVALIDATING"
	Completed        State = "COMPLETED"
	Failed           State = "FAILED"
	Unknown          State = "UNKNOWN"
)

// An Action is what the operator does to the cluster, before it writes the status that comes with it.
type Action int

const (
	Nothing Action = iota
	Submit
	CreateUIService
	DeleteResources
	DeleteApplication
)

// Seen is what a decision rests on besides the application.
type Seen struct {
	Now       time.Time
	Driver    *corev1.Pod // the driver of this attempt, or nil
	Executors []*corev1.Pod
	Gone      bool // no driver pod and no UI Service have the names that the next attempt needs
}

// A Decision says what to do now, what the status is then, and when to look again should nothing happen.
type Decision struct {
	Do     Action
	Status Status
	After  time.Duration
}

const (
	// A driver may be missing this long after its submission: caches lag.
	driverGrace = 10 * time.Second
	soon        = time.Second
)

// decide is the operator's state machine.
func decide(a *Application, f Flavour, seen Seen) Decision {
	status := a.Status
	switch status.ApplicationState.State {
	case New:
		return Decision{Do: Submit, Status: status}
	case Submitted, Running, Unknown:
		return observe(status, seen)
	case FailedSubmission:
		return afterFailedSubmission(a, f, seen)
	case PendingRerun:
		if seen.Gone {
			return Decision{Do: Submit, Status: status}
		}
		return Decision{Status: status, After: soon}
	case Invalidating:
		return Decision{Do: DeleteResources, Status: Status{ApplicationState: ApplicationState{State: PendingRerun}}}
	case Succeeding:
		if a.Spec.RestartPolicy.again(status) {
			return Decision{Do: DeleteResources, Status: rerun(status)}
		}
		status.ApplicationState.State = Completed
		return Decision{Status: status}
	case Failing:
		return afterFailure(a, seen)
	default:
		return afterEnd(a, f, seen)
	}
}

// observe follows the driver's pod.
func observe(status Status, seen Seen) Decision {
	if seen.Driver == nil {
		wait := status.LastSubmissionAttemptTime.Add(driverGrace).Sub(seen.Now)
		if status.ApplicationState.State == Submitted && wait > 0 {
			return Decision{Status: status, After: wait}
		}
		status.ApplicationState = ApplicationState{State: Failing, ErrorMessage: "driver pod not found"}
		status.TerminationTime = metav1.NewTime(seen.Now)
		return Decision{Status: status}
	}
	do := Nothing
	if status.ApplicationState.State == Submitted && status.DriverInfo.WebUIServiceName == "" {
		do = CreateUIService
	}
	status.SparkApplicationID = seen.Driver.Labels[labelSparkApp]
	status.ApplicationState.State = stateOfDriver(seen.Driver.Status.Phase)
	if over(seen.Driver) && status.TerminationTime.IsZero() {
		status.TerminationTime = metav1.NewTime(seen.Now)
	}
	if seen.Driver.Status.Phase == corev1.PodFailed {
		status.ApplicationState.ErrorMessage = reasonOf(seen.Driver)
	}
	status.ExecutorState = executorStates(status, seen)
	return Decision{Do: do, Status: status}
}

func stateOfDriver(phase corev1.PodPhase) State {
	switch phase {
	case corev1.PodPending:
		return Submitted
	case corev1.PodRunning:
		return Running
	case corev1.PodSucceeded:
		return Succeeding
	case corev1.PodFailed:
		return Failing
	default:
		return Unknown
	}
}

func over(pod *corev1.Pod) bool {
	return pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed
}

// reasonOf tells how the driver's container ended.
func reasonOf(pod *corev1.Pod) string {
	for _, container := range pod.Status.ContainerStatuses {
		if end := container.State.Terminated; end != nil && container.Name == "spark-kubernetes-driver" {
			return fmt.Sprintf("driver container failed with ExitCode: %d, Reason: %s", end.ExitCode, end.Reason)
		}
	}
	return "driver container status missing"
}

// submitted is the status once an attempt has been made.
func submitted(status Status, a *Application, id string, at time.Time, failure error) Status {
	status.SubmissionID = id
	status.DriverInfo = DriverInfo{PodName: a.DriverPodName()}
	status.LastSubmissionAttemptTime = metav1.NewTime(at)
	status.SubmissionAttempts++
	if failure != nil {
		status.ApplicationState = ApplicationState{State: FailedSubmission, ErrorMessage: "failed to submit spark application: " + failure.Error()}
		return status
	}
	status.ApplicationState = ApplicationState{State: Submitted}
	status.ExecutionAttempts++
	return status
}
