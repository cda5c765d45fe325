// Package crds holds the custom resource definitions that every cluster has.
package crds

import "embed"

// Files has one definition in each file.
//
//go:embed *.yaml
var Files embed.FS
