package io.github.tidydag.rbac;

/**
 * Something that was not read.
 *
 * @param namespace empty if it is about all of them
 * @param resource in the plural, with its group
 * @param decides whether an answer about permissions may be wrong without it
 */
public record AccessGap(String namespace, String resource, String reason, boolean decides) {
  /** {@code resource in namespace: reason}. */
  @Override
  public String toString() {
    return resource + (namespace.isEmpty() ? "" : " in " + namespace) + ": " + reason;
  }
}
