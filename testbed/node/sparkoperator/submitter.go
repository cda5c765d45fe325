package sparkoperator

import "context"

// A Submitter brings the driver of an attempt into being, and returns when the driver's objects are there.
type Submitter interface {
	Submit(ctx context.Context, application *Application, submission *Submission) error
}
