package io.github.tidydag.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task of a DAG. Airflow's own arguments of a task are here; what its operator takes is in the
 * kinds of tasks.
 *
 * @param <T> the kind of task, for chains of calls
 */
public abstract sealed class Task<T extends Task<T>>
    permits PodTask, SparkTask, JobTask, OperatorTask, EmptyTask {
  private final String id;
  private final String kind;
  private final Map<String, @Nullable Object> keys = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> arguments = new LinkedHashMap<>();

  Task(String id, String kind) {
    this.id = id;
    this.kind = kind;
  }

  /** The task_id. */
  public final String id() {
    return id;
  }

  /** The tasks and groups that it waits for. */
  public final T dependsOn(String... ids) {
    return task("depends_on", List.of(ids));
  }

  /** How long it may take. */
  public final T executionTimeout(Duration timeout) {
    return task("execution_timeout", timeout);
  }

  /** How often it is tried again. */
  public final T retries(int retries) {
    return task("retries", retries);
  }

  /** How long after a failure it is tried again. */
  public final T retryDelay(Duration delay) {
    return task("retry_delay", delay);
  }

  /** When it runs, seen from the tasks before it, such as {@code all_done}. */
  public final T triggerRule(String rule) {
    return task("trigger_rule", rule);
  }

  /** An argument that every task of Airflow has, by Airflow's name, or a key of tidydag's. */
  public final T task(String name, @Nullable Object value) {
    keys.put(name, value);
    return self();
  }

  /** An argument of the operator, by its own name. */
  final T put(String name, @Nullable Object value) {
    arguments.put(name, value);
    return self();
  }

  /** What a spec says of it. */
  final Map<String, @Nullable Object> spec() {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>(keys);
    spec.put(kind, new LinkedHashMap<>(arguments));
    return spec;
  }

  abstract T self();
}
