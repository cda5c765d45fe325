package io.github.tidydag.spec;

import io.github.tidydag.airflow.CoreTable;
import io.github.tidydag.airflow.Mistakes;
import io.github.tidydag.airflow.OperatorTable;
import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.spark.SparkApplicationTable;

/** What is known of Airflow, Kubernetes and Spark; read once for any number of specs. */
public record Tables(
    OperatorTable operators,
    CoreTable core,
    Mistakes mistakes,
    KubernetesTypes kubernetes,
    SparkApplicationTable spark) {

  /** Reads all tables. */
  public static Tables load() {
    KubernetesTypes kubernetes = KubernetesTypes.load();
    return new Tables(
        OperatorTable.load(),
        CoreTable.load(),
        Mistakes.load(),
        kubernetes,
        SparkApplicationTable.load(kubernetes));
  }
}
