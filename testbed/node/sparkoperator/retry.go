package sparkoperator

import (
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const defaultRetryInterval = 5 // seconds

// again says whether an application in this state is to run once more.
func (p RestartPolicy) again(status Status) bool {
	switch p.Type {
	case "Always":
		return true
	case "OnFailure":
		switch status.ApplicationState.State {
		case Failing:
			return p.OnFailureRetries != nil && status.ExecutionAttempts <= *p.OnFailureRetries
		case FailedSubmission:
			return p.OnSubmissionFailureRetries != nil && status.SubmissionAttempts <= *p.OnSubmissionFailureRetries
		}
	}
	return false
}

// untilDue is the time from now to the next attempt: the interval grows with each attempt.
func untilDue(interval *int64, attempts int32, since metav1.Time, now time.Time) time.Duration {
	seconds := int64(defaultRetryInterval)
	if interval != nil {
		seconds = *interval
	}
	return since.Add(time.Duration(seconds*int64(attempts)) * time.Second).Sub(now)
}

func afterFailure(a *Application, seen Seen) Decision {
	status, policy := a.Status, a.Spec.RestartPolicy
	if !policy.again(status) {
		status.ApplicationState.State = Failed
		return Decision{Status: status}
	}
	if left := untilDue(policy.OnFailureRetryInterval, status.ExecutionAttempts, status.TerminationTime, seen.Now); left > 0 {
		return Decision{Status: status, After: left}
	}
	return Decision{Do: DeleteResources, Status: rerun(status)}
}

func afterFailedSubmission(a *Application, f Flavour, seen Seen) Decision {
	status, policy := a.Status, a.Spec.RestartPolicy
	if !policy.again(status) {
		status.ApplicationState.State = Failed
		if f.FailedSubmissionsExpire {
			status.TerminationTime = metav1.NewTime(seen.Now)
		}
		return Decision{Status: status}
	}
	left := untilDue(policy.OnSubmissionFailureRetryInterval, status.SubmissionAttempts, status.LastSubmissionAttemptTime, seen.Now)
	switch {
	case left > 0:
		return Decision{Status: status, After: left}
	case seen.Gone:
		return Decision{Do: Submit, Status: status}
	default:
		return Decision{Do: DeleteResources, Status: status, After: soon}
	}
}

// rerun keeps the count of the attempts and forgets the attempt.
func rerun(status Status) Status {
	return Status{
		ApplicationState:          ApplicationState{State: PendingRerun},
		ExecutionAttempts:         status.ExecutionAttempts,
		SubmissionAttempts:        status.SubmissionAttempts,
		SubmissionID:              status.SubmissionID,
		LastSubmissionAttemptTime: status.LastSubmissionAttemptTime,
	}
}
