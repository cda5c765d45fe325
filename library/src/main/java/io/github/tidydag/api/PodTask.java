package io.github.tidydag.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pod: KubernetesPodOperator. */
public final class PodTask extends Task<PodTask> {
  private PodTask(String id) {
    super(id, "pod");
  }

  /** A task of that task_id. */
  public static PodTask of(String id) {
    return new PodTask(id);
  }

  /** The image, with a tag or a digest. */
  public PodTask image(String image) {
    return put("image", image);
  }

  /** The namespace to run in. */
  public PodTask namespace(String namespace) {
    return put("namespace", namespace);
  }

  /** The command, instead of the image's entry point. */
  public PodTask cmds(String... cmds) {
    return put("cmds", List.of(cmds));
  }

  /** What the command is given; Jinja is rendered. */
  public PodTask arguments(String... arguments) {
    return put("arguments", List.of(arguments));
  }

  /** Environment variables by their names. */
  public PodTask env(Map<String, String> variables) {
    return put("env_vars", variables);
  }

  /**
   * What the container asks for, and may use at most: quantities as Kubernetes writes them, such as
   * {@code Map.of("cpu", "250m", "memory", "256Mi")}.
   */
  public PodTask resources(Map<String, String> requests, Map<String, String> limits) {
    return put("container_resources", Map.of("requests", requests, "limits", limits));
  }

  /** Any argument of the operator, by its own name. */
  public PodTask argument(String name, @Nullable Object value) {
    return put(name, value);
  }

  @Override
  PodTask self() {
    return this;
  }
}
