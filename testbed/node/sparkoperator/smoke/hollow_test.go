package smoke

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/tidydag/testbed/node/sparkoperator"
)

// Runs that are told, not run, leave the objects that real runs leave.
func TestHollow(t *testing.T) {
	again := map[string]any{"restartPolicy": map[string]any{"type": "OnFailure", "onFailureRetries": int64(1), "onFailureRetryInterval": int64(1)}}
	for golden, run := range map[string]struct {
		outcome string
		spec    map[string]any
	}{
		"running":   {outcome: "hang"},
		"completed": {outcome: "succeed"},
		"failed":    {outcome: "fail"},
		"halted":    {outcome: "halt"},
		"retried":   {outcome: "halt", spec: again},
	} {
		t.Run(golden, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t, "hollow")
			p.submit("normal", run.spec, map[string]string{sparkoperator.OutcomeAnnotation: run.outcome})
			p.becomes(golden, quickly)
			p.delete("normal")
			p.becomes("nothing", quickly)
		})
	}
}

// An edit of the spec runs an application again, but for its time to live, which the newest operator lets people add.
func TestEdits(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "hollow")
	p.submit("normal", nil, map[string]string{sparkoperator.RunsForAnnotation: "5s"})
	p.becomes("completed", quickly)
	p.edit("normal", "arguments", []string{"fail"})
	p.becomes("running", quickly)
	p.becomes("completed", quickly)
	p.edit("normal", "timeToLiveSeconds", 15)
	time.Sleep(time.Second)
	p.becomes("completed", 0)
	p.becomes("nothing", quickly)
}

// Many runs are many times the same objects.
func TestHollowMany(t *testing.T) {
	const clients = 8
	count := *many
	p := newPlace(t, "hollow")
	start := time.Now()
	numbers := make(chan int)
	var group sync.WaitGroup
	for range clients {
		group.Go(func() {
			for number := range numbers {
				p.submit(fmt.Sprintf("run-%04d", number), nil, map[string]string{sparkoperator.OutcomeAnnotation: "succeed"})
			}
		})
	}
	for number := range count {
		numbers <- number
	}
	close(numbers)
	group.Wait()
	t.Logf("%d created after %s", count, time.Since(start))
	for p.count(sparkoperator.Completed) < count {
		if time.Since(start) > run {
			t.Fatalf("%d of %d have run after %s", p.count(sparkoperator.Completed), count, run)
		}
		time.Sleep(time.Second)
	}
	t.Logf("%d have run after %s", count, time.Since(start))
	p.becomes("completed", quickly)
}
