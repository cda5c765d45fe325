package io.github.tidydag.render;

import io.github.tidydag.tables.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name that generated code uses, and where Airflow has it.
 *
 * @param name what the code calls it
 * @param homes where it is, the newest Airflow first
 */
record Symbol(String name, List<Home> homes) {

  /** A module and the name there, for Airflow from this version on. */
  record Home(Version since, String module, String name) {
    /** By hand: see {@link io.github.tidydag.tables.ValueType}. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Home home
          && since.equals(home.since)
          && module.equals(home.module)
          && name.equals(home.name);
    }

    @Override
    public int hashCode() {
      return 31 * module.hashCode() + name.hashCode();
    }
  }

  static final Symbol DAG = everywhere("airflow", "DAG");
  static final Symbol KUBERNETES = everywhere("kubernetes.client", "models", "k8s");
  static final Symbol TIMEDELTA = everywhere("datetime", "timedelta");
  static final Symbol PATH = everywhere("pathlib", "Path");
  static final Symbol POD =
      everywhere("airflow.providers.cncf.kubernetes.operators.pod", "KubernetesPodOperator");
  static final Symbol SPARK =
      everywhere(
          "airflow.providers.cncf.kubernetes.operators.spark_kubernetes",
          "SparkKubernetesOperator");
  static final Symbol JOB =
      everywhere("airflow.providers.cncf.kubernetes.operators.job", "KubernetesJobOperator");
  static final Symbol SECRET = everywhere("airflow.providers.cncf.kubernetes.secret", "Secret");
  static final Symbol EMPTY =
      moved(
          "EmptyOperator",
          "airflow.providers.standard.operators.empty",
          "EmptyOperator",
          "airflow.operators.empty",
          "EmptyOperator");
  static final Symbol TASK_GROUP =
      moved("TaskGroup", "airflow.sdk", "TaskGroup", "airflow.utils.task_group", "TaskGroup");

  /** Datasets are called assets since Airflow 3.0. */
  static final Symbol ASSET = moved("Asset", "airflow.sdk", "Asset", "airflow.datasets", "Dataset");

  static final Symbol ASSET_ANY =
      moved("AssetAny", "airflow.sdk", "AssetAny", "airflow.datasets", "DatasetAny");
  static final Symbol CRON_DATA_INTERVAL =
      everywhere("airflow.timetables.interval", "CronDataIntervalTimetable");
  static final Symbol CRON_TRIGGER =
      everywhere("airflow.timetables.trigger", "CronTriggerTimetable");
  static final Symbol DELTA_DATA_INTERVAL =
      everywhere("airflow.timetables.interval", "DeltaDataIntervalTimetable");
  static final Symbol DELTA_TRIGGER =
      everywhere("airflow.timetables.trigger", "DeltaTriggerTimetable");
  static final Symbol OWNED_BY_RUN = everywhere("tidydag_run", "owned_by_run");
  static final Symbol LABELLED_BY_RUN = everywhere("tidydag_run", "labelled_by_run");
  static final Symbol RELEASE_RUN = everywhere("tidydag_run", "release_run");

  static final Symbol PREFLIGHT = everywhere("tidydag_preflight", "Preflight");

  Symbol {
    homes = List.copyOf(homes);
  }

  /** A name that is in one place in every Airflow. */
  static Symbol everywhere(String module, String name) {
    return everywhere(module, name, name);
  }

  private static Symbol everywhere(String module, String name, String as) {
    return new Symbol(as, List.of(new Home(Version.parse("0.0.0"), module, name)));
  }

  private static Symbol moved(
      String as, String newModule, String newName, String oldModule, String oldName) {
    return new Symbol(
        as,
        List.of(
            new Home(Version.parse("3.0.0"), newModule, newName),
            new Home(Version.parse("0.0.0"), oldModule, oldName)));
  }
}
