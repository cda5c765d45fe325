package sparkoperator

import "time"

// afterEnd waits for the time to live of an application that has completed or failed.
func afterEnd(a *Application, f Flavour, seen Seen) Decision {
	status := a.Status
	status.ExecutorState = executorStates(status, seen)
	left, expires := timeLeft(a, seen.Now)
	switch {
	case !expires:
		return Decision{Status: status}
	case left < 0:
		return Decision{Do: DeleteApplication, Status: status}
	default:
		return Decision{Status: status, After: max(left, f.Resync) + time.Millisecond}
	}
}

// timeLeft is negative once the application has expired.
func timeLeft(a *Application, now time.Time) (left time.Duration, expires bool) {
	if a.Spec.TimeToLiveSeconds == nil || a.Status.TerminationTime.IsZero() {
		return 0, false
	}
	ttl := time.Duration(*a.Spec.TimeToLiveSeconds) * time.Second
	return a.Status.TerminationTime.Add(ttl).Sub(now), true
}
