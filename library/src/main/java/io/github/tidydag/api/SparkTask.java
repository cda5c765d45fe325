package io.github.tidydag.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A SparkApplication: SparkKubernetesOperator. */
public final class SparkTask extends Task<SparkTask> {
  private SparkTask(String id) {
    super(id, "spark");
  }

  /** A task of that task_id. */
  public static SparkTask of(String id) {
    return new SparkTask(id);
  }

  /** The SparkApplication's file, seen from the folder of the specs; Jinja is kept. */
  public SparkTask applicationFile(String file) {
    return put("application_file", file);
  }

  /** The {@code spec} of the SparkApplication, in the words of the Spark operator. */
  public SparkTask application(Map<String, ?> spec) {
    return put("application", Map.of("spec", spec));
  }

  /** The namespace to run in. */
  public SparkTask namespace(String namespace) {
    return put("namespace", namespace);
  }

  /** Any argument of the operator, by its own name. */
  public SparkTask argument(String name, @Nullable Object value) {
    return put(name, value);
  }

  @Override
  SparkTask self() {
    return this;
  }
}
