package sparkoperator

import "time"

// FlavourAnnotation on a namespace says which operator serves its SparkApplications.
const FlavourAnnotation = "testbed.tidydag.io/spark-operator"

// A Flavour is what tells one operator from another.
type Flavour struct {
	// Owners: pod templates make the application own its driver and its executors. Spark then keeps the executors' template in a ConfigMap.
	Owners bool
	// Webhook: fields such as env and volumes reach pods that have no template.
	Webhook bool
	// MutatedBy and CreatedBy: pods without a template, and UI Services, carry a label that says so.
	MutatedBy, CreatedBy bool
	// UserTemplates: spec.driver.template and spec.executor.template count.
	UserTemplates bool
	// DeletesFinally: the operator deletes driver and UI Service when it sees that an application is gone, ...
	DeletesFinally bool
	// DeletesEarly: ... or while it waits to be deleted (foreground deletion, finalizers).
	DeletesEarly bool
	// FailedSubmissionsExpire: a failed submission counts as an end, from which the time to live runs.
	FailedSubmissionsExpire bool
	// MayEditTTL: another time to live does not make the application run again; any other edit of the spec does.
	MayEditTTL bool
	// Resync: expiry is noticed this often only; 0 is at once.
	Resync time.Duration
	// Hollow: no container runs; the objects are made, and their states told, by the stand-in.
	Hollow bool
}

var newest = Flavour{
	Owners:                  true,
	Webhook:                 true,
	MutatedBy:               true,
	CreatedBy:               true,
	UserTemplates:           true,
	DeletesEarly:            true,
	FailedSubmissionsExpire: true,
	MayEditTTL:              true,
}

var flavours = map[string]Flavour{
	"":       newest,
	"2.4":    newest,
	"2.3":    {MutatedBy: true, UserTemplates: true, DeletesEarly: true, FailedSubmissionsExpire: true},
	"1.6":    {DeletesFinally: true, Resync: 30 * time.Second},
	"hollow": hollow(newest),
}

func hollow(flavour Flavour) Flavour {
	flavour.Hollow = true
	return flavour
}

// flavourOf finds who serves a namespace with these annotations: nobody, where the value is "down" or not known.
func flavourOf(annotations map[string]string) (Flavour, bool) {
	flavour, served := flavours[annotations[FlavourAnnotation]]
	return flavour, served
}
