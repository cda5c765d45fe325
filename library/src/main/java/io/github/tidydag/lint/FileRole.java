package io.github.tidydag.lint;

/**
 * What a file is for, as far as its path and the files around it tell.
 *
 * @param partial whether its documents are patches of others (Kustomize)
 * @param podTemplate whether its Pods are what Airflow makes pods of
 */
public record FileRole(boolean partial, boolean podTemplate) {
  /** A file that stands for itself. */
  public static final FileRole PLAIN = new FileRole(false, false);
}
