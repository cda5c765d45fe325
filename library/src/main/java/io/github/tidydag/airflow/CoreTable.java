package io.github.tidydag.airflow;

import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.RunTable;
import io.github.tidydag.tables.Runs;
import io.github.tidydag.tables.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Airflow itself accepts for a task and a DAG, by minor release: read from the newest patch of
 * each, {@code BaseOperator} and {@code DAG} of {@code airflow.models} for 2.x and of {@code
 * airflow.sdk} for 3.x.
 */
public final class CoreTable {
  private final List<Version> releases;
  private final ArgumentTable task;
  private final ArgumentTable dag;
  private final Runs<Version> minimumProvider;
  private final Map<String, RunTable<Boolean>> enums = new LinkedHashMap<>();

  private CoreTable(Json json) {
    releases = json.get("releases").texts().stream().map(Version::parse).toList();
    task = table(json.get("BaseOperator"));
    dag = table(json.get("DAG"));
    minimumProvider =
        Runs.of(json.get("minimum_provider"), run -> Version.parse(run.get("provider").text()));
    json.get("enums")
        .fields()
        .forEach((name, values) -> enums.put(name, new RunTable<>(values, (value, run) -> true)));
  }

  private static ArgumentTable table(Json json) {
    return new ArgumentTable(json, Version::minor, Optional.empty(), version -> false);
  }

  /** Reads the table; takes a few milliseconds, so keep what it returns. */
  public static CoreTable load() {
    return new CoreTable(Json.resource(CoreTable.class, "core.json"));
  }

  /** The releases that were read, one of each minor, oldest first. */
  public List<Version> releases() {
    return releases;
  }

  /** The arguments that every task takes: {@code BaseOperator}. */
  public ArgumentTable task() {
    return task;
  }

  /** The arguments of {@code DAG}. */
  public ArgumentTable dag() {
    return dag;
  }

  /** The texts of {@code TriggerRule} or {@code WeightRule} in an Airflow. */
  public List<String> enumValues(String name, Version airflow) {
    RunTable<Boolean> values = values(name);
    return values.names().stream()
        .filter(value -> values.at(value, airflow.minor()).isPresent())
        .toList();
  }

  /** The oldest Kubernetes provider that an Airflow asks for in its own extra. */
  public Optional<Version> minimumProvider(Version airflow) {
    return minimumProvider.at(airflow.minor());
  }

  private RunTable<Boolean> values(String name) {
    RunTable<Boolean> values = enums.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no closed set " + name + " in Airflow's table");
    }
    return values;
  }
}
