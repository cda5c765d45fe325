package io.github.tidydag.spec;

import io.github.tidydag.airflow.CoreTable;
import io.github.tidydag.airflow.Mistakes;
import io.github.tidydag.airflow.OperatorTable;
import io.github.tidydag.airflow.Target;
import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.tables.Lazy;
import io.github.tidydag.tables.Version;
import java.util.List;

/**
 * What is known of Airflow, Kubernetes and Spark; for any number of specs. Each table is read when
 * it is first needed: most specs hold no mistake, and many no SparkApplication.
 */
public final class Tables {
  private final Lazy<OperatorTable> operators = new Lazy<>(OperatorTable::load);
  private final Lazy<CoreTable> core = new Lazy<>(CoreTable::load);
  private final Lazy<Mistakes> mistakes = new Lazy<>(Mistakes::load);
  private final Lazy<KubernetesTypes> kubernetes = new Lazy<>(KubernetesTypes::load);
  private final Lazy<CustomResourceTable> spark =
      new Lazy<>(() -> CustomResourceTable.sparkApplication(kubernetes()));

  private Tables() {}

  /** All tables. */
  public static Tables load() {
    return new Tables();
  }

  public OperatorTable operators() {
    return operators.get();
  }

  public CoreTable core() {
    return core.get();
  }

  public Mistakes mistakes() {
    return mistakes.get();
  }

  public KubernetesTypes kubernetes() {
    return kubernetes.get();
  }

  public CustomResourceTable spark() {
    return spark.get();
  }

  /** The Kubernetes clients that a target may come with, oldest first. */
  public List<Version> clients(Target target) {
    return operators()
        .kubernetesClient(target.provider())
        .map(range -> range.among(kubernetes().clients()))
        .orElse(List.of());
  }
}
