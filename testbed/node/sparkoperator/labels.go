package sparkoperator

const (
	labelPrefix       = "sparkoperator.k8s.io/"
	labelApplication  = labelPrefix + "app-name"
	labelSubmission   = labelPrefix + "submission-id"
	labelLaunchedBy   = labelPrefix + "launched-by-spark-operator"
	labelMutatedBy    = labelPrefix + "mutated-by-spark-operator"
	labelCreatedBy    = labelPrefix + "created-by-spark-operator"
	labelSparkRole    = "spark-role"
	labelSparkApp     = "spark-app-selector"
	labelSparkName    = "spark-app-name"
	labelSparkVersion = "spark-version"

	driver   = "driver"
	executor = "executor"
)
