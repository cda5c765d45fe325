package graph

import (
	"strings"

	"github.com/google/go-cmp/cmp"
)

// Difference is empty where two graphs are equal.
func Difference(golden, live []byte) string {
	return cmp.Diff(strings.Split(string(golden), "\n"), strings.Split(string(live), "\n"))
}
