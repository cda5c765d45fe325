package io.github.tidydag.rbac;

/**
 * Something whose pods act as an account: a pod, or what has a template of one.
 *
 * @param account the name of the ServiceAccount, of the same namespace
 */
public record Workload(String kind, String namespace, String name, String account) {
  /** Whether it is a pod itself. */
  public boolean isPod() {
    return kind.equals("Pod");
  }
}
