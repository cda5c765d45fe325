package graph

import (
	"bytes"
	"encoding/json"

	"k8s.io/apimachinery/pkg/util/diff"
)

// Difference is empty where two graphs are equal.
func Difference(golden, live []byte) string {
	if bytes.Equal(golden, live) {
		return ""
	}
	return diff.Diff(json.RawMessage(golden), json.RawMessage(live))
}
