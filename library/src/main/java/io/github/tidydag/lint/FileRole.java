package io.github.tidydag.lint;

/**
 * What a file is for, as far as its path and the files around it tell.
 *
 * @param partial whether its documents are patches of others (Kustomize), or else are put together
 *     with other pieces
 * @param podTemplate whether its Pods are what Airflow makes pods of
 * @param task whether its documents are what tasks of a spec ask Kubernetes for
 */
public record FileRole(boolean partial, boolean podTemplate, TaskRole task) {
  /** A file that stands for itself. */
  public static final FileRole PLAIN = new FileRole(false, false);

  /** What a document is to a spec. */
  public enum TaskRole {
    /** Nothing: it is a manifest. */
    NONE,
    /** A manifest that a task names. */
    FILE,
    /** Described by a task, whose keys stand elsewhere and under other names: no fix fits. */
    DESCRIBED
  }

  /** A file of manifests. */
  public FileRole(boolean partial, boolean podTemplate) {
    this(partial, podTemplate, TaskRole.NONE);
  }
}
