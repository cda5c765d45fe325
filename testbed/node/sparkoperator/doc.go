// Package sparkoperator stands in for the Kubeflow Spark operator: it serves SparkApplications with the real spark-submit, and leaves
// behind what that operator leaves behind, release by release.
//
// states.go decides what happens next, without a cluster; operator.go looks at the cluster and does what was decided; spark_submit.go and
// hollow.go are the two ways to bring a driver into being.
package sparkoperator
