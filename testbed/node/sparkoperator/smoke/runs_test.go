// Package smoke runs SparkApplications on a real cluster, and holds what they leave against the graphs that were recorded from the real
// operator. It needs root.
package smoke

import (
	"testing"
	"time"
)

const (
	run     = 5 * time.Minute // from the submission to the end of a driver, on a busy machine
	quickly = time.Minute     // what only the garbage collector or the operator has to do
)

func ending(how string) map[string]any {
	return map[string]any{"arguments": []any{how}}
}

func with(spec map[string]any, field string, value any) map[string]any {
	spec[field] = value
	return spec
}

func TestSuccessAndExpiry(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "")
	p.submit("normal", with(ending("succeed"), "timeToLiveSeconds", int64(15)), nil)
	p.becomes("completed", run)
	p.becomes("nothing", quickly)
}

func TestFailure(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "2.4")
	p.submit("failing", ending("fail"), nil)
	p.becomes("failed", run)
}

func TestHalt(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "")
	p.submit("halted", ending("halt"), nil)
	p.becomes("halted", run)
	p.delete("halted")
	p.becomes("nothing", quickly)
}

func TestRetry(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "")
	p.submit("retried", with(ending("halt"), "restartPolicy", map[string]any{"type": "OnFailure", "onFailureRetries": int64(1)}), nil)
	p.becomes("retried", 2*run)
}

func TestDeletionInMidRun(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "")
	p.submit("normal", ending("hang"), nil)
	p.becomes("running", run)
	p.delete("normal")
	p.becomes("nothing", quickly)
}

func TestNobodyServes(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "down")
	p.submit("normal", ending("hang"), nil)
	time.Sleep(3 * time.Second)
	p.becomes("unserved", 0)
	p.servedBy("2.4")
	p.becomes("running", run)
	p.servedBy("down")
	p.delete("normal")
	p.becomes("nothing", quickly)
}

func TestOwnerlessExpiryOf23(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "2.3")
	p.submit("normal", with(ending("succeed"), "timeToLiveSeconds", int64(15)), nil)
	p.becomes("2.3-completed", run)
	p.becomes("2.3-expired", quickly)
}

func TestOwnerlessDeletionOf23(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "2.3")
	p.submit("normal", ending("hang"), nil)
	p.becomes("2.3-running", run)
	p.delete("normal")
	p.becomes("2.3-deleted-in-midrun", quickly)
}

func TestExplicitDeletionOf16(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "1.6")
	p.submit("normal", ending("hang"), nil)
	p.becomes("1.6-running", run)
	p.delete("normal")
	p.becomes("nothing", quickly)
}

func TestDeletionThat16Missed(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "1.6")
	p.submit("normal", ending("hang"), nil)
	p.becomes("1.6-running", run)
	p.servedBy("down")
	p.delete("normal")
	p.becomes("1.6-deleted-unseen", quickly)
	p.servedBy("1.6")
	time.Sleep(3 * time.Second)
	p.becomes("1.6-deleted-unseen", 0)
}
