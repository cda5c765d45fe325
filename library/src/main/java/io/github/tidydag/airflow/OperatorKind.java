package io.github.tidydag.airflow;

/** The operators whose arguments the tables know. */
public enum OperatorKind {
  POD("KubernetesPodOperator"),
  SPARK("SparkKubernetesOperator"),
  JOB("KubernetesJobOperator");

  private final String className;

  OperatorKind(String className) {
    this.className = className;
  }

  /** The Python class. */
  public String className() {
    return className;
  }
}
