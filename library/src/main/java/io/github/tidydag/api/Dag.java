package io.github.tidydag.api;

import io.github.tidydag.source.YamlWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DAG's spec.
 *
 * <pre>{@code
 * Dag.of("nightly_sales")
 *     .cron("17 3 * * *", "Asia/Seoul", true)
 *     .startDate(LocalDate.of(2026, 1, 1))
 *     .dagrunTimeout(Duration.ofHours(6))
 *     .task(PodTask.of("extract").image("registry.example.com/extract:1.4.2"))
 *     .task(SparkTask.of("aggregate").dependsOn("extract").applicationFile("aggregate.yaml"));
 * }</pre>
 */
public final class Dag {
  private final String id;
  private final Map<String, @Nullable Object> keys = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> tasks = new LinkedHashMap<>();

  private Dag(String id) {
    this.id = id;
  }

  /** A DAG of that dag_id. */
  public static Dag of(String id) {
    return new Dag(id);
  }

  /** The dag_id. */
  public String id() {
    return id;
  }

  /**
   * When it runs.
   *
   * @param cron five fields, or a preset
   * @param timezone such as {@code Asia/Seoul}
   * @param dataInterval whether {@code ds} is in the interval that ends with the run, rather than
   *     the day of the run
   */
  public Dag cron(String cron, String timezone, boolean dataInterval) {
    Map<String, Object> schedule = new LinkedHashMap<>();
    schedule.put("cron", cron);
    schedule.put("timezone", timezone);
    schedule.put("data_interval", dataInterval);
    return set("schedule", schedule);
  }

  /** The first day, in the zone of the schedule. */
  public Dag startDate(LocalDate date) {
    return set("start_date", date);
  }

  /** How long a run may take. The run's deadline is counted from it. */
  public Dag dagrunTimeout(Duration timeout) {
    return set("dagrun_timeout", timeout);
  }

  /** The cleanup strategy: {@code anchor}, {@code teardown}, {@code ttl} or {@code none}. */
  public Dag cleanup(String strategy) {
    return set("cleanup", Map.of("strategy", strategy));
  }

  /** Anything else that stands at the top of a spec: an argument of the DAG, or tidydag's. */
  public Dag set(String key, @Nullable Object value) {
    keys.put(key, value);
    return this;
  }

  /**
   * Adds a task.
   *
   * @throws IllegalArgumentException if there is one of its id
   */
  public Dag task(Task<?> task) {
    if (tasks.putIfAbsent(task.id(), task.spec()) != null) {
      throw new IllegalArgumentException(task.id() + ": is a task of " + id + " already");
    }
    return this;
  }

  /**
   * The spec as a file would hold it.
   *
   * @throws IllegalArgumentException if a value is none that a spec has
   */
  public String yaml() {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("spec_version", 1);
    spec.put("dag_id", id);
    spec.putAll(keys);
    spec.put("tasks", tasks);
    return YamlWriter.block(JavaValues.of(id, spec), 0);
  }

  /** {@code dag_id [task_id, ...]}. */
  @Override
  public String toString() {
    return id + " " + List.copyOf(tasks.keySet());
  }
}
