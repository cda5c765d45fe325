// Package crds holds the custom resources of the Spark operator.
package crds

import "embed"

//go:embed *.yaml
var Files embed.FS
