package io.github.tidydag.spec;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a repository's DAGs share: {@code .tidydag.yaml}, with one profile chosen.
 *
 * @param file its path as given; empty if there is none
 * @param targets the Airflows that every generated file must load in
 * @param sparkOperator the Spark operator and its release: {@code kubeflow/2.5.2}
 * @param deployment tells two Airflows in one namespace apart
 * @param airflowServiceAccount {@code namespace/name}
 * @param namespace where tasks run that do not say it
 * @param connection arguments that reach the cluster, for tasks that do not say them
 * @param vars what {@code !vars} puts in
 * @param defaults arguments for tasks that do not say them, as written
 * @param workerPaths folders on the workers to folders beside the configuration
 * @param kubeContexts ids of Airflow's connections to contexts of a kubeconfig
 * @param uploadStores where submissions put files that nothing deletes
 * @param lint what the linter is told, as written
 */
public record ProjectConfig(
    String file,
    List<Target> targets,
    String sparkOperator,
    Optional<String> deployment,
    Optional<String> airflowServiceAccount,
    Optional<String> namespace,
    Optional<Node.Mapping> connection,
    Map<String, String> vars,
    Optional<Node.Mapping> defaults,
    Map<String, String> workerPaths,
    Map<String, String> kubeContexts,
    List<UploadStore> uploadStores,
    Optional<Node.Mapping> lint) {

  public ProjectConfig {
    targets = List.copyOf(targets);
    uploadStores = List.copyOf(uploadStores);
  }

  /** The same with other targets. */
  public ProjectConfig with(List<Target> targets) {
    return new ProjectConfig(
        file,
        targets,
        sparkOperator,
        deployment,
        airflowServiceAccount,
        namespace,
        connection,
        vars,
        defaults,
        workerPaths,
        kubeContexts,
        uploadStores,
        lint);
  }
}
