package io.github.tidydag.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Job: KubernetesJobOperator. */
public final class JobTask extends Task<JobTask> {
  private JobTask(String id) {
    super(id, "job");
  }

  /** A task of that task_id. */
  public static JobTask of(String id) {
    return new JobTask(id);
  }

  /** The image, with a tag or a digest. */
  public JobTask image(String image) {
    return put("image", image);
  }

  /** The namespace to run in. */
  public JobTask namespace(String namespace) {
    return put("namespace", namespace);
  }

  /** What the command is given; Jinja is rendered. */
  public JobTask arguments(String... arguments) {
    return put("arguments", List.of(arguments));
  }

  /** How many pods must end well, and how many run at once. */
  public JobTask completions(int completions, int parallelism) {
    put("completions", completions);
    return put("parallelism", parallelism);
  }

  /** Any argument of the operator, by its own name. */
  public JobTask argument(String name, @Nullable Object value) {
    return put(name, value);
  }

  @Override
  JobTask self() {
    return this;
  }
}
