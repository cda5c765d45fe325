package io.github.tidydag.spec;

import io.github.tidydag.airflow.CoreTable;
import io.github.tidydag.airflow.Mistakes;
import io.github.tidydag.airflow.OperatorTable;
import io.github.tidydag.airflow.Target;
import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.spark.SparkApplicationTable;
import io.github.tidydag.tables.Version;
import java.util.List;

/** What is known of Airflow, Kubernetes and Spark; read once for any number of specs. */
public record Tables(
    OperatorTable operators,
    CoreTable core,
    Mistakes mistakes,
    KubernetesTypes kubernetes,
    SparkApplicationTable spark) {

  /** The Kubernetes clients that a target may come with, oldest first. */
  public List<Version> clients(Target target) {
    return operators
        .kubernetesClient(target.provider())
        .map(range -> range.among(kubernetes.clients()))
        .orElse(List.of());
  }

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
