package sparkoperator

import (
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func ago(age time.Duration) metav1.Time { return metav1.NewTime(noon.Add(-age)) }

func number[N any](n N) *N { return &n }

func driverIn(phase corev1.PodPhase, code int32) *corev1.Pod {
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "app-driver", Labels: map[string]string{labelSparkApp: "spark-1"}}}
	pod.Status.Phase = phase
	if over(pod) {
		end := &corev1.ContainerStateTerminated{ExitCode: code, Reason: "Error"}
		pod.Status.ContainerStatuses = []corev1.ContainerStatus{{Name: "spark-kubernetes-driver", State: corev1.ContainerState{Terminated: end}}}
	}
	return pod
}

func TestDecide(t *testing.T) {
	onFailure := RestartPolicy{Type: "OnFailure", OnFailureRetries: number[int32](2), OnFailureRetryInterval: number[int64](10)}
	onSubmission := RestartPolicy{Type: "OnFailure", OnSubmissionFailureRetries: number[int32](1)}
	old := flavours["1.6"]
	cases := map[string]struct {
		state      State
		policy     RestartPolicy
		flavour    Flavour
		attempts   int32
		submitted  metav1.Time
		terminated metav1.Time
		ttl        *int64
		service    string
		driver     *corev1.Pod
		gone       bool
		do         Action
		next       State
		message    string
		after      time.Duration
		ends       bool
	}{
		"a new one is submitted":                       {state: New, do: Submit, next: New},
		"a pending driver gets its Service":            {state: Submitted, driver: driverIn(corev1.PodPending, 0), do: CreateUIService, next: Submitted},
		"and only one":                                 {state: Submitted, service: "app-ui-svc", driver: driverIn(corev1.PodPending, 0), next: Submitted},
		"a running driver":                             {state: Submitted, service: "s", driver: driverIn(corev1.PodRunning, 0), next: Running},
		"a quick driver gets its Service too":          {state: Submitted, driver: driverIn(corev1.PodSucceeded, 0), do: CreateUIService, next: Succeeding, ends: true},
		"a driver that has ended well":                 {state: Running, driver: driverIn(corev1.PodSucceeded, 0), next: Succeeding, ends: true},
		"a driver that was killed":                     {state: Running, driver: driverIn(corev1.PodFailed, 137), next: Failing, message: "driver container failed with ExitCode: 137, Reason: Error", ends: true},
		"a driver of which nobody knows":               {state: Running, driver: driverIn(corev1.PodUnknown, 0), next: Unknown},
		"which comes back":                             {state: Unknown, driver: driverIn(corev1.PodRunning, 0), next: Running},
		"a driver that was removed":                    {state: Running, next: Failing, message: "driver pod not found", ends: true},
		"a driver that is not seen yet":                {state: Submitted, submitted: ago(4 * time.Second), next: Submitted, after: 6 * time.Second},
		"a driver that is never seen":                  {state: Submitted, submitted: ago(time.Minute), next: Failing, message: "driver pod not found", ends: true},
		"success":                                      {state: Succeeding, next: Completed},
		"success that starts again":                    {state: Succeeding, policy: RestartPolicy{Type: "Always"}, do: DeleteResources, next: PendingRerun},
		"failure":                                      {state: Failing, next: Failed},
		"failure with retries but no number of them":   {state: Failing, policy: RestartPolicy{Type: "OnFailure"}, attempts: 1, next: Failed},
		"failure that waits for its retry":             {state: Failing, policy: onFailure, attempts: 2, terminated: ago(5 * time.Second), next: Failing, after: 15 * time.Second},
		"failure that is tried again":                  {state: Failing, policy: onFailure, attempts: 2, terminated: ago(20 * time.Second), do: DeleteResources, next: PendingRerun},
		"failure of the last retry":                    {state: Failing, policy: onFailure, attempts: 3, terminated: ago(time.Hour), next: Failed},
		"a rerun waits for the old driver to go":       {state: PendingRerun, next: PendingRerun, after: soon},
		"a rerun":                                      {state: PendingRerun, gone: true, do: Submit, next: PendingRerun},
		"an edited one starts again":                   {state: Invalidating, do: DeleteResources, next: PendingRerun},
		"a failed submission ends":                     {state: FailedSubmission, flavour: newest, next: Failed, ends: true},
		"a failed submission of 1.6 has no end":        {state: FailedSubmission, flavour: old, next: Failed},
		"a failed submission is tried again":           {state: FailedSubmission, policy: onSubmission, attempts: 1, submitted: ago(5 * time.Second), gone: true, do: Submit, next: FailedSubmission},
		"a failed submission clears its way":           {state: FailedSubmission, policy: onSubmission, attempts: 1, submitted: ago(5 * time.Second), do: DeleteResources, next: FailedSubmission, after: soon},
		"a failed submission waits":                    {state: FailedSubmission, policy: onSubmission, attempts: 1, submitted: ago(3 * time.Second), next: FailedSubmission, after: 2 * time.Second},
		"without a time to live nothing ends":          {state: Completed, terminated: ago(1000 * time.Hour), next: Completed},
		"a time to live that runs":                     {state: Completed, terminated: ago(4 * time.Second), ttl: number[int64](10), next: Completed, after: 6*time.Second + time.Millisecond},
		"is over only after the last moment":           {state: Failed, terminated: ago(10 * time.Second), ttl: number[int64](10), next: Failed, after: time.Millisecond},
		"a time to live that is over":                  {state: Failed, terminated: ago(11 * time.Second), ttl: number[int64](10), do: DeleteApplication, next: Failed},
		"1.6 looks every 30 seconds":                   {state: Completed, flavour: old, terminated: ago(9 * time.Second), ttl: number[int64](10), next: Completed, after: 30*time.Second + time.Millisecond},
		"what never ended never expires":               {state: Failed, ttl: number[int64](10), next: Failed},
		"a driver that hangs in the middle has no end": {state: Running, driver: driverIn(corev1.PodRunning, 0), ttl: number[int64](1), next: Running},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := &Application{Spec: Spec{RestartPolicy: c.policy, TimeToLiveSeconds: c.ttl}, Status: Status{
				ApplicationState:          ApplicationState{State: c.state},
				ExecutionAttempts:         c.attempts,
				SubmissionAttempts:        c.attempts,
				LastSubmissionAttemptTime: c.submitted,
				TerminationTime:           c.terminated,
				DriverInfo:                DriverInfo{WebUIServiceName: c.service},
			}}
			d := decide(a, c.flavour, Seen{Now: noon, Driver: c.driver, Gone: c.gone})
			if d.Do != c.do || d.Status.ApplicationState.State != c.next || d.After != c.after {
				t.Errorf("does %d, is %q, looks again after %s", d.Do, d.Status.ApplicationState.State, d.After)
			}
			if c.message != "" && d.Status.ApplicationState.ErrorMessage != c.message {
				t.Errorf("message %q", d.Status.ApplicationState.ErrorMessage)
			}
			if !c.terminated.IsZero() && c.next != PendingRerun {
				c.ends = true
			}
			if c.ends == d.Status.TerminationTime.IsZero() {
				t.Errorf("time of its end: %s", d.Status.TerminationTime)
			}
		})
	}
}

func TestRerunForgetsTheAttempt(t *testing.T) {
	status := Status{
		ApplicationState: ApplicationState{State: Failing, ErrorMessage: "x"}, DriverInfo: DriverInfo{PodName: "d", WebUIServiceName: "s"},
		ExecutionAttempts: 2, SubmissionAttempts: 3, ExecutorState: map[string]string{"e": "FAILED"}, SparkApplicationID: "spark-1", TerminationTime: ago(0),
	}
	got := rerun(status)
	if got.ExecutionAttempts != 2 || got.SubmissionAttempts != 3 {
		t.Errorf("attempts are lost: %+v", got)
	}
	if got.ApplicationState.ErrorMessage != "" || got.DriverInfo != (DriverInfo{}) || got.ExecutorState != nil || got.SparkApplicationID != "" || !got.TerminationTime.IsZero() {
		t.Errorf("kept: %+v", got)
	}
}

func TestExecutorStates(t *testing.T) {
	there := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "there"}, Status: corev1.PodStatus{Phase: corev1.PodRunning}}
	for state, lost := range map[State]string{Running: "UNKNOWN", Succeeding: "FAILED", Failed: "FAILED", Completed: "COMPLETED"} {
		status := Status{ApplicationState: ApplicationState{State: state}, ExecutorState: map[string]string{"lost": "RUNNING", "ended": "COMPLETED"}}
		got := executorStates(status, Seen{Executors: []*corev1.Pod{there}})
		if got["there"] != "RUNNING" || got["ended"] != "COMPLETED" || got["lost"] != lost {
			t.Errorf("%s: %v", state, got)
		}
		if status.ExecutorState["lost"] != "RUNNING" {
			t.Error("the old status was changed")
		}
	}
}
