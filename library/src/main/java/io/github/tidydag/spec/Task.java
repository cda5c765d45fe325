package io.github.tidydag.spec;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task as the user wrote it, defaults applied. */
public sealed interface Task {

  /** What every task has. */
  Common common();

  /** The arguments of its operator, by Airflow's names, in the user's order. */
  Map<String, Value> arguments();

  /** All values of the task, wherever they stand. */
  default List<Value> values() {
    List<Value> values = new ArrayList<>(arguments().values());
    values.addAll(common().arguments().values());
    values.addAll(common().expand().values());
    return values;
  }

  default String id() {
    return common().id();
  }

  /**
   * What every task has.
   *
   * @param dependsOn tasks or groups of this DAG
   * @param arguments what BaseOperator takes, by Airflow's names
   * @param expand the operator's arguments that are mapped over, each with its values
   */
  record Common(
      String id,
      Location at,
      Optional<String> group,
      List<Value.Text> dependsOn,
      Map<String, Value> arguments,
      Map<String, Value> expand) {
    public Common {
      dependsOn = List.copyOf(dependsOn);
    }
  }

  /** A pod: KubernetesPodOperator. */
  record PodTask(Common common, Map<String, Value> arguments) implements Task {}

  /**
   * A SparkApplication: SparkKubernetesOperator.
   *
   * @param fileUpload {@code spark.kubernetes.file.upload.path}
   */
  record SparkTask(
      Common common,
      Map<String, Value> arguments,
      SparkManifest manifest,
      Optional<FileUpload> fileUpload)
      implements Task {}

  /** A batch/v1 Job: KubernetesJobOperator. */
  record JobTask(Common common, Map<String, Value> arguments) implements Task {}

  /** Any operator, by its class. */
  record OperatorTask(Common common, String dottedClass, Map<String, Value> arguments)
      implements Task {}

  /** Nothing but a point in the graph: EmptyOperator. */
  record EmptyTask(Common common) implements Task {
    @Override
    public Map<String, Value> arguments() {
      return Map.of();
    }
  }

  /** Where a SparkApplication comes from. */
  sealed interface SparkManifest {
    /** Written in the spec. */
    record Inline(Node.Mapping application) implements SparkManifest {}

    /**
     * A file beside the spec, Jinja kept.
     *
     * @param path as the user wrote it
     * @param text the file's text
     * @param masked the tree with Jinja masked, if the text is readable as YAML then
     */
    record File(Location at, String path, String text, Optional<Node.Mapping> masked)
        implements SparkManifest {}
  }

  /** Where spark-submit puts local files; nothing deletes what it puts there. */
  record FileUpload(Location at, String path) {
    /** The key of {@code sparkConf} that says so. */
    public static final String CONF = "spark.kubernetes.file.upload.path";
  }
}
